import path from 'node:path';
import { createMailer, listTransports } from './delivery/index.ts';
import type { App } from './platform/app.ts';
import { withPort, type Config } from './platform/config.ts';
import { openDatabase, type Db } from './platform/database.ts';
import { createGuardedFetch } from './platform/guarded-fetch.ts';
import { rememberSecrets } from './platform/installation.ts';
import { createJobs, migrateJobs } from './platform/jobs.ts';
import { createKeys, loadSecrets } from './platform/keys.ts';
import { createLog, type Log } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { keepPostgres, type KeptPostgres } from './platform/postgres/keeper.ts';
import { stopSignal } from './platform/stop-signal.ts';
import { whenDatabaseAnswers, type Patience } from './platform/wait-for-database.ts';
import { queueHandlers, startSchedule, type Schedule } from './schedule.ts';
import { listen, type Listener } from './web/listen.ts';
import { createServer } from './web/server.ts';

/** A command gives a silent database this long; a server waits for ever. */
const COMMAND_PATIENCE_MS = 10_000;
/** How long a stop waits for requests, jobs and mail that were begun. */
const DRAIN_MS = 20_000;

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

/** An App with everything behind it open: database (started when embedded), schema, mail. */
export interface OpenApp {
  app: App;
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
  try {
    await whenDatabaseAnswers(db, database.url, log, patience, async () => {
      for (const name of await migrate(db)) log.info({ event: 'database.migrated', name });
      await migrateJobs(db);
      await rememberSecrets(db, keys.fingerprints);
    });
  } catch (error) {
    await database.close();
    throw error;
  }
  const mailer = createMailer(config, db, keys);
  const jobs = createJobs(db, log);
  const fetch = createGuardedFetch(config.fetchAllow);
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

/**
 * Runs the roles of `config` until SIGINT or SIGTERM, then lets running work finish (SMTP-17).
 * @param onReady called once everything runs.
 * @param isLaunched whether a launcher of ours waits for this process.
 */
export async function serve(
  wanted: Config,
  onReady: (opened: OpenApp) => Promise<void>,
  isLaunched: boolean,
): Promise<void> {
  const log = createLog(wanted.logLevel);
  const signal = stopSignal((name) => log.info({ event: 'stopping', signal: name }), isLaunched);
  const patience = { forMs: Infinity, signal };
  const unlessStopped = (error: unknown): undefined => {
    if (!signal.aborted) throw error;
  };
  const listener = wanted.roles.web ? await listen(wanted) : undefined;
  const config = listener ? withPort(wanted, listener.port) : wanted;
  const opened = await openApp(config, log, patience).catch(unlessStopped);
  if (opened) {
    const { app, database } = opened;
    const whenAnswers = <Result>(work: () => Promise<Result>) =>
      whenDatabaseAnswers(app.db, database.url, log, patience, work).catch(unlessStopped);
    const schedule = await whenAnswers(() => startRoles(app, listener, signal));
    await whenAnswers(() => onReady(opened));
    log.info({ event: 'started', port: listener?.port });
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    await drain(opened, listener, schedule);
  } else await listener?.close(0);
  log.info({ event: 'stopped' });
}

async function startRoles(
  app: App,
  listener: Listener | undefined,
  stopping: AbortSignal,
): Promise<Schedule | undefined> {
  for (const { name, warnings } of await listTransports(app))
    for (const warning of warnings) app.log.warn({ event: 'mail.insecure', transport: name, warning });
  listener?.use(createServer(app, stopping));
  if (!app.config.roles.worker) return undefined;
  await app.jobs.work(queueHandlers(app));
  app.log.info({ event: 'worker.started' });
  return startSchedule(app);
}

async function drain({ app, close }: OpenApp, listener?: Listener, schedule?: Schedule): Promise<void> {
  const work = [listener?.close(DRAIN_MS), schedule?.stop(), app.jobs.stop(DRAIN_MS / 1000)];
  const isDrained = await within(DRAIN_MS + 2000, Promise.all(work.map(async (part) => part)));
  const isClosed = await within(5000, close());
  if (!isDrained || !isClosed) app.log.warn({ event: 'stop.forced' });
}

/** Whether `work` was done in time. */
async function within(limitMs: number, work: Promise<unknown>): Promise<boolean> {
  const limit = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => limit.resolve(false), limitMs);
  try {
    return await Promise.race([work.then(() => true), limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}
