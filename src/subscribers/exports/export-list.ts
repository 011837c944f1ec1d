import type { Db } from '../../platform/database.ts';
import { listTopics } from '../../publications/index.ts';
import { listSubscribers } from '../queries.ts';
import type { Subscriber } from '../subscriber.ts';

/** Rows read at a time: memory stays the same for a million readers. */
const PAGE = 2000;

export type ExportFormat = 'csv' | 'json-lines';

/** The next so many of those who are meant, by their ids. */
export type PageAfter = (after: number, limit: number) => Promise<Subscriber[]>;

const everybody =
  (db: Db, publicationId: number): PageAfter =>
  (after, limit) =>
    listSubscribers(db, publicationId, { after, limit });

/**
 * The subscribers of a publication as text, piece by piece, oldest first. The columns are those that `import` understands.
 * In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export async function* exportList(
  db: Db,
  publicationId: number,
  { format, pageAfter = everybody(db, publicationId) }: { format: ExportFormat; pageAfter?: PageAfter },
): AsyncGenerator<string> {
  const { stringify } = await import('csv-stringify/sync');
  const slugs = new Map((await listTopics(db, publicationId)).map(({ id, slug }) => [id, slug]));
  const rowOf = (subscriber: Subscriber) => columnsOf(subscriber, slugs);
  if (format === 'csv') yield stringify([COLUMNS]);
  for (let after = 0; ;) {
    const page = await pageAfter(after, PAGE);
    if (page.length > 0) {
      const rows = page.map(rowOf);
      yield format === 'csv'
        ? stringify(rows, { columns: COLUMNS, escape_formulas: true })
        : rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    }
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? after;
  }
}

const COLUMNS = [
  'email',
  'name',
  'status',
  'rhythm',
  'topics',
  'rhythm_chosen_at',
  'time_zone',
  'local_hour',
  'busy_day_cap',
  'paused_until',
  'language',
  'source',
  'created_at',
  'confirmed_at',
  'unsubscribed_at',
];

function columnsOf(subscriber: Subscriber, slugs: Map<number, string>) {
  const {
    deliveryAddress,
    name,
    status,
    rhythm,
    topicIds,
    timeZone,
    localHour,
    busyDayCap,
    language,
    source,
  } = subscriber;
  return {
    email: deliveryAddress,
    name,
    status,
    rhythm,
    rhythm_chosen_at: subscriber.rhythmChosenAt?.toISOString() ?? null,
    topics: topicIds.flatMap((id) => slugs.get(id) ?? []).join(', '),
    time_zone: timeZone,
    local_hour: localHour,
    busy_day_cap: busyDayCap,
    paused_until: subscriber.pausedUntil?.toISOString() ?? null,
    language,
    source,
    created_at: subscriber.createdAt.toISOString(),
    confirmed_at: subscriber.confirmedAt?.toISOString() ?? null,
    unsubscribed_at: subscriber.unsubscribedAt?.toISOString() ?? null,
  };
}
