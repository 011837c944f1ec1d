import type { Db } from './database.ts';

/**
 * What this transaction changes from now on is news for no webhook: rows that a backup brings back, readers of a list by the
 * thousand. Say in another way that it happened.
 */
export async function beQuiet(db: Db): Promise<void> {
  await db.raw(`select set_config('paperround.quiet', 'on', true)`);
}

/** Undoes `beQuiet` before the transaction ends. */
export async function beLoud(db: Db): Promise<void> {
  await db.raw(`select set_config('paperround.quiet', 'off', true)`);
}
