import { changedRows, rows, type Db } from '../../platform/database.ts';
import { LEAST_PER_SECOND, type SendLimit } from './limit.ts';
import { RECOVERED_AT } from './slowed-rate.ts';

/** Of the limit, so that rounding and a late message cannot exceed it (SMTP-05). */
export const SECOND_SHARE = 0.98;
const HOUR_SHARE = 0.995;
/** Slots are given out no further ahead, so that a process that stops leaves no gap. */
export const AHEAD_SECONDS = 1;
/** A domain or a server that asked for less gets twice as much after so many seconds, until nothing is left of it. */
const DOUBLING_SECONDS = 300;
/** The same below the rate that a server refused, since what it takes lies in between. */
const FAST_DOUBLING_SECONDS = 60;
/** From a little below that rate on it grows slowly, so that the server need not refuse again every few seconds. */
const NEAR_REFUSED = 0.95;

const SLOWED_FOR = `extract(epoch from now() - slowed_at)::float8`;
const FAST_DOUBLINGS = `greatest(ln(slowed_from * ${NEAR_REFUSED} / slowed_to) / ln(2.0::float8), 0)`;
const DOUBLINGS = `(least(${SLOWED_FOR} / ${FAST_DOUBLING_SECONDS}, ${FAST_DOUBLINGS})
  + greatest(${SLOWED_FOR} - ${FAST_DOUBLING_SECONDS} * ${FAST_DOUBLINGS}, 0) / ${DOUBLING_SECONDS})`;
const GROWN = `slowed_to * power(2, least(${DOUBLINGS}, 60))`;
const RECOVERED = `coalesce(per_second, greatest(${RECOVERED_AT}, 2 * slowed_from))`;
/** Messages a second after the server asked for fewer; null when the rate has recovered. */
export const SLOWED = `(case when ${GROWN} < ${RECOVERED} then ${GROWN} end)::float8`;

/** Earlier versions took less, which overflows. */
const PER_SECOND = `case when per_second < ${LEAST_PER_SECOND} then ${LEAST_PER_SECOND} else per_second end`;
/** Seconds from one message to the next; null without a limit. */
export const EVERY = `greatest(1 / ((${PER_SECOND}) * ${SECOND_SHARE}), 3600 / (per_hour * ${HOUR_SHARE}::float8), 1 / ${SLOWED})`;

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
export async function listRates(db: Db): Promise<Map<string, number>> {
  const found = await rows<{ scope: string; every: number }>(
    db,
    `select scope, every from (select scope, ${EVERY} as every from send_limits) paces where every is not null`,
  );
  return new Map(found.map(({ scope, every }) => [scope, every]));
}

/** Sets a limit; nulls lift it. A caller that waited for the old one waits a second at most. */
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
