import { createMailer } from '../src/transports/index.ts';
import type { App } from '../src/platform/app.ts';
import { readConfig } from '../src/platform/config.ts';
import { openDatabase } from '../src/platform/database.ts';
import { createGuardedFetch } from '../src/platform/fetch/guarded-fetch.ts';
import { createJobs } from '../src/platform/jobs/jobs.ts';
import { createKeys } from '../src/platform/keys.ts';
import { createLog } from '../src/platform/log.ts';
import { queues } from '../src/queues.ts';

/** The parts that send, put together as `main.ts` does it. Environment: DATABASE_URL, SMTP_URL, PUBLIC_URL, SEND_CONNECTIONS. */
export function openApp(environment: NodeJS.ProcessEnv): App {
  const config = readConfig(environment);
  const db = openDatabase(config.databaseUrl ?? '');
  const log = createLog('warn', process.stderr);
  const keys = createKeys(['a secret for figures only']);
  return {
    config,
    db,
    log,
    keys,
    jobs: createJobs(db, log, queues),
    mailer: createMailer(config, db, keys),
    fetch: createGuardedFetch([]),
    now: () => new Date(),
    actor: 'command-line',
  };
}
