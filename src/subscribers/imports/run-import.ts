import { inTransaction, type App } from '../../platform/app.ts';
import { isDatabaseGone, sqlState } from '../../platform/database.ts';
import { readWaitingFile } from './draft-import.ts';
import { forgetErased } from './forget-erased.ts';
import { addCounts, hasRows, lockPart, takeInRows } from './step-queries.ts';
import { tryPart } from './try-part.ts';
import { workOnUndo } from './undo-import.ts';
import { markFailed, markFinished } from './queries.ts';
import { importQueue } from './import-queue.ts';

const STEP_CHUNKS = 32;
/** Connections that take in parts of an import at the same time. */
const CONNECTIONS = 2;
/** A job ends after this and leaves the rest to a new one, so that a stop waits for one step only. */
const TURN_MS = 8000;

interface ImportTurn {
  /** How long to go on. */
  turnMs?: number;
  /** How much a transaction takes. */
  stepChunks?: number;
  /** One within a transaction. */
  connections?: number;
}

/**
 * Job `import.run`: takes in what is staged, step by step. Each step commits what it took out together with what it put
 * in, so a kill loses nothing and repeats nothing, and any number at once share the parts among them. Undoes what is to be undone.
 */
export async function runImport(
  app: App,
  { importId }: { importId: number },
  turn: ImportTurn = {},
): Promise<void> {
  const { turnMs = TURN_MS, stepChunks = STEP_CHUNKS, connections = CONNECTIONS } = turn;
  const end = performance.now() + turnMs;
  await readWaitingFile(app, importId);
  if (await workOnUndo(app, importId, end)) {
    await app.jobs.add(app.db, importQueue, { importId });
    return;
  }
  const ends = await Promise.allSettled(
    Array.from({ length: connections }, async () => {
      while (await runStep(app, importId, stepChunks)) if (performance.now() >= end) return 'more';
      return 'done';
    }),
  );
  const fault = ends.find((one) => one.status === 'rejected');
  if (fault) await giveUp(app, importId, fault.reason);
  else if (ends.some((one) => one.status === 'fulfilled' && one.value === 'more'))
    await app.jobs.add(app.db, importQueue, { importId });
  else {
    // Rows that were judged here have said why; nothing of that may name whom we forgot.
    await forgetErased(app, importId);
    const finished = await markFinished(app.db, importId);
    if (finished) app.log.info({ event: 'import.finished', importId, ...finished });
  }
}

/** @returns whether there may be more to do. */
function runStep(app: App, importId: number, stepChunks: number): Promise<boolean> {
  return inTransaction(app, async ({ db }) => {
    const part = (await lockPart(db, importId, 'skip')) ?? (await lockPart(db, importId, 'wait'));
    if (!part) return hasRows(db, importId);
    if (part.isTrial) await tryPart(db, part, stepChunks);
    else await addCounts(db, part, await takeInRows(db, part, stepChunks));
    return true;
  });
}

/** @throws what may pass. */
async function giveUp(app: App, importId: number, error: unknown): Promise<void> {
  if (mayPass(error)) throw error;
  app.log.error({ event: 'import.failed', importId, err: error });
  await markFailed(app.db, importId, { code: 'import-stopped', params: {} });
}

/** Outages, deadlocks, full disks and stops by hand: the queue tries again. */
function mayPass(error: unknown): boolean {
  return isDatabaseGone(error) || /^(40|53|55|57|58)/.test(sqlState(error) ?? '');
}
