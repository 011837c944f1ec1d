import { isCommitDue, mayGoOn, record, stop } from '../journal/run-journal.ts';
import { untilRecorded } from '../journal/until-recorded.ts';
import type { Outcome } from '../ledger.ts';
import { settleMessages } from '../retries/retry-queries.ts';
import { commitBatch, type BatchStep, type Committed } from './commit-queries.ts';
import { hasMore, isBlamedByClaims, type BatchRun } from './batch-run.ts';

/** Moves the watermark on by `count` readers; statements before it are done first. */
export const reserve = (run: BatchRun, count: number) => inOrder(run, () => moveWatermark(run, count));

/** Moves the watermark over the next readers, durably and before any of them is sent to (SMTP-09). */
async function moveWatermark(run: BatchRun, count: number): Promise<void> {
  const { batch, journal, task } = run;
  if (run.waiting.length > 0 || !hasMore(run)) return;
  const end = Math.min(run.position + count, batch.subscriberIds.length);
  const subscriberIds = batch.subscriberIds.slice(run.position, end).filter((id) => !run.settled.has(id));
  const committed = await commit(run, {
    state: 'leased',
    position: end,
    next: { subscriberIds, recipients: task.recipients },
  });
  if (!committed.isOwner || !committed.isSending) return;
  run.position = end;
  run.waiting = committed.recipients;
  run.checkedAt = performance.now();
  run.throttledSince = undefined;
  journal.outcomes.add(...committed.skipped.map(skipped));
}

/** Readers who leave while limits keep their mail waiting get none after this time (OC-06). */
const CHECK_AGAIN_MS = 2000;

/** Records what is there and prolongs the lease, for as long as messages are in hand, or may be. */
export function heartbeat(run: BatchRun): void {
  const { commits, journal } = run;
  const isCheckDue = run.waiting.length > 0 && performance.now() - run.checkedAt >= CHECK_AGAIN_MS;
  if (commits.isHeartbeatUnderWay || (!isCommitDue(journal) && !isCheckDue)) return;
  commits.isHeartbeatUnderWay = true;
  const done = inOrder(run, async () => {
    if (isCheckDue && mayGoOn(journal)) await checkAgain(run);
    else if (commits.isOwner && (mayGoOn(journal) || run.inHand > 0)) await commit(run, { state: 'leased' });
  });
  void done.finally(() => {
    commits.isHeartbeatUnderWay = false;
  });
}

/** Asks once more which of the waiting readers may be mailed; some may be handed out meanwhile. */
async function checkAgain(run: BatchRun): Promise<void> {
  const { task, journal } = run;
  const subscriberIds = run.waiting.map(({ id }) => id);
  const next = { subscriberIds, recipients: task.recipients };
  const committed = await commit(run, { state: 'leased', next });
  if (!committed.isOwner || !committed.isSending) return;
  const waiting = new Set(run.waiting.map(({ id }) => id));
  run.waiting = committed.recipients.filter(({ id }) => waiting.has(id));
  run.checkedAt = performance.now();
  journal.outcomes.add(...committed.skipped.filter((id) => waiting.has(id)).map(skipped));
}

/** Records the last outcomes and gives the batch back: done, or with the watermark before the first reader not sent to. */
export async function finish(run: BatchRun): Promise<void> {
  const { batch, journal, commits, work } = run;
  const { app, settings } = work;
  // A clock that stood still may have ended it: once given back, nothing revives it.
  stop(journal);
  clearInterval(commits.timer);
  await commits.last;
  run.ambiguous.close(isBlamedByClaims(run));
  const unsent = new Set([...journal.unsent, ...run.waiting.map(({ id }) => id)]);
  const first = batch.subscriberIds.findIndex((id) => unsent.has(id));
  const isDone = first === -1 && run.position >= batch.subscriberIds.length;
  const position = first === -1 ? run.position : first;
  await untilRecorded(settings, () => commit(run, { state: isDone ? 'done' : 'queued', position }));
  if (!commits.isOwner)
    app.log.warn({ event: 'batch.lease-lost', sendId: batch.sendId, batchNo: batch.batchNo });
}

function commit(run: BatchRun, step: BatchStep): Promise<Committed> {
  const { batch, commits, journal, work } = run;
  const { db } = work.app;
  return record(journal, async (entries) => {
    const startedAt = performance.now();
    const { leaseSeconds } = work.settings;
    const committed = await commitBatch(db, batch, { ...step, ...entries, leaseSeconds });
    // A row was there already: another worker had given these messages up for unknown.
    if (committed.written < entries.outcomes.length) await settleMessages(db, batch, entries.outcomes, 0);
    journal.lease.renewed(startedAt);
    commits.isOwner = committed.isOwner;
    if (!committed.isOwner || !committed.isSending) stop(journal);
    return committed;
  });
}

/** Runs `work` after the statements before it. A failure stops the run; `finish` records what it could not. */
function inOrder(run: BatchRun, work: () => Promise<void>): Promise<void> {
  const { log } = run.work.app;
  const { sendId, batchNo } = run.batch;
  const done = run.commits.last.then(work).catch((error: unknown) => {
    stop(run.journal);
    log.warn({ event: 'batch.commit-failed', sendId, batchNo, err: error });
  });
  run.commits.last = done;
  return done;
}

const skipped = (subscriberId: number): Outcome => ({
  subscriberId,
  state: 'skipped',
  reply: null,
  isPossiblyTwice: false,
  retryAfter: null,
});
