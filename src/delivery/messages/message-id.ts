import { createHmacSha256 } from '../../platform/hmac.ts';

/**
 * What stands before the `@` of a Message-ID: the same on every try without a column per message (HDR-06), and telling nothing
 * about the reader. @param messageKey of the send.
 */
export function createMessageIds(messageKey: Buffer): (subscriberId: number) => string {
  const hmac = createHmacSha256(messageKey);
  return (subscriberId) => hmac('', String(subscriberId)).toString('base64url').slice(0, 27);
}
