import { sqlState, type Db } from '../../platform/database.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import { oneAtATimeMailer } from '../one-at-a-time-mailer.ts';
import { insertMailboxMessage, purgeMailbox } from './mailbox-queries.ts';
import { parseSubject } from './parse-mailbox-message.ts';

const CONCURRENCY = 4;
/** A send to very many readers must not fill the disk before the next timed purge. */
const PURGE_EVERY = 1000;

/** Keeps every message in the database instead of sending it, so that a newcomer sees the whole journey. */
export function createMailboxMailer(db: Db): Mailer {
  let kept = 0;
  return {
    ...oneAtATimeMailer('mailbox', CONCURRENCY, async (envelope, source, { messageId }) => {
      const subject = await parseSubject(source);
      try {
        await insertMailboxMessage(db, { ...envelope, messageId: `<${messageId}>`, subject, source });
        kept += 1;
        // The message is kept even if the purge fails: the timed purge tries again.
        if (kept % PURGE_EVERY === 0) await purgeMailbox(db).catch(() => 0);
        return { kind: 'accepted', reply: '250 kept in the built-in mailbox' };
      } catch (error) {
        return { kind: 'server', scope: 'transport', reply: describe(error) };
      }
    }),
    async close() {},
  };
}

const describe = (error: unknown) =>
  `The built-in mailbox cannot be written (${sqlState(error) ?? 'no database'}).`;
