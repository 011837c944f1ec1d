import type { Db } from '../platform/database.ts';
import type { Mailer } from '../platform/mailer.ts';
import { composeSource } from './compose-source.ts';

/** Keeps every message in the database instead of sending it, so that a newcomer sees the whole journey. */
export function createMailboxMailer(db: Db): Mailer {
  return {
    name: 'mailbox',
    concurrency: 4,
    async send(mail) {
      const source = await composeSource(mail);
      await db.raw(
        'insert into mailbox (message_id, envelope_from, envelope_to, subject, source) values (?, ?, ?, ?, ?)',
        [mail.messageId, mail.envelopeFrom, mail.to.address, mail.subject, source],
      );
      return { kind: 'accepted', reply: '250 kept in the built-in mailbox' };
    },
    async close() {},
  };
}
