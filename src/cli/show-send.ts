import type { App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { viewSendAudience } from '../explain/index.ts';
import { type SendDetails } from '../letters/index.ts';
import type { PlannedEdition } from '../planning/index.ts';
import { getSendPublication, type SendView } from '../sends/index.ts';
import { leftOutSays, says } from '../words/index.ts';
import { localTime } from './local-time.ts';

/** The publication of a send by its id as somebody typed it. */
export async function publicationOf(app: App, text: string): Promise<number> {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1)
    throw new InvalidInput([{ field: 'id', message: 'The id of a send is a number.' }]);
  return getSendPublication(app.db, id);
}

/** One line, and its reason and warnings below it. */
export function asLine(send: SendView, zone: string): string {
  const { id, status, subject, counts, reason, warnings } = send;
  const accepted = counts.audience > 0 ? `${counts.accepted} of ${counts.audience} accepted` : '';
  const line = [id, status.padEnd(9), whenOf(send, zone), accepted, subject].filter((part) => part !== '');
  return [line.join('  '), ...notes({ reason, warnings }).map((note) => `    ${note}`)].join('\n');
}

/** The moment that matters most: when it goes out, went out or ended. */
function whenOf({ status, scheduledAt, startedAt, finishedAt }: SendView, zone: string): string {
  if (status === 'scheduled' && scheduledAt) return `goes out ${localTime(scheduledAt, zone)}`;
  if (finishedAt) return `${status === 'cancelled' ? 'ended' : 'done'} ${localTime(finishedAt, zone)}`;
  if (startedAt) return `since ${localTime(startedAt, zone)}`;
  if (!scheduledAt) return '';
  return `${isAhead({ scheduledAt }) ? 'planned for' : 'was due'} ${localTime(scheduledAt, zone)}`;
}

/** A send that is held or paused may have its time before it. */
const isAhead = ({ scheduledAt }: Pick<SendView, 'scheduledAt'>) =>
  scheduledAt !== null && scheduledAt > new Date();

function notes({ reason, warnings }: Pick<SendView, 'reason' | 'warnings'>): string[] {
  return [
    ...(reason === null ? [] : [says(reason)]),
    ...warnings.map((warning) => `Warning: ${says(warning)}`),
  ];
}

/** Everything about a send. */
export function asPage(send: SendDetails, zone: string): string {
  const { id, kind, status, subject, audienceEstimate, letter } = send;
  const times = [
    ['Goes out', status === 'scheduled' ? send.scheduledAt : null],
    [isAhead(send) ? 'Planned for' : 'Was due', status === 'scheduled' ? null : send.scheduledAt],
    ['Began', send.startedAt],
    [status === 'cancelled' ? 'Ended' : 'Done', send.finishedAt],
  ] as const;
  return [
    `${id}  ${kind}  ${status}  ${subject}`,
    ...notes(send),
    ...times.flatMap(([name, at]) => (at ? [`${name}: ${localTime(at, zone)}`] : [])),
    ...(letter?.scheduleNote ? [says(letter.scheduleNote)] : []),
    ...(letter ? audienceOf(letter) : []),
    ...(audienceEstimate === null ? [] : [`${audienceEstimate} readers would get it now.`]),
    ...(send.startedAt ? Object.entries(send.counts).map(([state, count]) => `  ${state}: ${count}`) : []),
    ...(letter && status === 'draft' ? ['', letter.markdown.trimEnd()] : []),
  ].join('\n');
}

function audienceOf({ topics, rhythm, segment }: NonNullable<SendDetails['letter']>): string[] {
  if (topics.length === 0 && rhythm === null && segment === null) return [];
  const who = topics.length > 0 ? `followers of ${topics.join(', ')}` : 'all readers';
  return [
    `For ${who}${rhythm === null ? '' : ` with the rhythm ${rhythm}`}${segment === null ? '' : ` in the segment ${segment}`}.`,
  ];
}

/** What editors want of a digest that is made by itself. */
export function editionLines({ rhythm, edition }: PlannedEdition): string[] {
  if (!edition) return [`Rhythm: ${rhythm}`];
  const { subject, introduction, articleIds, droppedIds, version } = edition;
  return [
    `Rhythm: ${rhythm}`,
    ...(version === 0 ? [] : [`Edited: version ${version}`]),
    ...(subject === null ? [] : [`Subject: ${subject}`]),
    ...(articleIds.length === 0 ? [] : [`Articles first: ${articleIds.join(', ')}`]),
    ...(droppedIds.length === 0 ? [] : [`Dropped: ${droppedIds.join(', ')}`]),
    ...(introduction === '' ? [] : ['', introduction.trimEnd()]),
  ];
}

/** Who gets a send, and below who does not. */
export function asAudience(audience: Awaited<ReturnType<typeof viewSendAudience>>): string {
  const { count, isExact, leftOut, byDomain, seconds } = audience;
  const time = seconds === null ? '' : ` It takes about ${Math.max(1, Math.round(seconds / 60))} min.`;
  return [
    `${isExact ? '' : 'About '}${count} ${count === 1 ? 'reader' : 'readers'}.${time}`,
    ...byDomain.map((group) => `  ${group.domain}: ${group.count}`),
    ...(leftOut.length === 0 ? [] : ['Left out:']),
    ...leftOut.map((group) => `  ${leftOutSays(group)}`),
  ].join('\n');
}
