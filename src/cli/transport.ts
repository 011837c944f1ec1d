import { text as readAll } from 'node:stream/consumers';
import { Command } from 'commander';
import {
  changeTransport,
  changeWarmUp,
  checkTransport,
  createTransport,
  getTransport,
  listTransports,
  removeTransport,
  type Transport,
} from '../transports/index.ts';
import type { App } from '../platform/app.ts';
import { AppError } from '../platform/errors.ts';
import { updatePublication } from '../publications/index.ts';
import { says, type Reason } from '../words/index.ts';
import { group, withApp } from './command.ts';
import { PUBLICATION_HELP, PUBLICATION_OPTION, thePublication } from './the-publication.ts';
import { limitsCommand } from './transport-limits.ts';

const list = new Command('list')
  .description('list the transports with their state')
  .option('--json', 'print JSON')
  .action((options: { json?: boolean }) =>
    withApp(options, listTransports, (found) => found.map(line).join('\n')),
  );

interface SettingOptions {
  kind?: string;
  smtpUrl?: string;
  region?: string;
  accessKeyId?: string;
  secretAccessKey?: string;
  configurationSet?: string;
  endpoint?: string;
  connections?: string;
  messagesPerConnection?: string;
  json?: boolean;
}

const withSettings = (command: Command) =>
  command
    .option('--smtp-url <url>', 'smtp: smtp://user:password@host:587; - reads it from standard input')
    .option('--region <region>', 'ses: such as eu-central-1')
    .option('--access-key-id <id>', 'ses (default: what the machine offers)')
    .option('--secret-access-key <key>', 'ses; - reads it from standard input')
    .option('--configuration-set <name>', 'ses')
    .option('--endpoint <url>', 'ses: an address instead of the one of the region')
    .option('--connections <number>', 'smtp, ses: connections at once (default: 10)')
    .option(
      '--messages-per-connection <number>',
      'smtp, default: open a new connection after this many messages; none: as many as the server takes',
    )
    .option('--json', 'print JSON');

const add = withSettings(
  new Command('add')
    .description('add a transport: one more way for mail to leave')
    .argument('<name>', 'such as backup')
    .requiredOption('--kind <kind>', 'smtp, ses (Amazon), file (one .eml each) or mailbox (built in)'),
).action((name: string, options: SettingOptions) =>
  withApp(options, async (app) => createTransport(app, { name, ...(await settingsOf(options)) }), line),
);

const change = withSettings(
  new Command('change')
    .alias('edit')
    .description('change settings of a transport')
    .argument('<name>', 'the transport'),
).action((name: string, options: SettingOptions) =>
  withApp(options, async (app) => changeTransport(app, name, await settingsOf(options)), line),
);

async function settingsOf({
  json: _json,
  connections,
  messagesPerConnection: most,
  ...options
}: SettingOptions) {
  const given = Object.entries(options).map(async ([name, value]) => [
    name,
    value === '-' ? await fromInput() : value,
  ]);
  return {
    ...Object.fromEntries(await Promise.all(given)),
    ...(connections !== undefined && { connections: Number(connections) }),
    ...(most !== undefined && { messagesPerConnection: most === 'none' ? null : Number(most) }),
  };
}

const fromInput = async () => (await readAll(process.stdin)).trim();

const remove = new Command('remove')
  .description('remove a transport that no publication uses')
  .argument('<name>', 'the transport')
  .action((name: string) =>
    withApp(
      {},
      (app) => removeTransport(app, name),
      () => `The transport ${name} is removed.`,
    ),
  );

const check = new Command('check')
  .description('connect and sign in, without sending anything')
  .argument('<name>', 'the transport')
  .option('--json', 'print JSON: {refusal, warnings, hints}')
  .action((name: string, options: { json?: boolean }) =>
    withApp(
      options,
      async (app) => {
        const refusal = await checkTransport(app, name);
        if (refusal !== null) throw new AppError('transport-refused', `${name} does not work: ${refusal}`);
        const { warnings, hints } = await getTransport(app, name);
        return { refusal, warnings, hints };
      },
      ({ warnings, hints }) =>
        [`${name} can be used.`, ...warnings.map(warningLine), ...hints.map(hintLine)].join('\n'),
    ),
  );

const warmUp = new Command('warm-up')
  .description('limit a transport on its first days')
  .argument('<name>', 'the transport')
  .argument(
    '[plan]',
    'messages on the first day, the second …: 200,500,1000,2000; without it: no limit any more',
  )
  .option('--since <day>', 'the first day, such as 2027-03-28 (default: today, UTC)')
  .option('--json', 'print JSON')
  .action((name: string, plan: string | undefined, options: { since?: string; json?: boolean }) => {
    const days = plan?.split(',').map(Number) ?? null;
    const { since } = options;
    return withApp(options, (app) => changeWarmUp(app, name, { plan: days, since }), line);
  });

const use = new Command('use')
  .description('choose the transports of a publication: the first that works takes the mail')
  .argument('<names...>', 'in the order of preference')
  .option(PUBLICATION_OPTION, PUBLICATION_HELP)
  .option('--json', 'print JSON')
  .action((transports: string[], options: { publication?: string; json?: boolean }) =>
    withApp(
      options,
      async (app: App) => {
        const { slug } = await thePublication(app, options.publication);
        return updatePublication(app, slug, { transports });
      },
      (publication) => `Mail of ${publication.name} goes through ${publication.transports.join(', then ')}.`,
    ),
  );

function line(transport: Transport): string {
  const { name, kind, settings, status, lastFault, warmUp, habits, warnings, hints, publications } =
    transport;
  const most = settings['messagesPerConnection'];
  const facts = [
    kind === 'environment' ? nameOfDefault() : kind,
    status,
    ...(lastFault === null ? [] : [lastFault]),
    ...(warmUp ? [`warm-up ${warmUp.countToday} of ${warmUp.limitToday ?? 'any number'} today`] : []),
    ...(most === undefined ? [] : [`${most} messages a connection`]),
    ...(habits.messagesPerConnection === null
      ? []
      : [`the server takes ${habits.messagesPerConnection} messages a connection`]),
    ...(habits.waitsForAnswers ? ['each message waits for the answer to the one before'] : []),
    ...(publications.length > 0 ? [`used by ${publications.join(', ')}`] : []),
  ];
  return [`${name.padEnd(16)}${facts.join('; ')}`, ...warnings.map(warningLine), ...hints.map(hintLine)].join(
    '\n',
  );
}

const nameOfDefault = () =>
  process.env['SMTP_URL']?.trim() ? 'SMTP_URL' : 'built-in mailbox, because SMTP_URL is unset';

const hintLine = (hint: Reason) => `    Hint: ${says(hint)}`;
const warningLine = (warning: Reason) => `    Warning: ${says(warning)}`;

export const transportCommands = group('transport', 'how mail leaves', [
  list,
  add,
  change,
  remove,
  check,
  use,
  warmUp,
  limitsCommand,
]);
