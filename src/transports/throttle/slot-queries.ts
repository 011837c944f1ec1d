import { firstRow, type Db } from '../../platform/database.ts';
import { AHEAD_SECONDS, EVERY } from './limit-queries.ts';

const CHUNK_SECONDS = 0.25;
/** Where several share a limit: what one of them holds and does not need, the others lack. */
const SHARED_CHUNK_SECONDS = 0.1;

/** Messages that may leave `every` seconds, the first of them `wait` seconds from now; with count 0 ask again then. */
export interface SlotReservation {
  count: number;
  wait: number;
  every: number;
  /** The database's clock at the answer, in seconds. */
  clock: number;
  /** Somebody else was given the slots before these. */
  isShared: boolean;
}

/**
 * Gives out the slots of a scope for the next quarter of a second, or less among others: they lie one behind the other on the database's
 * clock, whoever asks, so that processes together keep the limit.
 * @param taker names the process that asks.
 */
export async function reserveSlots(
  db: Db,
  scope: string,
  taker: string,
): Promise<SlotReservation | undefined> {
  return firstRow<SlotReservation>(
    db,
    `with pace as (
       select every, is_shared,
              greatest(floor(case when is_shared then ${SHARED_CHUNK_SECONDS} else ${CHUNK_SECONDS} end / every), 1)::int as count
         from (select ${EVERY} as every, coalesce(given_to <> :taker, false) as is_shared from send_limits where scope = :scope) limits where every is not null
     ), given as (
       update send_limits l
          set given_to = :taker,
              next_free_at = greatest(l.next_free_at, clock_timestamp()) + make_interval(secs => pace.count * pace.every)
         from pace
        where l.scope = :scope and l.next_free_at < clock_timestamp() + interval '${AHEAD_SECONDS} second'
       returning extract(epoch from l.next_free_at - clock_timestamp())::float8 - pace.count * pace.every as wait)
     select pace.every, pace.is_shared as "isShared", extract(epoch from clock_timestamp())::float8 as clock,
            case when given.wait is null then 0 else pace.count end as count,
            coalesce(given.wait, (select extract(epoch from next_free_at - clock_timestamp())::float8 - ${AHEAD_SECONDS}
                                    from send_limits where scope = :scope)) as wait
       from pace left join given on true`,
    { scope, taker },
  );
}

/** The clock that slots go by, in seconds. */
export async function readClock(db: Db): Promise<number> {
  const row = await firstRow<{ clock: number }>(
    db,
    'select extract(epoch from clock_timestamp())::float8 as clock',
  );
  return row?.clock ?? 0;
}
