import { createHmac, createSecretKey } from 'node:crypto';

/**
 * What stands before the `@` of a Message-ID: the same on every try without a column per message (HDR-06), and telling nothing
 * about the reader. @param messageKey of the send.
 */
export function createMessageIds(messageKey: Buffer): (subscriberId: number) => string {
  // Taken in once: a key given as bytes costs five times the HMAC.
  const key = createSecretKey(messageKey);
  return (subscriberId) =>
    createHmac('sha256', key).update(String(subscriberId)).digest('base64url').slice(0, 27);
}
