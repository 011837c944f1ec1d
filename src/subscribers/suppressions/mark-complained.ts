import { inTransaction, type App } from '../../platform/app.ts';
import { markComplainedRows } from '../queries.ts';
import { EVERYWHERE, suppress } from './suppression-queries.ts';

/** Somebody who called a mail spam. */
export interface Complained {
  publicationId: number;
  subscriberId: number;
  sendId: number | null;
  /** Who told it. */
  source: string;
}

/**
 * Takes out who complained (BNC-06): they are no readers of this newsletter, with a line of proof, no other one writes to them either, and only an
 * operator may let them sign up again (SUP-04).
 */
export async function markComplained(app: App, complained: Complained[]): Promise<void> {
  if (complained.length === 0) return;
  await inTransaction(app, async ({ db, keys, log }) => {
    const found = await markComplainedRows(db, complained);
    for (const { id, email, publicationId, sendId, source } of found) {
      await suppress(db, keys.addressHashes(email), EVERYWHERE, 'complained', source, sendId);
      log.info({ event: 'subscriber.complained', subscriberId: id, publicationId, sendId });
    }
  });
}
