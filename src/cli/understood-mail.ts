import type { NoAnswer, Reason, Rule, Understanding, Verdict } from '../inbound/index.ts';

const REASONS: Record<Reason, string> = {
  mailbox: 'There is no such mailbox.',
  reader: 'The mailbox is there and cannot take it: it is full, locked or cannot be reached.',
  size: 'The message is too large.',
  content: 'It was refused for what it says. That says nothing of the address.',
  pace: 'Too many messages came at once.',
  later: 'The server wants to be asked again later, and its time ran out.',
  identity:
    'It was refused for who sends: signature, server, address or reputation. The reader is not at fault.',
  relay: 'A server on the way will not hand it on for us. The reader is not at fault.',
  expired: 'It did not get there in time.',
  unclear: 'It failed, and nothing clear is said of the mailbox.',
  delayed: 'The server is still trying. Nothing is to be done.',
  accepted: 'A server took it.',
  absent: 'A program answered, not a person.',
  'asks-for-proof': 'The reader’s server asks for proof that a person wrote. That is never answered.',
  feedback: 'The reader called it spam.',
  'not-spam': 'The reader takes a complaint back.',
  'not-a-bounce': 'Nothing in it says that mail came back. A person may have written it.',
  empty: '',
  'not-a-mail': '',
  'too-large': '',
  'headers-too-large': 'Its headers are too large, so it was not looked at.',
  'too-many-parts': 'It has too many parts, so it was not looked at.',
  'too-deep': 'Its parts are nested too deep, so it was not looked at.',
};

const RULES: Record<Rule, string> = {
  dsn: 'a delivery report (RFC 3464)',
  arf: 'a feedback report (RFC 5965)',
  'microsoft-complaint': 'a complaint of Outlook.com',
  headers: 'its headers',
  exim: 'text as Exim writes it',
  qmail: 'text as qmail writes it',
  sendmail: 'text as Sendmail writes it',
  postfix: 'text as Postfix writes it',
  exchange: 'text as Exchange writes it',
  text: 'its words',
  none: '',
};

const SILENCE: Record<NoAnswer, string> = {
  unreadable: 'it was not looked at.',
  'no-return-path': 'its return path is empty.',
  automatic: 'a program wrote it.',
  'of-a-machine': 'its sender is a program.',
  bulk: 'it says that it is bulk mail.',
  list: 'it comes from a list.',
  own: 'it is our own mail.',
  'no-sender': 'nobody is named to answer to.',
};

/** What a mail means, as sentences. */
export function describeMail({ others, messageId, noAnswer, ...first }: Understanding): string {
  return [
    ...[first, ...others].flatMap(verdictLines),
    ...(messageId ? [`It is about the message <${messageId}>.`] : []),
    ...(noAnswer === null ? ['It may be answered.'] : [`It is never answered: ${SILENCE[noAnswer]}`]),
  ]
    .map(printable)
    .join('\n');
}

/** Without what a terminal would take for a command: strangers wrote it. */
export const printable = (text: string): string => text.replace(/[^\n\P{Cc}]/gu, '');

function verdictLines({ kind, recipient, status, by, reason, words }: Verdict): string[] {
  return [
    recipient ? `${kind}: ${recipient}` : kind,
    `  ${REASONS[reason]}`,
    ...(RULES[by] ? [`  Told by ${RULES[by]}${status ? `, status ${status}` : ''}.`] : []),
    ...(words ? [`  “${words}”`] : []),
  ];
}
