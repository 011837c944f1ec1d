import { sqlState, type Db } from '../platform/database.ts';
import type { Mailer } from '../platform/mailer.ts';
import { mailerOf } from './hand-over.ts';
import { insertMailboxMessage } from './mailbox-queries.ts';
import { parseSubject } from './parse-mailbox-message.ts';

const CONCURRENCY = 4;

/** Keeps every message in the database instead of sending it, so that a newcomer sees the whole journey. */
export function createMailboxMailer(db: Db): Mailer {
  return {
    ...mailerOf('mailbox', CONCURRENCY, async (envelope, source, messageId) => {
      const subject = await parseSubject(source);
      try {
        await insertMailboxMessage(db, { ...envelope, messageId: `<${messageId}>`, subject, source });
        return { kind: 'accepted', reply: '250 kept in the built-in mailbox' };
      } catch (error) {
        return { kind: 'provider', scope: 'transport', reply: describe(error) };
      }
    }),
    async close() {},
  };
}

const describe = (error: unknown) =>
  `The built-in mailbox cannot be written (${sqlState(error) ?? 'no database'}).`;
