import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase, type Db } from '../../../src/platform/database.ts';
import { migrateJobs } from '../../../src/platform/jobs/jobs.ts';
import { migrate } from '../../../src/platform/migrate.ts';
import { ensurePostgres } from '../../../src/platform/postgres/supervisor.ts';
import { queues } from '../../../src/queues.ts';
import { unpackChromium } from '../web/chromium.ts';
import { openRunFolder } from './memory-folder.ts';
import { TEMPLATE } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server's maintenance database. */
    serverUrl: string;
  }
}

/** Nothing outlives the run, so nothing needs to outlive a power cut; tests of crashes start servers of their own. */
const SETTINGS = {
  max_connections: '300',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
};

/** One embedded server for the whole run, with a migrated template that every test file clones; and the browser, so that files that begin together do not each unpack it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const removeFolder = openRunFolder();
  const home = path.join(os.tmpdir(), 'postgres');
  mkdirSync(home, { mode: 0o755 });
  const [server] = await Promise.all([ensurePostgres({ home, settings: SETTINGS }), unpackChromium()]);
  const maintenance = openDatabase(server.url, { max: 1 });
  await makeSignInCheap(maintenance, server.url);
  await maintenance.raw(`create database ${TEMPLATE}`);
  const template = openDatabase(server.url.replace(/\/postgres$/, `/${TEMPLATE}`), { max: 4 });
  await migrate(template);
  await migrateJobs(template, queues);
  await template.destroy();
  await maintenance.destroy();
  project.provide('serverUrl', server.url);
  return async () => {
    await server.stop();
    removeFolder();
  };
}

/** Thousands of connections are opened: each would derive the key from the password in 4,096 steps. */
async function makeSignInCheap(db: Db, url: string): Promise<void> {
  await db.raw('set scram_iterations = 1');
  await db.raw(`alter role current_user password '${new URL(url).password}'`);
}
