import { mayBeOwn } from '../../platform/mail/mailer.ts';
import type { App } from '../../platform/app.ts';
import { commitBatch, withoutOutcome, type Committed } from './batch-queries.ts';
import { interrupted, untried } from '../messages/judge-outcome.ts';
import type { ClaimedBatch, DeliverySettings, DeliveryTask, Outcome, Recipient } from '../ledger.ts';
import type { Throttle } from '../../transports/index.ts';
import { isThrottling, throttledDeferral } from '../retries/throttled-deferral.ts';
import { recordProved, type Proof } from '../journal/proof.ts';
import { settleMessages } from '../retries/retry-queries.ts';
import type { Handout } from '../compose-message.ts';
import { createAmbiguousRefusals, type AmbiguousRefusals } from './ambiguous-refusals.ts';
import { createRunJournal, untilRecorded, type RunJournal } from '../journal/run-journal.ts';

/** A claimed batch in this process's hands. */
export interface BatchRun<Task extends DeliveryTask = DeliveryTask> {
  app: App;
  batch: ClaimedBatch;
  task: Task;
  settings: DeliverySettings;
  journal: RunJournal;
  ambiguous: AmbiguousRefusals;
  proof: Proof;
  /** The watermark: who stands before it may have been mailed. */
  position: number;
  /** Behind the watermark, and with an outcome since an earlier claim. */
  settled: Set<number>;
  /** Behind the watermark and not handed out yet. */
  waiting: Recipient[];
  /** When it was found that they may be mailed; `performance.now()`. */
  checkedAt: number;
  /** Handed out and not settled. */
  inHand: number;
  /** Since when limits keep readers of the chunk at hand waiting; `performance.now()`. */
  heldSince: number | undefined;
  /** Whether readers of limited domains make room at once: some of its readers have no limit, or it was held up for long. */
  makesRoom: boolean;
  /** Statements run one after the other, or an earlier watermark could overtake a later one. */
  commits: Promise<unknown>;
  heartbeatTimer: NodeJS.Timeout | undefined;
  isHeartbeatUnderWay: boolean;
  /** False once another worker has the batch. */
  isOwner: boolean;
}

/** Takes up a claimed batch; `finish` has to follow. */
export async function openRun<Task extends DeliveryTask>(
  app: App,
  batch: ClaimedBatch,
  task: Task,
  settings: DeliverySettings,
  proof: Proof,
  signal?: AbortSignal,
): Promise<BatchRun<Task>> {
  const journal = createRunJournal(settings, signal, proof);
  const run: BatchRun<Task> = {
    app,
    batch,
    task,
    settings,
    journal,
    ambiguous: createAmbiguousRefusals(journal),
    proof,
    position: batch.position,
    settled: new Set(),
    waiting: [],
    checkedAt: performance.now(),
    inHand: 0,
    heldSince: undefined,
    makesRoom: false,
    commits: Promise.resolve(),
    heartbeatTimer: undefined,
    isHeartbeatUnderWay: false,
    isOwner: true,
  };
  await recover(run);
  if (batch.attempts > 1) run.settled = await settledBehind(run);
  run.heartbeatTimer = setInterval(() => heartbeat(run), settings.flushMs);
  return run;
}

/** Whoever stands below the watermark without an outcome was in a dead worker's hands. */
async function recover({ app, batch, settings, journal }: BatchRun): Promise<void> {
  const before = batch.subscriberIds.slice(0, batch.position);
  if (before.length === 0) return;
  const lost = await withoutOutcome(app.db, batch.sendId, before);
  journal.add(...lost.map((id) => interrupted(id, settings.interruptedSeconds)));
}

/** After a fault the watermark went back before the first who was not sent to: others behind it had been. */
async function settledBehind({ app, batch }: BatchRun): Promise<Set<number>> {
  const behind = batch.subscriberIds.slice(batch.position);
  const open = new Set(await withoutOutcome(app.db, batch.sendId, behind));
  return new Set(behind.filter((id) => !open.has(id)));
}

/** A message that the server alone balks at again and again is treated as that message's own fault. */
const CLAIMS_BEFORE_BLAME = 5;
const isBlamedByClaims = ({ batch }: BatchRun) => batch.attempts > CLAIMS_BEFORE_BLAME;

/** The next reader of the chunk at hand whom the limits let through. */
export function takeFrom(run: BatchRun, throttle: Throttle): Handout | undefined {
  const { proof, ambiguous, journal, task } = run;
  const recipient = journal.mayGoOn() ? throttle.pick(run.waiting) : undefined;
  if (!recipient) return undefined;
  run.inHand += 1;
  const place = ambiguous.handOut();
  const left = proof.handOut();
  if (!throttle.isLimited(recipient.address)) run.makesRoom = true;
  return {
    task,
    recipient,
    settle(outcome) {
      run.inHand -= 1;
      const answer = throttle.heed(recipient, outcome);
      const isBlamed = journal.result.accepted > 0 || isBlamedByClaims(run);
      if (isThrottling(answer)) journal.add(throttledDeferral(recipient, throttle, answer.reply));
      else if (mayBeOwn(answer)) ambiguous.add(untried(recipient), answer, place);
      else journal.settle(untried(recipient), answer, isBlamed, left);
      if (answer.kind === 'accepted') ambiguous.accepted(place);
    },
  };
}

