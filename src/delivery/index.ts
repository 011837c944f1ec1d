// Delivery: handing messages to mail servers, and the ledger of what became of each.
// Owns the tables send_batches, messages, message_retries and mailbox.
// Knows no subscriber and no article: whoever delivers brings the finished mail.
export { createMailer } from './create-mailer.ts';
