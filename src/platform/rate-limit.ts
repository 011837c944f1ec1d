import { changedRows, firstRow, type Db } from './database.ts';

/** Counts tries per key in the database, so that all processes share the count. */
export interface RateLimit {
  /** Counts one try, or as many as it is worth. @returns seconds to wait when there were too many, else undefined. */
  take(key: string, worth?: number): Promise<number | undefined>;
  /** @returns seconds to wait when the next `take` would be refused, else undefined. */
  check(key: string): Promise<number | undefined>;
  forget(key: string): Promise<void>;
}

/**
 * @param db the pool: a count must stay when the caller's transaction rolls back.
 * @param name of what is counted; keys of different names are apart. Keys must hold no address: hash them first.
 */
export function createRateLimit(
  db: Db,
  { name, tries, seconds }: { name: string; tries: number; seconds: number },
): RateLimit {
  const bindings = (key: string) => ({ key: `${name}:${key}`, ms: seconds * 1000 });
  return {
    async take(key, worth = 1) {
      const state = await firstRow<State>(
        db,
        `insert into rate_limits as r (key, points, expire) values (:key, :worth, ${NOW} + :ms)
         on conflict (key) do update
           set points = case when ${IS_RUNNING} then r.points else 0 end + excluded.points,
               expire = case when ${IS_RUNNING} then r.expire else excluded.expire end
         returning points, expire - ${NOW} as left`,
        { ...bindings(key), worth },
      );
      return state && state.points > tries ? secondsLeft(state) : undefined;
    },
    async check(key) {
      const state = await firstRow<State>(
        db,
        `select points, expire - ${NOW} as left from rate_limits r where key = :key and ${IS_RUNNING}`,
        bindings(key),
      );
      return state && state.points >= tries ? secondsLeft(state) : undefined;
    },
    async forget(key) {
      await db.raw('delete from rate_limits where key = :key', bindings(key));
    },
  };
}

interface State {
  points: number;
  /** Milliseconds until the count ends. */
  left: number;
}

/** Milliseconds since 1970 by the clock that all processes share (TIM-06). */
const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
/** A count that ends later than a fresh one would was begun before the clock was set back. */
const IS_RUNNING = `r.expire > ${NOW} and r.expire <= ${NOW} + :ms`;

const secondsLeft = ({ left }: State) => Math.max(1, Math.ceil(left / 1000));

/** Counts that ran out are of no use. */
export function purgeRateLimits(db: Db): Promise<number> {
  return changedRows(db, `delete from rate_limits where expire < ${NOW}`);
}
