import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { App } from '../../platform/app.ts';
import { listErasedPrefixes } from '../erase-queries.ts';
import { folderOf, outboxOf } from './outbox-names.ts';

/** A machine that was off for so long has to be looked after by hand. */
const KEPT_DAYS = 7;

/**
 * Removes from this machine's outbox every message to people who were erased within the last days (GDPR-02). Every process
 * does so from time to time, because each machine has an outbox of its own, and a message may have been on its way.
 */
export async function sweepOutbox({ config, db }: Pick<App, 'config' | 'db'>): Promise<void> {
  const prefixes = await listErasedPrefixes(db, KEPT_DAYS);
  const transports = prefixes.length === 0 ? [] : await namesIn(outboxOf(config));
  for (const transport of transports)
    for (const prefix of prefixes)
      await removeFiles(path.join(folderOf(config, transport), prefix.slice(0, 2)), prefix);
}

async function removeFiles(shard: string, prefix: string): Promise<void> {
  const own = (await namesIn(shard)).filter((file) => file.startsWith(prefix));
  await Promise.all(own.map(async (file) => rm(path.join(shard, file), { force: true })));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
