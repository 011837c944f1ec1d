import { Command } from 'commander';
import type { App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import { getPublication, listPublications } from '../publications/index.ts';
import { viewSendAudience } from '../explain/index.ts';
import { getSendDetails, type SendDetails } from '../letters/index.ts';
import {
  cancelFields,
  cancelSend,
  listSends,
  pauseSend,
  resumeSend,
  SEND_STATUSES,
  type SendView,
} from '../sends/index.ts';
import { findPlannedEdition, type PlannedEdition } from '../planning/index.ts';
import { viewReview, type ReviewView } from '../reviews/index.ts';
import { parseInput } from '../platform/input.ts';
import { group, withApp } from './command.ts';
import { exportCommand } from './send-export.ts';
import { check } from './check.ts';
import { digestCommands } from './digest.ts';
import { heldCommands } from './held.ts';
import { letterCommands } from './letter.ts';
import { versionCommands } from './letter-versions.ts';
import { timeZones } from './local-time.ts';
import { reviewCommands, reviewLines } from './review.ts';
import { asAudience, asLine, asPage, editionLines, publicationOf } from './show-send.ts';

interface ListOptions {
  publication?: string;
  status?: string;
  find?: string;
  limit: string;
  json?: boolean;
}

const list = new Command('list')
  .description('list the sends, newest first')
  .option('--publication <slug>', 'only those of this publication')
  .option('--status <status>', `only ${SEND_STATUSES.join(', ')}`)
  .option('--find <text>', 'only those with this in their subject')
  .option('--limit <count>', 'how many at most for each publication', '20')
  .option('--json', 'print JSON')
  .action((options: ListOptions) => {
    let zoneOf = (_publicationId: number) => 'UTC';
    return withApp(
      options,
      async (app) => {
        zoneOf = await timeZones(app);
        return listed(app, options);
      },
      (sends) =>
        sends.map((send) => asLine(send, zoneOf(send.publicationId))).join('\n') || 'There are no sends.',
    );
  });

async function listed(app: App, options: ListOptions): Promise<SendView[]> {
  const limit = Number(options.limit);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > 500)
    throw new InvalidInput([{ field: 'limit', message: 'The limit must be a number from 1 to 500.' }]);
  const publications = options.publication
    ? [await getPublication(app.db, options.publication)]
    : await listPublications(app.db);
  const status = SEND_STATUSES.find((known) => known === options.status);
  if (options.status !== undefined && !status)
    throw new InvalidInput([
      { field: 'status', message: `The status must be one of ${SEND_STATUSES.join(', ')}.` },
    ]);
  const page = { before: 0, limit, statuses: status && [status], find: options.find };
  const sends = await Promise.all(publications.map(({ id }) => listSends(app.db, id, page)));
  return sends.flat().sort((one, other) => other.id - one.id);
}

const audience = new Command('audience')
  .description('count who gets a send, who is left out and why')
  .argument('<id>', 'the id that "send list" shows')
  .option('--json', 'print JSON')
  .action((id: string, options: { json?: boolean }) =>
    withApp(
      options,
      async (app) => viewSendAudience(app, await publicationOf(app, id), Number(id), { isExact: true }),
      asAudience,
    ),
  );

/** A command about one send that shows it as it is afterwards. */
const onSend = (
  verb: string,
  description: string,
  work: (app: App, publicationId: number, id: number, options: { unreached?: string }) => Promise<unknown>,
) =>
  new Command(verb)
    .description(description)
    .argument('<id>', 'the id that "send list" shows')
    .option('--json', 'print JSON')
    .action((id: string, options: { json?: boolean; unreached?: string }) => {
      let zone = 'UTC';
      let review: ReviewView | undefined;
      let planned: PlannedEdition | undefined;
      return withApp(
        options,
        async (app): Promise<SendDetails & Partial<PlannedEdition>> => {
          const publicationId = await publicationOf(app, id);
          zone = (await timeZones(app))(publicationId);
          await work(app, publicationId, Number(id), options);
          review = await viewReview(app, Number(id));
          planned = await findPlannedEdition(app, publicationId, Number(id));
          return { ...(await getSendDetails(app.db, publicationId, Number(id))), ...planned };
        },
        (send) =>
          [
            asPage(send, zone),
            ...(planned ? editionLines(planned) : []),
            ...(review ? reviewLines(review, zone) : []),
          ].join('\n'),
      );
    });

export const sendCommands = group('send', 'emails that go out or went out', [
  list,
  onSend('show', 'show a send: times, counts, why it waits, and what was written', async () => {}),
  onSend('pause', 'pause a send', pauseSend),
  onSend('resume', 'resume a paused send', resumeSend),
  onSend(
    'cancel',
    'cancel a send; readers who were not mailed yet do not get it',
    async (app, publicationId, id, { unreached }) =>
      cancelSend(app, publicationId, id, parseInput(cancelFields, { unreached })),
  ).option(
    '--unreached <what>',
    'of a digest: its articles come with the "next-digest" of these readers, or they get "nothing"',
  ),
  audience,
  check,
  exportCommand,
  ...heldCommands,
  ...reviewCommands,
  ...letterCommands,
  ...digestCommands,
  ...versionCommands,
]);
