import { rows, type Db } from '../../platform/database.ts';
import type { ReturnType } from './returned.ts';

export interface EventRow {
  type: ReturnType;
  /** Of a leaving: by what way, such as `one-click`. */
  kind: string;
  /** Null: nobody of ours, or erased. */
  subscriberId: number | null;
  email: string | null;
  sendId: number | null;
  at: Date;
  /** What a server or a person said. */
  says: string;
  /** An enhanced status code; null where none was told. */
  status: string | null;
  /** Who told it; `smtp`: our mail server's answer; `web`: the reader, on our pages. */
  source: string;
  place: { at: string; origin: number; id: number };
}

/** Behind this place: of a later one in time, origin and id. */
export interface EventPlace {
  publicationId: number;
  type: ReturnType | null;
  subscriberId: number | null;
  at: string;
  origin: number;
  id: number;
  limit: number;
}

const PLACED = (origin: number, row: string) => `json_build_object(
  'at', to_char(${row}.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'origin', ${origin}, 'id', ${row}.id) as place, ${row}.at as sorted_at`;
const BEHIND = (origin: number, row: string) => `${row}.publication_id = :publicationId
  and (cast(:subscriberId as bigint) is null or ${row}.subscriber_id = :subscriberId)
  and ${row}.at <= cast(:at as timestamptz) and (${row}.at, ${origin}, ${row}.id) < (cast(:at as timestamptz), cast(:origin as int), cast(:id as bigint))`;

/**
 * Two lists as one, the newest first: what came back, and who left by a link or a page, of whom the proof is the only row. One who left
 * by mail has both, and is told once.
 */
export function listEventRows(db: Db, place: EventPlace): Promise<EventRow[]> {
  const returned = `
    select e.type, e.kind, e.subscriber_id as "subscriberId", e.send_id as "sendId", e.at, e.says, e.status, e.source, ${PLACED(0, 'e')}
      from events e
     where ${BEHIND(0, 'e')} and (cast(:type as text) is null or e.type = :type)
     order by e.at desc, e.id desc limit :limit`;
  const left = `
    select 'unsubscribe', c.channel, c.subscriber_id, nullif(cast(c.details ->> 'sendId' as bigint), 0), c.at, '', null, 'web', ${PLACED(1, 'c')}
      from consent_records c
     where ${BEHIND(1, 'c')} and c.kind = 'unsubscribed' and c.channel <> 'complaint' and c.at > now() - interval '1 year'
       and not exists (select from events e where e.subscriber_id = c.subscriber_id and e.type = 'unsubscribe'
                                              and e.taken_at between c.at - interval '1 day' and c.at + interval '1 day')
     order by c.at desc, c.id desc limit :limit`;
  const lists =
    place.type === null || place.type === 'unsubscribe' ? `(${returned}) union all (${left})` : returned;
  return rows(
    db,
    `select found.type, found.kind, found."subscriberId", s.email, found."sendId", found.at, found.says, found.status, found.source, found.place
       from (${lists} ) found left join subscribers s on s.id = found."subscriberId"
      order by sorted_at desc, (place ->> 'origin')::int desc, (place ->> 'id')::bigint desc limit :limit`,
    { ...place },
  );
}
