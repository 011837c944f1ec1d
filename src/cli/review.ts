import { Command } from 'commander';
import type { App } from '../platform/app.ts';
import { decideReview, type ReviewView, viewReview } from '../reviews/index.ts';
import { getSendDetails } from '../letters/index.ts';
import { withApp } from './command.ts';
import { localTime, timeZones } from './local-time.ts';
import { asPage, publicationOf } from './show-send.ts';

interface Options {
  at?: string;
  timeZone?: string;
  subject?: string;
  json?: boolean;
}

const decision = (answer: 'approve' | 'hold', description: string) =>
  new Command(answer).description(description).argument('<id>', 'the id that "send list" shows');

function decided(answer: 'approve' | 'hold', id: string, { json, ...given }: Options): Promise<void> {
  let page = '';
  return withApp(
    json === undefined ? {} : { json },
    async (app: App) => {
      const publicationId = await publicationOf(app, id);
      await decideReview(app, publicationId, Number(id), { answer, ...given });
      const send = await getSendDetails(app.db, publicationId, Number(id));
      const review = await viewReview(app, Number(id));
      const zone = (await timeZones(app))(publicationId);
      page = [asPage(send, zone), ...(review ? reviewLines(review, zone) : [])].join('\n');
      return send;
    },
    () => page,
  );
}

/** Who is asked about a send, until when, and who decided. */
export function reviewLines(
  { stage, until, askedBy, decision: said, decidedBy, decidedAt }: ReviewView,
  zone: string,
): string[] {
  if (stage === 'asking')
    return [
      ...(askedBy ? [`Scheduled by: ${askedBy.name}`] : []),
      ...(until ? [`Can be answered until: ${localTime(until, zone)}`] : []),
      'Approve it with "send approve", hold it with "send hold", or cancel it with "send cancel".',
    ];
  if (said === null || decidedAt === null) return [];
  const who = said === 'silence' ? 'nobody answered' : `${said}${decidedBy ? ` by ${decidedBy.name}` : ''}`;
  return [`Review: ${who}, ${localTime(decidedAt, zone)}`];
}

export const reviewCommands = [
  decision('approve', 'approve a send that is in review or needs a second person; it goes out at its time')
    .option('--at <time>', 'once its time has passed: "now", or a time as for "send schedule"')
    .option('--time-zone <zone>', 'of a local time (default: that of the publication)')
    .option('--subject <text>', 'another subject')
    .option('--json', 'print JSON')
    .action((id: string, options: Options) => decided('approve', id, options)),
  decision('hold', 'hold a send that is in review; nobody gets it until somebody approves it')
    .option('--json', 'print JSON')
    .action((id: string, options: Options) => decided('hold', id, options)),
];
