import { changedRows, rows, type Db } from '../../platform/database.ts';
import { KEPT_DAYS } from '../funnel/count-queries.ts';
import type { LeavingReason } from './leaving-reason.ts';

export interface ReasonCount {
  reason: LeavingReason;
  readers: number;
}

export async function addReason(db: Db, subscriberId: number, reason: LeavingReason): Promise<void> {
  await db.raw(
    `insert into leaving_reasons as r (publication_id, day, reason)
     select p.id, (now() at time zone p.time_zone)::date, :reason
       from subscribers s join publications p on p.id = s.publication_id
      where s.id = :subscriberId and s.status <> 'active'
     on conflict (publication_id, day, reason) do update set readers = r.readers + 1`,
    { subscriberId, reason },
  );
}

/** @param from and @param to days, both included. */
export function countReasons(
  db: Db,
  publicationId: number,
  from: string,
  to: string,
): Promise<ReasonCount[]> {
  return rows(
    db,
    `select reason, sum(readers)::int as readers from leaving_reasons
      where publication_id = ? and day between ? and ? group by reason order by readers desc, reason`,
    [publicationId, from, to],
  );
}

export function purgeLeavingReasons(db: Db): Promise<number> {
  return changedRows(db, `delete from leaving_reasons where day < now()::date - ${KEPT_DAYS}`);
}
