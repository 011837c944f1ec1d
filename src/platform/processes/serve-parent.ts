import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';

/** What a child says: that it is ready, an answer, or what the job threw. */
export type FromChild<Answer> = { answer: Answer } | { fault: { code: string; message: string } };

/** Ends this process when its parent is gone: a job that never ends would not see that the parent hung up. */
const WATCH = `setInterval(() => {
  try { process.kill(${process.ppid}, 0); } catch { process.kill(${process.pid}, 'SIGKILL'); }
}, 2000);`;

/** Makes this process a child of `createLanes`: does one job after the other as the parent asks. */
export function serveParent(work: (job: never) => unknown): void {
  new Worker(WATCH, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
  process.on('disconnect', () => process.exit());
  // A signal to the whole group must not cut off a job that the parent still waits for while it drains.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
  process.on('message', (job) => {
    void answer(() => work(job as never)).then(tell);
  });
  tell({ answer: 'ready' });
}

/** Nobody is left to hear of it when the parent has gone: an error without a callback would end this process with a stack. */
function tell(given: FromChild<unknown>): void {
  process.send?.(given, undefined, undefined, (error) => error && process.exit());
}

async function answer(work: () => unknown): Promise<FromChild<unknown>> {
  try {
    return { answer: await work() };
  } catch (error) {
    if (error instanceof AppError) return { fault: { code: error.code, message: error.message } };
    return { fault: { code: 'job-failed', message: error instanceof Error ? error.message : String(error) } };
  }
}
