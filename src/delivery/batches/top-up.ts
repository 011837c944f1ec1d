import { randomUUID } from 'node:crypto';
import { mailerOver } from '../../transports/index.ts';
import { createProof } from '../journal/proof.ts';
import { mayGoOn } from '../journal/run-journal.ts';
import { reserve } from './batch-commits.ts';
import { claimBatch } from './batch-queries.ts';
import { hasMore, isSpent, type BatchRun } from './batch-run.ts';
import { isOver, track, type BatchSupply } from './batch-supply.ts';
import { closeIfDone } from './close-batch.ts';
import { openRun } from './open-run.ts';

/** While the replies to the last messages are awaited, which may take minutes, this often something new is looked for. */
export const LOOK_AGAIN_MS = 1000;

/** Sees to it that enough readers stand ready: the next ones of the batches at hand, then another batch. */
export function topUp(supply: BatchSupply): void {
  const { window } = supply;
  let missing = window.enough() - ready(supply);
  for (const run of supply.runs) {
    if (missing <= 0) return;
    if (run.waiting.length > 0 || run.phase !== 'open' || !hasMore(run)) continue;
    missing -= window.chunk();
    run.phase = 'reserving';
    track(supply, supply.bringing, bring(supply, run));
  }
  if (missing <= 0 || !mayClaim(supply)) return;
  supply.claims.isUnderWay = true;
  track(supply, supply.bringing, claim(supply));
}

/** Readers at hand, with those that statements under way will bring. */
function ready({ runs, window }: BatchSupply): number {
  let count = 0;
  for (const { phase, waiting, journal } of runs) {
    if (phase === 'reserving') count += window.chunk();
    else if (waiting.length > 0 && mayGoOn(journal)) count += waiting.length;
  }
  return count;
}

async function bring(supply: BatchSupply, run: BatchRun): Promise<void> {
  const { window } = supply;
  try {
    const began = performance.now();
    await reserve(run, window.chunk());
    window.brought(performance.now() - began);
  } finally {
    run.phase = 'open';
    closeIfDone(supply, run);
  }
}

function mayClaim(supply: BatchSupply): boolean {
  const { claims, runs, mostRuns } = supply;
  if (claims.isUnderWay || isOver(supply) || isNothingDue(supply)) return false;
  const all = [...runs];
  return !all.some(isTroubled) && all.filter((run) => !isSpent(run)).length < mostRuns;
}

const isNothingDue = ({ claims: { nothingDueAt } }: BatchSupply) =>
  nothingDueAt !== undefined && performance.now() - nothingDueAt < LOOK_AGAIN_MS;

/** Another batch would fare alike: its outcomes could not be written down either, or it would meet a fault that is not recorded yet. */
function isTroubled({ journal, ambiguous, faultRecord }: BatchRun): boolean {
  const { fault, trouble } = journal.result;
  if (journal.outcomes.isStuck() || trouble !== undefined || ambiguous.areMany()) return true;
  return fault !== undefined && faultRecord.state !== 'recorded';
}

async function claim(supply: BatchSupply): Promise<void> {
  try {
    await claimNext(supply);
  } finally {
    supply.claims.isUnderWay = false;
    topUp(supply);
  }
}

async function claimNext(supply: BatchSupply): Promise<void> {
  const { work, mailer, throttle, claims, proofs, runs } = supply;
  const { app, transport, settings, hooks } = work;
  const lookedAt = performance.now();
  // Its settings may have changed meanwhile; what is claimed from then on goes through the new one.
  const isSame = (await mailerOver(app, transport)) === mailer;
  const batch = isSame && (await claimBatch(app.db, transport, randomUUID(), settings.leaseSeconds));
  claims.nothingDueAt = batch ? undefined : lookedAt;
  if (!batch) return;
  claims.count += 1;
  const proof = proofs.get(batch.sendId) ?? createProof();
  proofs.set(batch.sendId, proof);
  const task = await hooks.taskOf(batch.sendId);
  runs.add(await openRun(work, throttle, { batch, task, proof }));
}
