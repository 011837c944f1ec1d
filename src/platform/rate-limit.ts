import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { changedRows, type Db } from './database.ts';

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
  const limiter = new RateLimiterPostgres({
    storeClient: db,
    storeType: 'knex',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points: tries,
    duration: seconds,
  });
  return {
    async take(key, worth = 1) {
      try {
        await limiter.consume(key, worth);
        return undefined;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return secondsLeft(refusal);
        throw refusal;
      }
    },
    async check(key) {
      const state = await limiter.get(key);
      return state && state.consumedPoints >= tries ? secondsLeft(state) : undefined;
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}

const secondsLeft = (state: RateLimiterRes) => Math.max(1, Math.ceil(state.msBeforeNext / 1000));

/** Counts that ran out are of no use. */
export function purgeRateLimits(db: Db): Promise<number> {
  return changedRows(db, 'delete from rate_limits where expire < ?', [Date.now()]);
}
