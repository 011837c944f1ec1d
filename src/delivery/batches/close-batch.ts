import { conclude, heedFault } from '../heed-run.ts';
import { stop } from '../journal/run-journal.ts';
import { finish } from './batch-commits.ts';
import { isSpent, type BatchRun } from './batch-run.ts';
import { track, type BatchSupply } from './batch-supply.ts';

/** A fault is recorded once and at once: replies to other messages may take minutes. */
export function recordFault(supply: BatchSupply, run: BatchRun): void {
  if (!run.journal.result.fault || run.faultRecord.state !== 'none') return;
  const done = heedFault(supply.work, ranOf(run)).finally(() => {
    run.faultRecord = { state: 'recorded', done };
  });
  run.faultRecord = { state: 'recording', done };
  track(supply, supply.bringing, done);
}

/** Gives a batch back once nobody of it is left to be sent to and every message is answered. */
export function closeIfDone(supply: BatchSupply, run: BatchRun): void {
  if (!isSpent(run) || run.inHand > 0 || run.phase !== 'open') return;
  run.phase = 'closing';
  track(supply, supply.closing, close(supply, run));
}

/** Its readers wait for another transport, or for tomorrow. */
export function giveUp(supply: BatchSupply, run: BatchRun): void {
  stop(run.journal);
  closeIfDone(supply, run);
}

async function close(supply: BatchSupply, run: BatchRun): Promise<void> {
  try {
    await finish(run);
    recordFault(supply, run);
    if (run.faultRecord.state !== 'none') await run.faultRecord.done;
    await conclude(supply.work, ranOf(run));
  } finally {
    supply.runs.delete(run);
  }
}

/** Waits until all batches are given back. @returns whether any was claimed. */
export async function closeSupply(supply: BatchSupply): Promise<boolean> {
  const { bringing, closing, runs } = supply;
  while (bringing.size + closing.size > 0) await Promise.all([...bringing, ...closing]);
  for (const run of runs) closeIfDone(supply, run);
  await Promise.all(closing);
  if (supply.failure) throw supply.failure.error;
  return supply.claims.count > 0;
}

const ranOf = ({ batch, task, journal }: BatchRun) => ({
  sendId: batch.sendId,
  task,
  result: journal.result,
});
