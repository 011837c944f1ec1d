import path from 'node:path';
import type { OpenedApp } from './platform/app.ts';
import type { Config } from './platform/config.ts';
import { openDatabase, type Db } from './platform/database.ts';
import type { GuardedFetch } from './platform/fetch/fetch.ts';
import { rememberSecrets } from './platform/installation.ts';
import { createJobs } from './platform/jobs/jobs.ts';
import { createKeys, loadSecrets, type Keys } from './platform/keys.ts';
import { createLog, type Log } from './platform/log.ts';
import type { Mailer } from './platform/mail/mailer.ts';
import { migrate } from './platform/migrate.ts';
import { keepPostgres, type KeptPostgres } from './platform/postgres/keeper.ts';
import { whenDatabaseAnswers, type Patience } from './platform/wait-for-database.ts';
import { queues } from './queues.ts';

/** A command gives a silent database this long; a server waits for ever. */
const COMMAND_PATIENCE_MS = 10_000;

export interface OpenDatabase {
  db: Db;
  /** Where it is; changes when an embedded server comes back on another port. */
  url(): string;
  /** Undefined: a server of the operator's own. */
  embedded: KeptPostgres | undefined;
  close(): Promise<void>;
}

/**
 * The database of `DATABASE_URL`, or the embedded one, started when it is not running.
 * @param isServer a server keeps a connection open, and stops the embedded database behind the last of them.
 */
export async function reachDatabase(config: Config, log: Log, isServer: boolean): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, pgBinDir, pgRunAs } = config;
  const embedded =
    databaseUrl === undefined
      ? await keepPostgres({ home: path.join(dataDir, 'postgres'), pgBinDir, pgRunAs }, log, isServer)
      : undefined;
  const url = () => databaseUrl ?? embedded?.url() ?? '';
  const db = openDatabase(url, { min: isServer ? 1 : 0 });
  return {
    db,
    url,
    embedded,
    async close() {
      await db.destroy();
      await embedded?.close();
    },
  };
}

/** Everything behind an App, open: database (started when embedded), schema, mail. */
export interface OpenApp {
  app: OpenedApp;
  database: OpenDatabase;
  close(): Promise<void>;
}

/** Config → database → schema → App: the only place that builds one. */
export async function openApp(
  config: Config,
  log: Log = createLog(config.logLevel),
  patience: Patience = { forMs: COMMAND_PATIENCE_MS },
): Promise<OpenApp> {
  const keys = createKeys(loadSecrets(config.appSecrets, config.dataDir));
  const isServer = patience.forMs === Infinity;
  const database = await reachDatabase(config, log, isServer);
  const { db } = database;
  const jobs = createJobs(db, log, queues);
  try {
    await whenDatabaseAnswers(db, database.url, log, patience, async () => {
      for (const name of await migrate(db)) log.info({ event: 'database.migrated', name });
      await jobs.migrate();
      await rememberSecrets(db, keys.fingerprints);
    });
  } catch (error) {
    await database.close();
    throw error;
  }
  const mailer = lateMailer(config, db, keys);
  const fetch = lateFetch(config.fetchAllow);
  return {
    app: { config, db, log, keys, jobs, mailer, fetch, now: () => new Date() },
    database,
    async close() {
      await jobs.stop(0);
      await mailer.close();
      await database.close();
    },
  };
}

/** Loads what speaks to mail servers when the first mail leaves: most commands send none. */
function lateMailer(config: Config, db: Db, keys: Keys): Mailer {
  let opening: Promise<Mailer> | undefined;
  const opened = () =>
    (opening ??= import('./transports/index.ts').then(({ createMailer }) => createMailer(config, db, keys)));
  return {
    name: 'transports',
    concurrency: config.sendConnections,
    send: async (mail) => (await opened()).send(mail),
    sendAll: async (next) => (await opened()).sendAll(next),
    over: async (transport) => {
      const mailer = await opened();
      return mailer.over ? mailer.over(transport) : mailer;
    },
    close: async () => (await opening)?.close(),
  };
}

/** Loads what fetches when the first address is fetched. */
function lateFetch(allow: string[]): GuardedFetch {
  let opening: Promise<GuardedFetch> | undefined;
  return async (url, request) => {
    opening ??= import('./platform/fetch/guarded-fetch.ts').then(({ createGuardedFetch }) =>
      createGuardedFetch(allow),
    );
    return (await opening)(url, request);
  };
}
