import { createMailer } from '../../../src/transports/index.ts';
import type { App } from '../../../src/platform/app.ts';
import { readConfig } from '../../../src/platform/config.ts';
import type { Db } from '../../../src/platform/database.ts';
import { createGuardedFetch } from '../../../src/platform/fetch/guarded-fetch.ts';
import { createJobs } from '../../../src/platform/jobs/jobs.ts';
import { createKeys } from '../../../src/platform/keys.ts';
import { createLog } from '../../../src/platform/log.ts';
import { queues } from '../../../src/queues.ts';

export interface TestApp extends App {
  /** Everything logged so far, one JSON line each. */
  logged: string[];
  databaseUrl: string;
}

/** A whole App on a database that is there, also outside of a test. */
export function openTestApp(
  db: Db,
  url: string,
  environment: Record<string, string> = {},
): { app: TestApp; close(): Promise<void> } {
  const config = readConfig({
    PUBLIC_URL: 'http://news.example.test',
    DATABASE_URL: url,
    FETCH_ALLOW: '127.0.0.1/32',
    ...environment,
  });
  const logged: string[] = [];
  const log = createLog('debug', { write: (line) => logged.push(line) });
  const keys = createKeys(['a secret that only tests know']);
  const mailer = createMailer(config, db, keys);
  const jobs = createJobs(db, log, queues);
  const close = async () => {
    await jobs.stop(1);
    await mailer.close();
  };
  const app: TestApp = {
    config,
    db,
    log,
    logged,
    databaseUrl: url,
    keys,
    jobs,
    mailer,
    fetch: createGuardedFetch(config.fetchAllow),
    now: () => new Date(),
    actor: 'command-line',
  };
  return { app, close };
}