/** A domain's next permit may be this near. */
const HOLD_MS = 50;
/** Nobody is known to wait behind these readers; but the next send may come, and here a crash would put them in doubt. */
const LONGEST_HOLD_MS = 5000;

/**
 * Readers whose domains are over their limits make room for those behind them (SMTP-04).
 * @param isLast nobody is behind them for now.
 */
export function stepAside(run: BatchRun, throttle: Throttle, isLast: boolean): void {
  run.heldSince ??= performance.now();
  const holdMs = run.makesRoom && !isLast ? HOLD_MS : LONGEST_HOLD_MS;
  const leftMs = run.heldSince + holdMs - performance.now();
  if (!run.journal.mayGoOn() || !throttle.isThrottledByDomains(run.waiting, leftMs)) return;
  run.makesRoom = true;
  run.journal.add(...run.waiting.splice(0).map((reader) => throttledDeferral(reader, throttle)));
}

/** Whether there may be readers beyond the watermark to be sent to. */
export const hasMore = (run: BatchRun) =>
  run.journal.mayGoOn() && run.position < run.batch.subscriberIds.length;

/** Whether nobody is left to be handed out. */
export const isSpent = (run: BatchRun) =>
  !hasMore(run) && (run.waiting.length === 0 || !run.journal.mayGoOn());

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
  run.heldSince = undefined;
  journal.add(...committed.skipped.map(skipped));
}

/** Whoever leaves while limits keep the mail waiting gets none after this time (OC-06). */
const CHECK_AGAIN_MS = 2000;

/** Records what is there and prolongs the lease, for as long as messages are in hand, or may be. */
function heartbeat(run: BatchRun): void {
  const { journal } = run;
  const isCheckDue = run.waiting.length > 0 && performance.now() - run.checkedAt >= CHECK_AGAIN_MS;
  if (run.isHeartbeatUnderWay || (!journal.hasOutcomes() && !journal.isRenewalDue() && !isCheckDue)) return;
  run.isHeartbeatUnderWay = true;
  const done = inOrder(run, async () => {
    if (isCheckDue && journal.mayGoOn()) await checkAgain(run);
    else if (run.isOwner && (journal.mayGoOn() || run.inHand > 0)) await commit(run, { state: 'leased' });
  });
  void done.finally(() => {
    run.isHeartbeatUnderWay = false;
  });
}

/** Asks once more who of those that wait may be mailed; some may be handed out meanwhile. */
async function checkAgain(run: BatchRun): Promise<void> {
  const { task, journal } = run;
  const subscriberIds = run.waiting.map(({ id }) => id);
  const committed = await commit(run, {
    state: 'leased',
    next: { subscriberIds, recipients: task.recipients },
  });
  if (!committed.isOwner || !committed.isSending) return;
  const waiting = new Set(run.waiting.map(({ id }) => id));
  run.waiting = committed.recipients.filter(({ id }) => waiting.has(id));
  run.checkedAt = performance.now();
  journal.add(...committed.skipped.filter((id) => waiting.has(id)).map(skipped));
}

/** Records the last outcomes and gives the batch back: done, or with the watermark before the first who was not sent to. */
export async function finish(run: BatchRun): Promise<void> {
  const { batch, journal, settings, app } = run;
  // A clock that stood still may have ended it: once given back, nothing revives it.
  journal.stop();
  clearInterval(run.heartbeatTimer);
  await run.commits;
  run.ambiguous.close(isBlamedByClaims(run));
  const unsent = new Set([...journal.unsent, ...run.waiting.map(({ id }) => id)]);
  const first = batch.subscriberIds.findIndex((id) => unsent.has(id));
  const isDone = first === -1 && run.position >= batch.subscriberIds.length;
  const position = first === -1 ? run.position : first;
  await untilRecorded(settings, async () => {
    await commit(run, { state: isDone ? 'done' : 'queued', position });
  });
  if (!run.isOwner) app.log.warn({ event: 'batch.lease-lost', sendId: batch.sendId, batchNo: batch.batchNo });
}

function commit(
  run: BatchRun,
  step: Omit<Parameters<typeof commitBatch>[2], 'outcomes' | 'proved' | 'trouble' | 'leaseSeconds'>,
): Promise<Committed> {
  const { app, batch, proof, settings, journal } = run;
  const { trouble } = journal.result;
  return journal.record(async (outcomes) => {
    const committed = await recordProved(proof, (proved) =>
      commitBatch(app.db, batch, { ...step, outcomes, proved, trouble, leaseSeconds: settings.leaseSeconds }),
    );
    // A row was there already: another worker had given these messages up for unknown.
    if (committed.written < outcomes.length) await settleMessages(app.db, batch, outcomes, 0);
    run.isOwner = committed.isOwner;
    if (!committed.isOwner || !committed.isSending) journal.stop();
    return committed;
  });
}

/** Runs `work` after the statements before it. A failure stops the run; `finish` records what it could not. */
function inOrder(run: BatchRun, work: () => Promise<void>): Promise<void> {
  const { app, batch } = run;
  const done = run.commits.then(work).catch((error: unknown) => {
    run.journal.stop();
    app.log.warn({ event: 'batch.commit-failed', sendId: batch.sendId, batchNo: batch.batchNo, err: error });
  });
  run.commits = done;
  return done;
}

const skipped = (subscriberId: number): Outcome => ({
  subscriberId,
  state: 'skipped',
  reply: null,
  isPossiblyTwice: false,
  retryAfter: null,
});
