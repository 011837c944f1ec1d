import type { Actor } from './actor.ts';
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
  /** For the audit log. Each surface says it (`asActor`): there is no default. */
  actor: Actor;
  /** The key's id, beside its name. */
  apiKeyId?: number | undefined;
}

/** What `openApp` opens: no use case can be called with it before a surface says for whom. */
export type OpenedApp = Omit<App, 'actor' | 'apiKeyId'>;

/** The App of one actor: one person, one API key, the command line or one timed job. */
export function asActor<Opened extends OpenedApp>(
  app: Opened,
  actor: Actor,
  apiKeyId?: number,
): Opened & Pick<App, 'actor' | 'apiKeyId'> {
  return { ...app, actor, apiKeyId };
}

/** Runs `work` with an App whose `db` is one transaction; nested calls join it. */
export function inTransaction<Given extends Pick<App, 'db'>, Result>(
  app: Given,
  work: (app: Given) => Promise<Result>,
): Promise<Result> {
  return transaction(app.db, (db) => work({ ...app, db }));
}
