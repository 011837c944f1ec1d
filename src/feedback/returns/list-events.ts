import type { Db } from '../../platform/database.ts';
import { listEventRows, type EventRow } from './list-queries.ts';
import type { ReturnType } from './returned.ts';

/** Something that came back, as people read it. */
export interface ReturnedEvent extends Omit<EventRow, 'place'> {
  /** Where the list goes on behind it. */
  place: string;
}

/** Which events are asked for. */
export interface EventFilter {
  type?: ReturnType | undefined;
  /** Of one subscriber. */
  subscriberId?: number | undefined;
  /** The `place` of the last one seen. */
  after?: string | undefined;
  limit: number;
}

/** Moment, origin and id: of two lists that are read as one, each row has its place. */
const PLACE = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z) ([01]) (\d{1,18})$/;

/** Whether a list can go on there. */
export function isEventPlace(text: string): boolean {
  const [, at] = PLACE.exec(text) ?? [];
  return at !== undefined && !Number.isNaN(Date.parse(at));
}

/** What came back to a publication, the newest first: bounces, refusals, complaints, replies, and who left by whatever way. */
export async function listEvents(
  db: Db,
  publicationId: number,
  { type, subscriberId, after, limit }: EventFilter,
): Promise<ReturnedEvent[]> {
  const [, at = 'infinity', origin = '2', id = '0'] = PLACE.exec(after ?? '') ?? [];
  const found = await listEventRows(db, {
    publicationId,
    type: type ?? null,
    subscriberId: subscriberId ?? null,
    at,
    origin: Number(origin),
    id: Number(id),
    limit,
  });
  return found.map(({ place, ...event }) => ({
    ...event,
    place: `${place.at} ${place.origin} ${place.id}`,
  }));
}
