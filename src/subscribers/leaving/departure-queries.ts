import { firstRow, rows, type Db } from '../../platform/database.ts';
import type { SubscriberStatus } from '../subscriber.ts';

export type DepartureKind = 'never-again' | 'erase';

/** How long it can be taken back; an erasure happens when it is over. */
const UNDO_HOURS = 24;

const IS_OPEN = `at > now() - interval '${UNDO_HOURS} hours'`;

/** A departure that can still be taken back, by any of the person's subscriptions. */
export interface Departure {
  id: number;
  at: Date;
  /** When it is final. */
  finalAt: Date;
  subscriberIds: number[];
  /** What each was before. */
  statuses: SubscriberStatus[];
}

export function findDeparture(
  db: Db,
  kind: DepartureKind,
  subscriberId: number,
): Promise<Departure | undefined> {
  return firstRow(
    db,
    `select id, at, at + interval '${UNDO_HOURS} hours' as "finalAt", subscriber_ids as "subscriberIds", statuses
       from departures where kind = ? and subscriber_ids @> array[?::bigint] and ${IS_OPEN} order by id limit 1`,
    [kind, subscriberId],
  );
}

export async function insertDeparture(
  db: Db,
  kind: DepartureKind,
  subscribers: { id: number; status: SubscriberStatus }[],
): Promise<void> {
  await db.raw('insert into departures (kind, subscriber_ids, statuses) values (?, ?::bigint[], ?::text[])', [
    kind,
    subscribers.map(({ id }) => id),
    subscribers.map(({ status }) => status),
  ]);
}

/** Forgets what could be taken back. @param kinds all when not named. */
export async function deleteDepartures(
  db: Db,
  subscriberIds: number[],
  kinds: DepartureKind[] = ['never-again', 'erase'],
): Promise<void> {
  await db.raw('delete from departures where subscriber_ids && ?::bigint[] and kind = any(?::text[])', [
    subscriberIds,
    kinds,
  ]);
}

/** Gives subscriptions that are still as the departure left them the status they had. Returns those that changed. */
export function restoreStatuses(
  db: Db,
  { subscriberIds, statuses }: Pick<Departure, 'subscriberIds' | 'statuses'>,
): Promise<{ id: number; publicationId: number }[]> {
  return rows(
    db,
    `update subscribers s set status = b.status, unsubscribed_at = null
       from unnest(?::bigint[], ?::text[]) as b (id, status)
      where s.id = b.id and s.status = 'unsubscribed' and b.status in ('pending', 'active', 'bounced')
      returning s.id, s.publication_id as "publicationId"`,
    [subscriberIds, statuses],
  );
}

/** One subscriber of each person who asked to be erased and did not take it back. */
export async function listDueErasures(db: Db): Promise<number[]> {
  const due = await rows<{ id: number }>(
    db,
    `select (select min(s.id) from subscribers s where s.id = any(d.subscriber_ids)) as id
       from departures d where d.kind = 'erase' and not ${IS_OPEN} order by d.id limit 100`,
  );
  return due.flatMap(({ id }) => id ?? []);
}

/** Forgets departures that are final and those whose person is gone. */
export async function purgeDepartures(db: Db): Promise<void> {
  await db.raw(
    `delete from departures d
      where not ${IS_OPEN} and (d.kind <> 'erase'
                                or not exists (select from subscribers s where s.id = any(d.subscriber_ids)))`,
  );
}
