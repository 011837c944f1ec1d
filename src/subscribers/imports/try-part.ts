import type { Db } from '../../platform/database.ts';
import type { Part, StepCounts } from './part.ts';
import { addCounts, takeInRows } from './step-queries.ts';
import { keepTried, listLines, listStored, nextChunk, type StoredRefusal } from './trial-queries.ts';

/**
 * Does with a part what an import does, takes it back, and keeps only what it came to. In a transaction. All rows of an
 * address are in one part, so no part needs what another has done.
 */
export async function tryPart(db: Db, part: Part, chunks: number): Promise<void> {
  const lines = await listLines(db, part);
  const counts: StepCounts = { added: 0, updated: 0, ended: 0, skipped: 0 };
  let refusals: StoredRefusal[] = [];
  const takenBack = new Error('taken back');
  try {
    await db.transaction(async (savepoint) => {
      let next: number | undefined = part.firstChunk;
      while (next !== undefined) {
        addTo(counts, await takeInRows(savepoint, { ...part, firstChunk: next }, chunks));
        next = await nextChunk(savepoint, part);
      }
      refusals = await listStored(savepoint, part.importId, lines);
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
  await addCounts(db, part, counts);
  await keepTried(db, part, refusals);
}

function addTo(counts: StepCounts, more: StepCounts): void {
  counts.added += more.added;
  counts.updated += more.updated;
  counts.ended += more.ended;
  counts.skipped += more.skipped;
}
