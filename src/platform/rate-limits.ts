import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { changedRows, type Db } from './database.ts';

export interface RateLimit {
  /** Counts `points` against `key`; false once the allowance is used up. */
  consume(key: string, points?: number): Promise<boolean>;
}

/**
 * Allowances that all processes share through the table rate_limits. A key that is over is remembered in memory, so a
 * flood costs the database nothing.
 * @param windows every one of them must have room.
 */
export function createRateLimit(
  db: Db,
  name: string,
  windows: { points: number; seconds: number }[],
): RateLimit {
  const limiters = windows.map(
    ({ points, seconds }) =>
      new RateLimiterPostgres({
        storeClient: db,
        storeType: 'knex',
        tableName: 'rate_limits',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: `${name}:${seconds}`,
        points,
        duration: seconds,
        inMemoryBlockOnConsumed: points,
      }),
  );
  return {
    async consume(key, points = 1) {
      const answers = await Promise.allSettled(limiters.map((limiter) => limiter.consume(key, points)));
      const fault = answers.find((answer) => answer.status === 'rejected' && answer.reason instanceof Error);
      if (fault?.status === 'rejected') throw fault.reason;
      return answers.every((answer) => answer.status === 'fulfilled');
    },
  };
}

/** Forgets allowances whose window is over. Returns how many. */
export function purgeRateLimits(db: Db): Promise<number> {
  return changedRows(db, 'delete from rate_limits where expire < extract(epoch from now()) * 1000');
}
