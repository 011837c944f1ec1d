import { createReadStream } from 'node:fs';
import { Command } from 'commander';
import {
  MOST_BYTES,
  understandMail,
  type NoAnswer,
  type Reason,
  type Rule,
  type Understanding,
  type Verdict,
} from '../inbound/index.ts';
import { AppError, InvalidInput } from '../platform/errors.ts';
import { group } from './command.ts';
import { fileFault } from './file-fault.ts';

const explain = new Command('explain')
  .description('say how a mail that came back is understood: a bounce, a complaint or an automatic answer')
  .argument('<file>', 'the whole mail with its headers, or - for standard input')
  .option(
    '--json',
    'print JSON: {kind, recipient, status, by, reason, words, others, messageId, tokenAddresses, noAnswer}',
  )
  .action(async (file: string, { json }: { json?: boolean }) => {
    const understanding = understandMail(await readAll(file));
    refuse(understanding.reason, file);
    process.stdout.write(`${json ? JSON.stringify(understanding, undefined, 2) : describe(understanding)}\n`);
  });

export const bounceCommands = group('bounce', 'mail that came back', [explain]);

/** No more than can be looked at, however large it is. */
async function readAll(file: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of file === '-' ? process.stdin : createReadStream(file)) {
      pieces.push(piece as Buffer);
      size += (piece as Buffer).length;
      if (size > MOST_BYTES) break;
    }
  } catch (error) {
    throw new InvalidInput([{ field: 'file', message: `${file} cannot be read: ${fileFault(error)}` }]);
  }
  return Buffer.concat(pieces);
}

const MEGABYTES = MOST_BYTES / 1024 / 1024;
const REFUSALS: Partial<Record<Reason, string>> = {
  empty: 'is empty.',
  'not-a-mail':
    'is no mail: it does not begin with headers, such as "From: …". Save the whole mail, with its source.',
  'too-large': `is larger than ${MEGABYTES} MB. Mail of that size is not looked at.`,
};

function refuse(reason: Reason, file: string): void {
  const why = REFUSALS[reason];
  if (why !== undefined) throw new AppError(reason, `${file === '-' ? 'Standard input' : file} ${why}`);
}

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

function describe({ others, messageId, noAnswer, ...first }: Understanding): string {
  return [
    ...[first, ...others].flatMap(verdictLines),
    ...(messageId ? [`It is about the message <${messageId}>.`] : []),
    ...(noAnswer === null ? ['It may be answered.'] : [`It is never answered: ${SILENCE[noAnswer]}`]),
  ].join('\n');
}

function verdictLines({ kind, recipient, status, by, reason, words }: Verdict): string[] {
  return [
    recipient ? `${kind}: ${recipient}` : kind,
    `  ${REASONS[reason]}`,
    ...(RULES[by] ? [`  Told by ${RULES[by]}${status ? `, status ${status}` : ''}.`] : []),
    ...(words ? [`  “${words}”`] : []),
  ];
}
