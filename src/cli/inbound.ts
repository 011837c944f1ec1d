import { Command, Option } from 'commander';
import {
  getInboundMail,
  listInboundMails,
  MAIL_STATES,
  understandMail,
  type InboundMail,
} from '../inbound/index.ts';
import { group, withApp } from './command.ts';
import { localTime, timeZones } from './local-time.ts';
import { readNumber } from './read-number.ts';
import { describeMail, printable } from './understood-mail.ts';

const list = new Command('list')
  .description('list mail that came in, the newest first: what it was, and what followed')
  .addOption(new Option('--state <state>', 'only mail in this state').choices([...MAIL_STATES]))
  .option('--kind <kind>', 'only mail that is understood so: hard, soft, complaint, auto-reply, unknown, …')
  .option('--before <id>', 'only mail that came before this one')
  .option('--limit <number>', 'how many at most', '50')
  .option('--json', 'print JSON')
  .action((options: { state?: string; kind?: string; before?: string; limit: string; json?: boolean }) => {
    const { state, kind, before } = options;
    const limit = readNumber('--limit', options.limit);
    const filter = { state, kind, limit, ...(before && { before: readNumber('--before', before) }) };
    return withApp(
      options,
      async (app) => ({
        zone: (await timeZones(app))(0),
        mails: await listInboundMails(app.db, filter),
      }),
      ({ zone, mails }) => mails.map((mail) => line(mail, zone)).join('\n') || 'No such mail is kept.',
      ({ mails }) => mails,
    );
  });

const show = new Command('show')
  .description('say how a mail that came in is understood, and what followed')
  .argument('<id>', 'as "inbound list" shows it')
  .addOption(new Option('--raw', 'print the mail as it is kept').conflicts('json'))
  .option('--json', 'print JSON')
  .action((id: string, options: { raw?: boolean; json?: boolean }) => {
    const number = readNumber('id', id);
    return withApp(
      options,
      async (app) => ({ zone: (await timeZones(app))(0), mail: await getInboundMail(app.db, number) }),
      ({ zone, mail }) => (options.raw ? asItIs(mail.octets) : describe(mail, zone)),
      ({ mail: { octets, ...mail } }) => ({ ...mail, understood: understood({ ...mail, octets }) }),
    );
  });

/** Text would be written in another encoding. */
function asItIs(octets: Buffer): '' {
  process.stdout.write(octets);
  return '';
}

export const inboundCommands = group('inbound', 'mail that came in', [list, show]);

type WholeMail = Awaited<ReturnType<typeof getInboundMail>>;

/** As it was when it was heeded. */
const understood = ({ from, to: [to], octets }: WholeMail) =>
  understandMail(octets, { ...(from !== null && { from }), ...(to !== undefined && { to }) });

const DEEDS: Record<string, string> = {
  tell: 'written down as an event',
  leave: 'somebody left',
  confirm: 'somebody confirmed',
  'sign-up': 'somebody signed up',
  nothing: 'nothing follows from it',
};

const followed = ({ state, tries, deed }: InboundMail): string =>
  state === 'heeded'
    ? (DEEDS[deed ?? ''] ?? String(deed))
    : `${state === 'failed' ? 'given up' : 'waits'}${tries > 0 ? ` after ${tries} tries` : ''}`;

function line(mail: InboundMail, zone: string): string {
  const { id, at, way, kind, subscriberId, bytes } = mail;
  const about = subscriberId === null ? '' : `, subscriber ${subscriberId}`;
  return `${id}  ${localTime(at, zone)}  ${way}  ${(kind ?? 'not yet understood').padEnd(12)}  ${followed(mail)}${about}  ${bytes} bytes`;
}

function describe(mail: WholeMail, zone: string): string {
  const { at, way, from, to, subscriberId } = mail;
  return [
    `Mail ${mail.id}, ${localTime(at, zone)}, by ${way}: ${followed(mail)}.`,
    ...(from === null ? [] : [`From ${from === '' ? 'nobody, as reports are' : from}`]),
    ...(to.length === 0 ? [] : [`To ${to.join(', ')}`]),
    ...(subscriberId === null ? [] : [`About subscriber ${subscriberId}`]),
    '',
    describeMail(understood(mail)),
    ...quoted(understood(mail).opening),
  ]
    .map(printable)
    .join('\n');
}

const quoted = (opening: string): string[] =>
  opening === '' ? [] : ['', ...opening.split('\n').map((said) => `  “${said}”`)];
