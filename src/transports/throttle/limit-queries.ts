import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import { LEAST_PER_SECOND, type SendLimit } from './limit.ts';

/** Of the limit, so that rounding and a late message cannot exceed it (SMTP-05). */
export const SECOND_SHARE = 0.98;
const HOUR_SHARE = 0.995;
/** A domain that asked for less gets twice as much after so many seconds, until nothing is left of it. */
const DOUBLING_SECONDS = 300;
const FIRST_SLOWED_TO = 5;
const LEAST_SLOWED_TO = 0.05;
/** Messages per second at which a domain without a limit counts as recovered. */
const RECOVERED_AT = 100;
/** Replies to messages on their way do not count a second time. */
const SLOW_ONCE_SECONDS = 10;
/** Permits are given out no further ahead, so that whoever stops leaves no gap. */
const AHEAD_SECONDS = 1;
const CHUNK_SECONDS = 0.25;
/** Where several share a limit: what one of them holds and does not need, the others lack. */
const SHARED_CHUNK_SECONDS = 0.1;

const GROWN = `slowed_to * power(2, least(extract(epoch from now() - slowed_at) / ${DOUBLING_SECONDS}, 60))`;
const SLOWED = `(case when ${GROWN} < coalesce(per_second, ${RECOVERED_AT}) then ${GROWN} end)::float8`;

/** Earlier versions took less, which overflows. */
const PER_SECOND = `case when per_second < ${LEAST_PER_SECOND} then ${LEAST_PER_SECOND} else per_second end`;
/** Seconds from one message to the next; null without a limit. */
const EVERY = `greatest(1 / ((${PER_SECOND}) * ${SECOND_SHARE}), 3600 / (per_hour * ${HOUR_SHARE}::float8), 1 / ${SLOWED})`;

export function listLimits(db: Db): Promise<SendLimit[]> {
  return rows(
    db,
    `select scope, per_second as "perSecond", per_hour as "perHour", from_account as "fromAccount",
            ${SLOWED} as "slowedTo",
            case when ${SLOWED} is not null then slowed_at end as "slowedAt",
            case when ${SLOWED} is not null then slowed_reply end as "slowedReply"
       from send_limits
      where per_second is not null or per_hour is not null or ${SLOWED} is not null
      order by scope desc`,
  );
}

/** Seconds from one message to the next, by scope. */
export async function listPaces(db: Db): Promise<Map<string, number>> {
  const found = await rows<{ scope: string; every: number }>(
    db,
    `select scope, every from (select scope, ${EVERY} as every from send_limits) paces where every is not null`,
  );
  return new Map(found.map(({ scope, every }) => [scope, every]));
}

/** Sets or, with nulls, lifts a limit. Whoever waited for the old one waits a second at most. */
export async function saveLimit(
  db: Db,
  scope: string,
  { perSecond, perHour }: Pick<SendLimit, 'perSecond' | 'perHour'>,
): Promise<void> {
  await db.raw(
    `insert into send_limits as l (scope, per_second, per_hour) values (?, ?, ?)
     on conflict (scope) do update
        set per_second = excluded.per_second, per_hour = excluded.per_hour, from_account = false,
            next_free_at = least(l.next_free_at, clock_timestamp() + interval '${AHEAD_SECONDS} second')`,
    [scope, perSecond, perHour],
  );
}

/** What the account allows, where nobody has set anything else. @returns whether that was news. */
export async function saveAccountLimit(db: Db, scope: string, perSecond: number): Promise<boolean> {
  const changed = await changedRows(
    db,
    `insert into send_limits as l (scope, per_second, from_account) values (?, ?, true)
     on conflict (scope) do update set per_second = excluded.per_second, from_account = true
      where l.per_second is null or l.from_account and l.per_second <> excluded.per_second`,
    [scope, perSecond],
  );
  return changed === 1;
}

/** Messages that may leave `every` seconds, the first of them `wait` seconds from now; with count 0 ask again then. */
export interface Permits {
  count: number;
  wait: number;
  every: number;
  /** The database's clock at the answer, in seconds. */
  clock: number;
  /** Somebody else was given the permits before these. */
  isShared: boolean;
}

/**
 * Gives out the permits of a scope for the next quarter of a second, or less among others: they lie one behind the other on the database's
 * clock, whoever asks, so that processes together keep the limit.
 * @param taker names the process that asks.
 */
export async function reservePermits(db: Db, scope: string, taker: string): Promise<Permits | undefined> {
  return firstRow<Permits>(
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

/** The clock that permits go by, in seconds. */
export async function readClock(db: Db): Promise<number> {
  const row = await firstRow<{ clock: number }>(
    db,
    'select extract(epoch from clock_timestamp())::float8 as clock',
  );
  return row?.clock ?? 0;
}

/** Halves what a domain gets (SMTP-04). @returns false: that was done a moment ago. */
export async function slowDown(db: Db, scope: string): Promise<boolean> {
  const statement = `
    insert into send_limits as l (scope, slowed_to, slowed_at) values (:scope, ${FIRST_SLOWED_TO}, now())
    on conflict (scope) do update
       set slowed_to = greatest(coalesce(1 / (select ${EVERY} from send_limits where scope = :scope), ${2 * FIRST_SLOWED_TO}) / 2, ${LEAST_SLOWED_TO}),
           slowed_at = now()
     where l.slowed_at is null or l.slowed_at < now() - interval '${SLOW_ONCE_SECONDS} seconds'`;
  return (await changedRows(db, statement, { scope })) === 1;
}

/** A little less than it took, so that the next window holds it. */
const TAKEN_SHARE = 0.95;
/** A server that is full is left alone for so many permits, or seconds. */
const REST_PERMITS = 3;
const LONGEST_REST_SECONDS = 10;

/**
 * Slows a transport down to what its server took lately, or halves it when it took nothing; its pace doubles again like a
 * domain's, so the limit is found anew from below. @param taken messages a second. @returns false: that was done a moment ago.
 */
export async function slowServer(db: Db, scope: string, taken: number, reply: string): Promise<boolean> {
  const statement = `
    with pace as (
      select greatest(case when cast(:taken as float8) > 0 then cast(:taken as float8) * ${TAKEN_SHARE}
                           else coalesce((select 1 / ${EVERY} from send_limits where scope = :scope), ${2 * FIRST_SLOWED_TO}) / 2 end,
                      ${LEAST_SLOWED_TO}) as slowed_to)
    insert into send_limits as l (scope, slowed_to, slowed_at, slowed_reply)
    select :scope, slowed_to, now(), :reply from pace
    on conflict (scope) do update
       set slowed_to = excluded.slowed_to, slowed_at = now(), slowed_reply = excluded.slowed_reply,
           next_free_at = greatest(l.next_free_at, clock_timestamp())
                          + make_interval(secs => least(${REST_PERMITS} / excluded.slowed_to, ${LONGEST_REST_SECONDS}))
     where l.slowed_at is null or l.slowed_at < now() - interval '${SLOW_ONCE_SECONDS} seconds'`;
  return (await changedRows(db, statement, { scope, taken, reply })) === 1;
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
