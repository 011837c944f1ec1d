// Delivery: handing messages to mail servers, and the ledger of what became of each.
// Owns the tables send_batches, messages, message_retries and mailbox.
// Knows no subscriber and no article: whoever delivers brings the finished mail.
export { createMailer, mailerWarnings } from './create-mailer.ts';
export { eraseMailTraces } from './erase-mail-traces.ts';
export {
  getMailboxMessage,
  listMailbox,
  purgeMailbox,
  type MailboxEntry,
  type MailboxMessage,
} from './mailbox-queries.ts';
export { parseMailboxMessage, type ParsedMessage } from './parse-mailbox-message.ts';
