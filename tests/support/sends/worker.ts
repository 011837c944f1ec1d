// A worker process for tests that kill it: prepares and sends what is due, again and again, until it is told to stop.
// Environment: DATABASE_URL, SMTP_URL, PUBLIC_URL, DELIVERY (JSON, see DeliverOptions.settings).
import { KINDS } from '../../../src/kinds.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { createMailer } from '../../../src/transports/index.ts';
import type { App } from '../../../src/platform/app.ts';
import { readConfig } from '../../../src/platform/config.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { createGuardedFetch } from '../../../src/platform/fetch/guarded-fetch.ts';
import { createJobs } from '../../../src/platform/jobs/jobs.ts';
import { createKeys } from '../../../src/platform/keys.ts';
import { createLog } from '../../../src/platform/log.ts';
import { deliverDueBatches, deliverDueRetries, prepareDueSends } from '../../../src/sends/index.ts';
import { queues } from '../../../src/queues.ts';

const config = readConfig(process.env);
const db = openDatabase(config.databaseUrl ?? '', { max: 4 });
const log = createLog('warn', process.stderr);
const keys = createKeys(['a secret that only tests know']);
const app: App = {
  config,
  db,
  log,
  keys,
  jobs: createJobs(db, log, queues),
  mailer: createMailer(config, db, keys),
  fetch: createGuardedFetch([]),
  now: () => new Date(),
  actor: 'job:test-worker',
};

const stopping = new AbortController();
process.on('SIGTERM', () => stopping.abort());
process.send?.('started');
process.disconnect();
const options = { signal: stopping.signal, settings: JSON.parse(process.env['DELIVERY'] ?? '{}') };
const isStopping = () => stopping.signal.aborted;
while (!isStopping()) {
  await prepareDueSends(app, KINDS, options);
  await deliverDueBatches(app, options);
  await deliverDueRetries(app, options);
  await pause(20);
}
await app.jobs.stop(0);
await app.mailer.close();
await db.destroy();
