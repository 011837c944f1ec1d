import type { Throttle } from '../../transports/index.ts';
import type { Proof } from '../journal/proof.ts';
import { openJournal } from '../journal/run-journal.ts';
import type { ClaimedBatch, DeliveryTask } from '../ledger.ts';
import { interrupted } from '../messages/judge-outcome.ts';
import type { TransportWork } from '../transport-work.ts';
import { createAmbiguousRefusals } from './ambiguous-refusals.ts';
import { heartbeat } from './batch-commits.ts';
import { withoutOutcome } from './batch-queries.ts';
import type { BatchRun } from './batch-run.ts';

interface Claimed {
  batch: ClaimedBatch;
  task: DeliveryTask;
  proof: Proof;
}

/** Takes up a claimed batch; `finish` has to follow. */
export async function openRun(
  work: TransportWork,
  throttle: Throttle,
  { batch, task, proof }: Claimed,
): Promise<BatchRun> {
  const { settings, signal } = work;
  const journal = openJournal(settings, proof, signal);
  const run: BatchRun = {
    work,
    throttle,
    batch,
    task,
    mail: await task.mailOf(batch.contentId),
    journal,
    ambiguous: createAmbiguousRefusals(journal),
    phase: 'open',
    faultRecord: { state: 'none' },
    position: batch.position,
    settled: new Set(),
    waiting: [],
    checkedAt: performance.now(),
    inHand: 0,
    throttledSince: undefined,
    makesRoom: false,
    commits: { last: Promise.resolve(), timer: undefined, isHeartbeatUnderWay: false, isOwner: true },
  };
  await recover(run);
  if (batch.attempts > 1) run.settled = await settledBehind(run);
  run.commits.timer = setInterval(() => heartbeat(run), settings.flushMs);
  return run;
}

/** Readers before the watermark without an outcome were in a dead worker's hands. */
async function recover({ work, batch, journal }: BatchRun): Promise<void> {
  const before = batch.subscriberIds.slice(0, batch.position);
  if (before.length === 0) return;
  const lost = await withoutOutcome(work.app.db, batch.sendId, before);
  journal.outcomes.add(...lost.map((id) => interrupted(id, work.settings.interruptedSeconds)));
}

/** After a fault the watermark went back before the first reader who was not sent to; others behind it had been. */
async function settledBehind({ work, batch }: BatchRun): Promise<Set<number>> {
  const behind = batch.subscriberIds.slice(batch.position);
  const open = new Set(await withoutOutcome(work.app.db, batch.sendId, behind));
  return new Set(behind.filter((id) => !open.has(id)));
}
