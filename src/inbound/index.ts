// Inbound: mail that comes back, from its octets to what follows from it, through SMTP, LMTP or a mailbox.
// Owns the tables inbound_mails and inbound_mailboxes. Opens no attachment, and answers nobody.
// What follows is done by the rooms whose it is: feedback writes down, subscribers takes in and out.
export { heedDueMails } from './heeding/heed-due-mails.ts';
export { listenForMail } from './listener/listen.ts';
export { readImapUrl } from './mailbox/imap-url.ts';
export { watchMailbox } from './mailbox/watch-mailbox.ts';
export { MOST_BYTES } from './mail/limits.ts';
export { getInboundMail, listInboundMails, MAIL_STATES, type InboundMail } from './store/look-queries.ts';
export { eraseInboundMails, purgeInboundMails } from './store/purge.ts';
export { judge as judgeBounce } from './understanding/judge.ts';
export type { Kind, Known, Reason, Rule, Verdict } from './understanding/kind.ts';
export type { NoAnswer } from './understanding/no-answer.ts';
export { understandMail, type Understanding } from './understanding/understand.ts';
