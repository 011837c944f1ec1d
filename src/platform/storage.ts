import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from './config.ts';
import { isDatabaseGone, sqlState, type Db } from './database.ts';

/** Whether something could not be stored for want of room, or because the place is read-only: no fault of who asked. */
export function isStorageFault(error: unknown): boolean {
  // Class 53: out of disk, memory, connections; 58: errors of the system; 25006: a read-only copy.
  return /^(53|58|25006|ENOSPC|EDQUOT|EROFS|EACCES$|EIO$)/.test(sqlState(error) ?? '');
}

/** Why nothing can be stored now. */
export type StorageState = 'ready' | 'database-unavailable' | 'disk-full' | 'storage-unavailable';

/** Who asks more often gets the last answer. */
const FRESH_MS = 10_000;
/** More than a page of the database, so that a file has to grow. */
const PROBE = 'x'.repeat(16_384);

/** Tells whether anything can be stored, by storing a little that does not stay. */
export function createStorageProbe(
  db: Db,
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  freshMs = FRESH_MS,
): () => Promise<StorageState> {
  let last: { at: number; state: Promise<StorageState> } | undefined;
  return async () => {
    if (!last || performance.now() - last.at > freshMs)
      last = { at: performance.now(), state: probe(db, config) };
    const state = await last.state;
    // A fault is looked at anew, so that a server is ready as soon as it is over.
    if (state !== 'ready') last = undefined;
    return state;
  };
}

async function probe(db: Db, { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>) {
  try {
    await storeInDatabase(db);
    if (databaseUrl === undefined) await storeInFolder(dataDir);
    return 'ready';
  } catch (error) {
    if (isDatabaseGone(error)) return 'database-unavailable';
    if (/^(53100|ENOSPC|EDQUOT)$/.test(sqlState(error) ?? '')) return 'disk-full';
    return 'storage-unavailable';
  }
}

/** A table that goes with its transaction: its file, its catalogue rows and the log need room. */
const storeInDatabase = (db: Db) =>
  db.transaction(async (inner) => {
    await inner.raw('create temp table storage_probe (text text) on commit drop').timeout(3000);
    await inner.raw('alter table storage_probe alter text set storage external').timeout(3000);
    await inner.raw('insert into storage_probe values (?)', [PROBE]).timeout(3000);
  });

async function storeInFolder(dataDir: string): Promise<void> {
  const file = path.join(dataDir, `.probe-${randomUUID()}`);
  try {
    await writeFile(file, PROBE);
  } finally {
    await rm(file, { force: true });
  }
}
