import http from 'node:http';
import path from 'node:path';
import { createMailer } from './delivery/index.ts';
import type { App } from './platform/app.ts';
import type { Config } from './platform/config.ts';
import { openDatabase } from './platform/database.ts';
import { createGuardedFetch } from './platform/guarded-fetch.ts';
import { createJobs, migrateJobs } from './platform/jobs.ts';
import { createKeys, loadSecrets } from './platform/keys.ts';
import { createLog, type Log } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { ensurePostgres, type EmbeddedPostgres } from './platform/postgres/supervisor.ts';
import { queueHandlers, startSchedule } from './schedule.ts';
import { createServer } from './web/server.ts';

/** An App with everything behind it open: database (started when embedded), schema, mail. */
export interface OpenApp {
  app: App;
  close(): Promise<void>;
}

/** Config → database → schema → App: the only place that builds one. */
export async function openApp(config: Config, log: Log = createLog(config.logLevel)): Promise<OpenApp> {
  const embedded = config.databaseUrl === undefined ? await startEmbedded(config) : undefined;
  const db = openDatabase(config.databaseUrl ?? embedded?.url ?? '');
  await migrate(db);
  await migrateJobs(db);
  const mailer = createMailer(config, db);
  const jobs = createJobs(db, log);
  const app: App = {
    config,
    db,
    log,
    keys: createKeys(loadSecrets(config.appSecrets, config.dataDir)),
    jobs,
    mailer,
    fetch: createGuardedFetch(config.fetchAllow),
    now: () => new Date(),
  };
  return {
    app,
    async close() {
      await jobs.stop();
      await mailer.close();
      await db.destroy();
      await embedded?.stopIfUnused();
    },
  };
}

function startEmbedded(config: Config): Promise<EmbeddedPostgres> {
  return ensurePostgres({
    home: path.join(config.dataDir, 'postgres'),
    pgBinDir: config.pgBinDir,
    pgRunAs: config.pgRunAs,
  });
}

/** Runs the roles of `config` until SIGINT or SIGTERM, then lets running work finish. */
export async function serve(config: Config): Promise<void> {
  const { app, close } = await openApp(config);
  if (config.roles.worker) await app.jobs.work(queueHandlers(app));
  const schedule = config.roles.worker ? startSchedule(app) : undefined;
  const server = config.roles.web ? await listen(app) : undefined;
  app.log.info({ event: 'started', port: config.port });
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  server?.close();
  await schedule?.stop();
  await close();
}

function listen(app: App): Promise<http.Server> {
  return new Promise((resolve, reject) => {
    const server = http.createServer(createServer(app));
    server.once('error', reject);
    server.listen(app.config.port, app.config.host, () => resolve(server));
  });
}
