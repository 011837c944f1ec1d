// Mailers: one message handed over to a mail server, to Amazon SES, to a file or to the built-in mailbox.
// Owns the tables mailbox and outbox_erasures. Composes all mail, and reads what servers answer.
// Knows no ledger: the caller decides what an outcome means.
export { eraseCopies } from './erase-queries.ts';
export { createFileMailer } from './file/file-mailer.ts';
export { sweepOutbox } from './file/sweep-outbox.ts';
export { createMailboxMailer } from './mailbox/mailbox-mailer.ts';
export {
  getMailboxMessage,
  listMailbox,
  purgeMailbox,
  type MailboxEntry,
  type MailboxMessage,
} from './mailbox/mailbox-queries.ts';
export { parseMailboxMessage, type ParsedMessage } from './mailbox/parse-mailbox-message.ts';
export { createSkeleton, type Personal, type Skeleton } from './message/skeleton.ts';
export { notComposed } from './outgoing.ts';
export { faultOfReply } from './replies/fault-of-reply.ts';
export { judgeRefusal, type RefusalMatter } from './replies/judge-refusal.ts';
export { alikeWords } from './replies/reply-words.ts';
export { createSesMailer } from './ses/ses-mailer.ts';
export { createManners, type Habits, type Manners } from './smtp/manners.ts';
export { createSmtpMailer } from './smtp/smtp-mailer.ts';
export { helloName, isLoopback, readSmtpUrl } from './smtp/smtp-options.ts';
