import { inTransaction, type App } from '../../platform/app.ts';
import { isDatabaseGone, sqlState } from '../../platform/database.ts';
import { lockRunningImport, takeInRows } from './step-queries.ts';
import { markFailed, markFinished } from './queries.ts';

const STEP_CHUNKS = 20;
/** A job ends after this and leaves the rest to a new one, so that a stop waits for one step only. */
const TURN_MS = 8000;

/**
 * Job `import.run`: takes in what is staged, step by step. Each step commits what it took out and put in, so a kill loses nothing
 * and repeats nothing, and two at once take turns.
 * @param options `turnMs`: how long to go on; `stepChunks`: how much a transaction takes.
 */
export async function runImport(
  app: App,
  { importId }: { importId: number },
  { turnMs = TURN_MS, stepChunks = STEP_CHUNKS }: { turnMs?: number; stepChunks?: number } = {},
): Promise<void> {
  const began = performance.now();
  try {
    while (await runStep(app, importId, stepChunks)) {
      if (performance.now() - began < turnMs) continue;
      await app.jobs.add(app.db, 'import.run', { importId });
      return;
    }
  } catch (error) {
    if (mayPass(error)) throw error;
    app.log.error({ event: 'import.failed', importId, err: error });
    await markFailed(
      app.db,
      importId,
      'It stopped at a fault in the program, which is logged. What was taken in before stays.',
    );
  }
}

/** @returns whether there may be more to do. */
function runStep(app: App, importId: number, stepChunks: number): Promise<boolean> {
  return inTransaction(app, async ({ db, log }) => {
    const running = await lockRunningImport(db, importId);
    if (!running) return false;
    if (await takeInRows(db, running, stepChunks)) return true;
    await markFinished(db, importId);
    log.info({ event: 'import.finished', importId, publicationId: running.publicationId });
    return false;
  });
}

/** Outages, deadlocks, full disks and stops by hand: the queue tries again. */
function mayPass(error: unknown): boolean {
  return isDatabaseGone(error) || /^(40|53|55|57|58)/.test(sqlState(error) ?? '');
}
