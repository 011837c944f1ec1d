import type { App } from '../../platform/app.ts';
import { InvalidInput } from '../../platform/errors.ts';
import { listConsentRecords, type ConsentRecord } from '../consent-queries.ts';
import type { Subscriber } from '../subscriber.ts';
import {
  listEventEntries,
  listMailEntries,
  type Edge,
  type EventEntry,
  type MailEntry,
} from './timeline-queries.ts';

/** What a time line can be narrowed to. */
export const TIMELINE_KINDS = ['mail', 'event', 'consent'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Something that happened with a reader. */
export type TimelineEntry =
  | { of: 'mail'; at: Date; mail: MailEntry }
  | { of: 'event'; at: Date; event: EventEntry }
  | { of: 'consent'; at: Date; record: ConsentRecord };

interface Cursor {
  at: number;
  of: TimelineKind;
  id: number;
}

export interface TimelinePage {
  entries: TimelineEntry[];
  nextCursor: string | null;
}

/** What happened with a reader, the newest first; of the same moment in the order of the kinds. @throws InvalidInput for a cursor of no page */
export async function readTimeline(
  app: Pick<App, 'db'>,
  reader: Pick<Subscriber, 'id' | 'publicationId'>,
  asked: { kinds?: readonly TimelineKind[]; cursor?: string | undefined; limit: number },
): Promise<TimelinePage> {
  const { kinds = TIMELINE_KINDS, limit } = asked;
  const cursor = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  const edgeOf = (of: TimelineKind) => cursor && edgeFor(cursor, of);
  const entries: TimelineEntry[] = [];
  if (kinds.includes('mail'))
    for (const mail of await listMailEntries(app.db, reader, edgeOf('mail'), limit + 1))
      entries.push({ of: 'mail', at: mail.at, mail });
  if (kinds.includes('event'))
    for (const event of await listEventEntries(app.db, reader.id, edgeOf('event'), limit + 1))
      entries.push({ of: 'event', at: event.at, event });
  if (kinds.includes('consent'))
    for (const record of await listConsentRecords(app.db, reader.id))
      if (isBeyond(edgeOf('consent'), record)) entries.push({ of: 'consent', at: record.at, record });
  entries.sort(newestFirst);
  const shown = entries.slice(0, limit);
  const last = entries.length > limit ? shown.at(-1) : undefined;
  return { entries: shown, nextCursor: last ? cursorOf(last) : null };
}

const idOf = (entry: TimelineEntry): number =>
  entry.of === 'mail' ? entry.mail.id : entry.of === 'event' ? entry.event.id : entry.record.id;

const rank = (of: TimelineKind) => TIMELINE_KINDS.indexOf(of);

const newestFirst = (one: TimelineEntry, other: TimelineEntry) =>
  other.at.getTime() - one.at.getTime() || rank(one.of) - rank(other.of) || idOf(other) - idOf(one);

const cursorOf = (entry: TimelineEntry) =>
  Buffer.from(`${entry.at.getTime()}.${entry.of}.${idOf(entry)}`).toString('base64url');

function readCursor(text: string): Cursor {
  const [, at = '', of = '', id = ''] =
    /^(\d{1,15})\.([a-z]+)\.(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  const kind = TIMELINE_KINDS.find((one) => one === of);
  if (!kind) throw new InvalidInput([{ field: 'cursor', message: 'This cursor is not valid.' }]);
  return { at: Number(at), of: kind, id: Number(id) };
}

/** Of the same moment, kinds that come later in order are still to come. */
function edgeFor({ at, of, id }: Cursor, kind: TimelineKind): Edge {
  if (kind === of) return { at, below: id };
  return { at, below: rank(kind) > rank(of) ? null : undefined };
}

function isBeyond(edge: Edge | undefined, { at, id }: ConsentRecord): boolean {
  if (!edge) return true;
  const time = at.getTime();
  if (time !== edge.at) return time < edge.at;
  return edge.below === null || (edge.below !== undefined && id < edge.below);
}
