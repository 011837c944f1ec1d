import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import { beQuiet } from '../../platform/quiet.ts';
import type { Publication } from '../../publications/index.ts';
import type { Import } from './import.ts';
import { importQueue } from './import-queue.ts';
import { getImport } from './queries.ts';
import { UNDO_DAYS } from './undo.ts';
import {
  keepUndone,
  lockReaders,
  lockUndo,
  markUndone,
  nextAdded,
  nextChanged,
  restoreChanged,
  startUndo,
  takeAddedOut,
} from './undo-queries.ts';

/**
 * Takes an import back: readers it added go, names it changed come back. Who did anything since stays, and nobody who left
 * becomes a reader. Leaves the work to the queue `import.run`; asking twice is harmless.
 * @throws NotFound
 * @throws Conflict
 */
export function undoImport(app: App, publication: Publication, id: number): Promise<Import> {
  return inTransaction(app, async (inner) => {
    const found = await getImport(inner.db, publication.id, id);
    if (await startUndo(inner.db, id)) {
      await inner.jobs.add(inner.db, importQueue, { importId: id });
      await audit(inner, {
        action: 'import.undo-started',
        subject: `publication:${publication.id}`,
        details: { importId: id },
      });
      return getImport(inner.db, publication.id, id);
    }
    const { status, isTrial, undoUntil } = await getImport(inner.db, publication.id, id);
    if (status === 'undoing' || status === 'undone') return found;
    if (isTrial)
      throw new Conflict('import-is-trial', 'This is a dry run: it changed nothing that could be undone.');
    if (status === 'receiving' || status === 'running')
      throw new Conflict(
        'import-under-way',
        'This import is still under way. It can be undone when it has finished.',
      );
    if (undoUntil === null)
      throw new Conflict(
        'import-undo-expired',
        `This import is older than ${UNDO_DAYS} days and can no longer be undone.`,
      );
    return found;
  });
}

const READERS_AT_ONCE = 2000;

/** Job: one step after the other, each with its position. @returns whether there is more to do. */
export async function workOnUndo(app: App, importId: number, end: number): Promise<boolean> {
  while (await inTransaction(app, ({ db }) => undoStep(db, importId)))
    if (performance.now() >= end) return true;
  return false;
}

const CHANNEL = 'import-undo';

/** @returns whether there may be more to do. */
async function undoStep(db: App['db'], importId: number): Promise<boolean> {
  const undo = await lockUndo(db, importId);
  if (!undo) return false;
  // As the import did, the undo tells once.
  await beQuiet(db);
  const added = await nextAdded(db, undo, READERS_AT_ONCE);
  if (added) {
    const { row, ids } = added;
    await lockReaders(db, ids);
    const counts = await takeAddedOut(db, undo, ids, CHANNEL);
    const done = row === undo.row ? undo.place + ids.length : ids.length;
    const position = ids.length < READERS_AT_ONCE ? { row: row + 1, place: 0 } : { row, place: done };
    await keepUndone(db, { ...undo, ...position }, counts);
    return true;
  }
  const changed = await nextChanged(db, undo, READERS_AT_ONCE);
  if (changed.length === 0) {
    await markUndone(db, importId);
    return false;
  }
  await lockReaders(db, changed);
  await keepUndone(db, undo, await restoreChanged(db, undo, changed, CHANNEL));
  return true;
}
