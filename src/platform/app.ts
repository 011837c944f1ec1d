import type { Config } from './config.ts';
import { transaction, type Db } from './database.ts';
import type { GuardedFetch } from './fetch/fetch.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Keys } from './keys.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mail/mailer.ts';

/** Everything a use case may reach. Built in one place (`open-app.ts`) and passed first. */
export interface App {
  config: Config;
  /** A pool, or the transaction of `inTransaction`. */
  db: Db;
  log: Log;
  keys: Keys;
  jobs: Jobs;
  mailer: Mailer;
  fetch: GuardedFetch;
  /** The process clock, for people and expiry; due decisions use the database's `now()` (TIM-06). */
  now: () => Date;
}

/** Runs `work` with an App whose `db` is one transaction; nested calls join it. */
export function inTransaction<Result>(app: App, work: (app: App) => Promise<Result>): Promise<Result> {
  return transaction(app.db, (db) => work({ ...app, db }));
}
