import { Command } from 'commander';
import type { App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import { getPublication, listPublications } from '../publications/index.ts';
import { cancelSend, getSend, listSends, pauseSend, resumeSend, type SendView } from '../sends/index.ts';
import { group, withApp } from './command.ts';
import { letterCommands, publicationOf } from './letter.ts';

interface ListOptions {
  publication?: string;
  limit: string;
  json?: boolean;
}

const list = new Command('list')
  .description('list the sends, newest first')
  .option('--publication <slug>', 'only those of this publication')
  .option('--limit <count>', 'how many at most for each publication', '20')
  .option('--json', 'print JSON')
  .action((options: ListOptions) =>
    withApp(
      options,
      (app) => listed(app, options),
      (sends) => sends.map(asLine).join('\n') || 'There are no sends.',
    ),
  );

async function listed(app: App, options: ListOptions): Promise<SendView[]> {
  const limit = Number(options.limit);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > 500)
    throw new InvalidInput([{ field: 'limit', message: 'The limit must be a number from 1 to 500.' }]);
  const publications = options.publication
    ? [await getPublication(app.db, options.publication)]
    : await listPublications(app.db);
  const sends = await Promise.all(publications.map(({ id }) => listSends(app.db, id, { before: 0, limit })));
  return sends.flat().sort((one, other) => other.id - one.id);
}

const show = new Command('show')
  .description('show a send with its counts')
  .argument('<id>', 'the id that "send list" shows')
  .option('--json', 'print JSON')
  .action((id: string, options: { json?: boolean }) =>
    withApp(
      options,
      async (app) => getSend(app.db, await publicationOf(app, id), Number(id)),
      (send) => asPage(send),
    ),
  );

const transition = (verb: string, description: string, work: typeof pauseSend) =>
  new Command(verb)
    .description(description)
    .argument('<id>', 'the id that "send list" shows')
    .option('--json', 'print JSON')
    .action((id: string, options: { json?: boolean }) =>
      withApp(
        options,
        async (app) => {
          const publicationId = await publicationOf(app, id);
          await work(app, publicationId, Number(id));
          return getSend(app.db, publicationId, Number(id));
        },
        (send) => asPage(send),
      ),
    );

function asLine({ id, status, subject, counts }: SendView): string {
  return `${id}  ${status}  ${counts.accepted} of ${counts.audience} accepted  ${subject}`;
}

function asPage(send: SendView): string {
  const counts = Object.entries(send.counts).map(([state, count]) => `  ${state}: ${count}`);
  const warnings = send.warnings.map((warning) => `Warning: ${warning}`);
  return [asLine(send), ...(send.reason ? [send.reason] : []), ...warnings, ...counts].join('\n');
}

export const sendCommands = group('send', 'emails that go out, or went', [
  list,
  show,
  transition('pause', 'pause a send', pauseSend),
  transition('resume', 'go on with a paused send', resumeSend),
  transition('cancel', 'end a send; who was not mailed yet gets nothing', cancelSend),
  ...letterCommands,
]);
