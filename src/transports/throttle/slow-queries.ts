import { changedRows, rows, type Db } from '../../platform/database.ts';
import { EVERY, SLOWED } from './limit-queries.ts';
import { FIRST_SLOWED_TO, LEAST_SLOWED_TO, type SlowedRate } from './slowed-rate.ts';

/** Replies to messages on their way do not count a second time. */
const SLOW_ONCE_SECONDS = 10;

/** Halves what a domain gets (SMTP-04). @returns false: that was done a moment ago. */
export async function slowDown(db: Db, scope: string): Promise<boolean> {
  const statement = `
    insert into send_limits as l (scope, slowed_to, slowed_at) values (:scope, ${FIRST_SLOWED_TO}, now())
    on conflict (scope) do update
       set slowed_to = greatest(coalesce(1 / (select ${EVERY} from send_limits where scope = :scope), ${2 * FIRST_SLOWED_TO}) / 2, ${LEAST_SLOWED_TO}),
           slowed_at = now(), slowed_from = null
     where l.slowed_at is null or l.slowed_at < now() - interval '${SLOW_ONCE_SECONDS} seconds'`;
  return (await changedRows(db, statement, { scope })) === 1;
}

/** A full server is left alone for this many slots, and for at least a second, because it may count by the second. */
const REST_SLOTS = 3;
const SHORTEST_REST_SECONDS = 1;
const LONGEST_REST_SECONDS = 10;

const REST = `make_interval(secs => least(greatest(${REST_SLOTS} / cast(:to as float8), ${SHORTEST_REST_SECONDS}), ${LONGEST_REST_SECONDS}))`;

/** Slows a transport down to what its server is believed to take. @returns false: that was done a moment ago. */
export async function slowServer(db: Db, scope: string, rate: SlowedRate, reply: string): Promise<boolean> {
  const statement = `
    insert into send_limits as l (scope, slowed_to, slowed_from, slowed_at, slowed_reply, next_free_at)
    values (:scope, :to, :from, now(), :reply, clock_timestamp() + ${REST})
    on conflict (scope) do update
       set slowed_to = excluded.slowed_to, slowed_from = coalesce(excluded.slowed_from, l.slowed_from),
           slowed_at = now(), slowed_reply = excluded.slowed_reply,
           next_free_at = greatest(l.next_free_at, clock_timestamp()) + ${REST}
     where l.slowed_at is null or l.slowed_at < now() - interval '${SHORTEST_REST_SECONDS} seconds'`;
  return (await changedRows(db, statement, { scope, ...rate, reply })) === 1;
}

export interface SlowServer {
  publicationId: number;
  perMinute: number;
  reply: string;
}

/** Publications whose first transport's server takes less than we have. */
export function listSlowServers(db: Db, publicationIds: number[]): Promise<SlowServer[]> {
  return rows(
    db,
    `select p.id as "publicationId", greatest(round(${SLOWED} * 60), 1)::int as "perMinute", slowed_reply as reply
       from publications p join send_limits on scope = 'transport:' || p.transports[1]
      where p.id = any(cast(? as bigint[])) and slowed_reply is not null and ${SLOWED} is not null`,
    [publicationIds],
  );
}
