import { Command } from 'commander';
import type { App } from '../platform/app.ts';
import { readServer } from '../platform/installation.ts';
import { version } from '../platform/version.ts';
import { listPublications, sendingObstacle } from '../publications/index.ts';
import {
  listFeedStates,
  listHeldArticles,
  listIncidents,
  listGapsInDoubt,
  listOpenSends,
  listSignUpHolds,
  listSubscriberCounts,
  type OpenSend,
} from '../reports/index.ts';
import { alertSays, says } from '../words/index.ts';
import { withApp } from './command.ts';
import { localTime } from './local-time.ts';

const OPEN_SENDS = 200;

export const statusCommand = new Command('status')
  .description('show what goes out next, what is going out, and what needs you')
  .option('--json', 'print JSON: {version, database, signUpHolds, held, incidents, publications}')
  .action((options: { json?: boolean }) => withApp(options, look, describe));

async function look(app: App) {
  const { db } = app;
  const [server, publications, counts, feeds, held, sends, signUpHolds, waiting, incidents] =
    await Promise.all([
      readServer(db),
      listPublications(db, 0, 1000),
      listSubscriberCounts(db),
      listFeedStates(db),
      listHeldArticles(db, 1),
      listOpenSends(db, OPEN_SENDS),
      listSignUpHolds(db),
      listGapsInDoubt(db),
      listIncidents(db),
    ]);
  return {
    version: version(),
    publicUrl: app.config.publicUrl,
    database: `PostgreSQL ${server.version}`,
    signUpHolds,
    held: waiting,
    incidents: incidents.filter(({ publicationId }) => publicationId === null),
    publications: publications.map((publication) => {
      const own = <Row extends { publicationId: number }>(rows: Row[]) =>
        rows.filter(({ publicationId }) => publicationId === publication.id);
      const { slug, name, timeZone } = publication;
      return {
        slug,
        name,
        timeZone,
        obstacle: sendingObstacle(publication) ?? null,
        subscribers: Object.fromEntries(own(counts).map(({ status, count }) => [status, count])),
        sends: own(sends),
        heldArticles: own(held)[0]?.total ?? 0,
        feeds: own(feeds),
        incidents: incidents.filter(({ publicationId }) => publicationId === publication.id),
      };
    }),
  };
}

type Status = Awaited<ReturnType<typeof look>>;

function describe({
  version,
  publicUrl,
  database,
  publications,
  signUpHolds,
  held,
  incidents,
}: Status): string {
  const waiting = signUpHolds.reduce((sum, { mails }) => sum + mails, 0);
  return [
    `Paperround ${version}, ${database}, ${publicUrl}`,
    ...held.map(
      ({ from, until, sends }) =>
        `Sends held because they may be out already: ${sends}, from ${from.toISOString()} to ${until.toISOString()}. See "paperround send held".`,
    ),
    ...incidents.map(describeIncident),
    ...publications.flatMap(describePublication),
    ...(publications.length === 0 ? ['There is no publication yet: run "paperround setup".'] : []),
    ...(waiting > 0 ? [`${waiting} confirmation mails wait: see "paperround sign-ups show".`] : []),
  ].join('\n');
}

function describePublication(publication: Status['publications'][number]): string[] {
  const { slug, name, obstacle, subscribers, sends, heldArticles, feeds, incidents, timeZone } = publication;
  const readers = Object.entries(subscribers).map(([status, count]) => `${count} ${status}`);
  const broken = feeds.filter(({ status }) => status === 'failing' || status === 'gone');
  const needs = [
    ...(obstacle === null ? [] : [says(obstacle)]),
    ...(heldArticles > 0
      ? [
          `Articles held: ${heldArticles}. See "paperround articles list --publication ${slug} --verdict held".`,
        ]
      : []),
    ...incidents.map(describeIncident),
    ...broken.map(({ url, status, error }) => `Feed ${status}: ${url}${error ? `. ${says(error)}` : ''}`),
  ];
  return [
    '',
    `${slug}: ${name}`,
    `  Readers: ${readers.join(', ') || 'none yet'}`,
    ...sends.map((send) => `  ${describeSend(send, timeZone)}`),
    ...needs.map((need) => `  ${need}`),
    ...(sends.length === 0 && needs.length === 0 ? ['  Nothing waits and nothing needs you.'] : []),
  ];
}

function describeIncident({ news }: Status['incidents'][number]): string {
  const { headline, about, what } = alertSays(news, 'en');
  return `${headline}: ${about}. ${what}`;
}

function describeSend(send: OpenSend, timeZone: string): string {
  const { id, status, subject, scheduledAt, accepted, audienceSize, reason } = send;
  const when =
    status === 'scheduled' && scheduledAt ? `goes out ${localTime(scheduledAt, timeZone)}` : status;
  const progress = audienceSize === null ? '' : `, ${accepted} of ${audienceSize} accepted`;
  return `Send ${id} ${when}${progress}: ${subject}${reason === null ? '' : ` (${says(reason)})`}`;
}
