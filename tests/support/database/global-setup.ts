import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../../src/platform/database.ts';
import { migrateJobs } from '../../../src/platform/jobs/jobs.ts';
import { migrate } from '../../../src/platform/migrate.ts';
import { ensurePostgres } from '../../../src/platform/postgres/supervisor.ts';
import { queues } from '../../../src/queues.ts';
import { unpackChromium } from '../web/chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server's maintenance database. */
    serverUrl: string;
  }
}

export const TEMPLATE = 'template_paperround';

/** Nothing outlives the run, so nothing needs to outlive a power cut; tests of crashes start servers of their own. */
const SETTINGS = {
  max_connections: '300',
  fsync: 'off',
  full_page_writes: 'off',
  max_wal_size: '4GB',
};

/** One embedded server for the whole run, with a migrated template that every test file clones; and the browser, so that files that begin together do not each unpack it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'paperround-tests-'));
  chmodSync(home, 0o755);
  const [server] = await Promise.all([ensurePostgres({ home, settings: SETTINGS }), unpackChromium()]);
  const maintenance = openDatabase(server.url, { max: 1 });
  await maintenance.raw(`create database ${TEMPLATE}`);
  const template = openDatabase(server.url.replace(/\/postgres$/, `/${TEMPLATE}`), { max: 4 });
  await migrate(template);
  await migrateJobs(template, queues);
  await template.destroy();
  await maintenance.destroy();
  project.provide('serverUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
