import { maskPrivate } from '../log.ts';

/**
 * Words of a mail server as they are kept and shown: replies quote addresses, and one reader's erasure must find none outside
 * `subscribers` (GDPR-02). No control characters but tab and line feed, and no half of a character where they are cut:
 * PostgreSQL refuses some of these, and what cannot be written down would be sent again.
 */
export function redactedReply(reply: string, longest = 500): string {
  return maskPrivate(reply.replace(/[^\P{Cc}\t\n]/gu, ''))
    .slice(0, longest)
    .toWellFormed();
}
