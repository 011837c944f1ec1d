import { Command, Option } from 'commander';
import {
  findSuppressionsOf,
  liftSuppression,
  liftSuppressionsOfSend,
  listSuppressions,
  type Lifted,
  type Suppression,
} from '../subscribers/index.ts';
import { InvalidInput } from '../platform/errors.ts';
import { getSendPublication } from '../sends/index.ts';
import { group, withApp } from './command.ts';
import { readNumber } from './read-number.ts';

const list = new Command('list')
  .description('list addresses that must not be mailed, newest first; for most, only a keyed hash is kept')
  .option('--email <address>', 'only suppressions of this address')
  .addOption(
    new Option('--reason <reason>', 'only suppressions with this reason').choices([
      'bounced',
      'complained',
      'erased',
      'never-again',
      'operator',
      'unsubscribed',
    ]),
  )
  .option('--limit <number>', 'how many at most', '100')
  .option('--json', 'print JSON')
  .action((options: { email?: string; reason?: Suppression['reason']; limit: string; json?: boolean }) =>
    withApp(
      options,
      (app) =>
        options.email === undefined
          ? listSuppressions(app.db, { ...options, limit: readNumber('--limit', options.limit) })
          : findSuppressionsOf(app, { email: options.email }),
      (found) =>
        found.map(line).join('\n') ||
        (options.email === undefined ? 'There are no suppressions.' : 'This address has no suppression.'),
    ),
  );

const lift = new Command('lift')
  .description(
    'allow mail to an address again; a person who complained or wanted no mail must sign up and confirm first',
  )
  .addOption(new Option('--email <address>', 'whose').conflicts('send'))
  .option('--send <id>', 'everybody whom this send suppressed, when the readers were not to blame')
  .option('--json', 'print JSON')
  .action((options: { email?: string; send?: string; json?: boolean }) => {
    const { email, send } = options;
    if (send !== undefined) return liftOfSend(options, readNumber('--send', send));
    if (email === undefined)
      throw new InvalidInput([
        { field: 'email', message: 'Name the address with --email, or the send with --send.' },
      ]);
    return withApp(options, (app) => liftSuppression(app, { email }), describe);
  });

function liftOfSend(options: { json?: boolean }, send: number) {
  return withApp(
    options,
    async (app) => {
      await getSendPublication(app.db, send);
      return liftSuppressionsOfSend(app, send);
    },
    ({ lifted, subscribers }) =>
      lifted === 0
        ? `The send ${send} suppressed nobody.`
        : `Lifted for ${lifted} subscriptions; ${subscribers.length} are as they were before.`,
  );
}

export const suppressionCommands = group('suppression', 'addresses that must not be mailed', [list, lift]);

function line({ key, email, reason, publication, source, since }: Suppression): string {
  const where = publication ?? 'everywhere';
  return `${since.toISOString().slice(0, 10)}  ${reason.padEnd(11)}  ${email ?? `code ${key}`}  ${where}  ${source}`;
}

function describe({ lifted, subscribers }: Lifted): string {
  if (lifted.length + subscribers.length === 0) return 'This address had no suppression.';
  const reasons = lifted.map(({ reason, publication }) => `${reason} (${publication ?? 'everywhere'})`);
  return [
    `Lifted: ${reasons.join(', ') || 'only the status'}.`,
    ...subscribers.map(({ publication, status }) =>
      status === 'active'
        ? `${publication}: a reader again.`
        : `${publication}: ${status}. They get mail once they sign up and confirm.`,
    ),
    ...(subscribers.length === 0 ? ['They get mail once they sign up and confirm.'] : []),
  ].join('\n');
}
