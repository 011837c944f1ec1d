import type { Db } from '../platform/database.ts';
import type { Mailer } from '../platform/mailer.ts';
import { composeSource } from './compose-source.ts';
import { insertMailboxMessage } from './mailbox-queries.ts';

/** Keeps every message in the database instead of sending it, so that a newcomer sees the whole journey. */
export function createMailboxMailer(db: Db): Mailer {
  return {
    name: 'mailbox',
    concurrency: 4,
    async send(mail) {
      const source = await composeSource(mail);
      await insertMailboxMessage(db, {
        messageId: mail.messageId,
        from: mail.envelopeFrom,
        to: mail.to.address,
        subject: mail.subject,
        source,
      });
      return { kind: 'accepted', reply: '250 kept in the built-in mailbox' };
    },
    async close() {},
  };
}
