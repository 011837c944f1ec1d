import { mayBeOwn } from '../../platform/mail/mailer.ts';
import type { App } from '../../platform/app.ts';
import { turnBatch, withoutOutcome, type Turned } from './batch-queries.ts';
import { interrupted, untried } from '../messages/judge-outcome.ts';
import type { ClaimedBatch, DeliverySettings, DeliveryTask, Outcome, Recipient } from '../ledger.ts';
import type { Throttle } from '../../transports/index.ts';
import { isOfDestination, untilItsTurn } from '../retries/put-aside.ts';
import { recordProved, type Proof } from '../proof.ts';
import { settleMessages } from '../retries/retry-queries.ts';
import type { Handout } from '../send-each.ts';
import { createSuspects, type Suspects } from './suspects.ts';
import { createTally, untilRecorded, type Tally } from '../tally.ts';

/** A claimed batch in this process's hands. */
export interface BatchRun<Task extends DeliveryTask = DeliveryTask> {
  app: App;
  batch: ClaimedBatch;
  task: Task;
  settings: DeliverySettings;
  tally: Tally;
  suspects: Suspects;
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
  turns: Promise<unknown>;
  heartbeat: NodeJS.Timeout | undefined;
  isBeating: boolean;
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
  const tally = createTally(settings, signal, proof);
  const run: BatchRun<Task> = {
    app,
    batch,
    task,
    settings,
    tally,
    suspects: createSuspects(tally),
    proof,
    position: batch.position,
    settled: new Set(),
    waiting: [],
    checkedAt: performance.now(),
    inHand: 0,
    heldSince: undefined,
    makesRoom: false,
    turns: Promise.resolve(),
    heartbeat: undefined,
    isBeating: false,
    isOwner: true,
  };
  await recover(run);
  if (batch.attempts > 1) run.settled = await settledBehind(run);
  run.heartbeat = setInterval(() => beat(run), settings.flushMs);
  return run;
}

/** Whoever stands below the watermark without an outcome was in a dead worker's hands. */
async function recover({ app, batch, settings, tally }: BatchRun): Promise<void> {
  const before = batch.subscriberIds.slice(0, batch.position);
  if (before.length === 0) return;
  const lost = await withoutOutcome(app.db, batch.sendId, before);
  tally.add(...lost.map((id) => interrupted(id, settings.interruptedSeconds)));
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
  const { proof, suspects, tally, task } = run;
  const recipient = tally.mayGoOn() ? throttle.pick(run.waiting) : undefined;
  if (!recipient) return undefined;
  run.inHand += 1;
  const place = suspects.handOut();
  const left = proof.handOut();
  if (!throttle.isLimited(recipient.address)) run.makesRoom = true;
  return {
    task,
    recipient,
    settle(outcome) {
      run.inHand -= 1;
      const answer = throttle.heed(recipient, outcome);
      const isBlamed = tally.result.accepted > 0 || isBlamedByClaims(run);
      if (isOfDestination(answer)) tally.add(untilItsTurn(recipient, throttle, answer.reply));
      else if (mayBeOwn(answer)) suspects.add(untried(recipient), answer, place);
      else tally.settle(untried(recipient), answer, isBlamed, left);
      if (answer.kind === 'accepted') suspects.accepted(place);
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
  if (!run.tally.mayGoOn() || !throttle.isThrottledByDomains(run.waiting, leftMs)) return;
  run.makesRoom = true;
  run.tally.add(...run.waiting.splice(0).map((reader) => untilItsTurn(reader, throttle)));
}

/** Whether there may be readers beyond the watermark to be sent to. */
export const hasMore = (run: BatchRun) =>
  run.tally.mayGoOn() && run.position < run.batch.subscriberIds.length;

/** Whether nobody is left to be handed out. */
export const isSpent = (run: BatchRun) => !hasMore(run) && (run.waiting.length === 0 || !run.tally.mayGoOn());

/** Moves the watermark on by `count` readers; statements before it are done first. */
export const advance = (run: BatchRun, count: number) => inTurn(run, () => moveWatermark(run, count));

/** Moves the watermark over the next readers, durably and before any of them is sent to (SMTP-09). */
async function moveWatermark(run: BatchRun, count: number): Promise<void> {
  const { batch, tally, task } = run;
  if (run.waiting.length > 0 || !hasMore(run)) return;
  const end = Math.min(run.position + count, batch.subscriberIds.length);
  const subscriberIds = batch.subscriberIds.slice(run.position, end).filter((id) => !run.settled.has(id));
  const turned = await turn(run, {
    state: 'leased',
    position: end,
    next: { subscriberIds, recipients: task.recipients },
  });
  if (!turned.isOwner || !turned.isSending) return;
  run.position = end;
  run.waiting = turned.recipients;
  run.checkedAt = performance.now();
  run.heldSince = undefined;
  tally.add(...turned.skipped.map(skipped));
}

/** Whoever leaves while limits keep the mail waiting gets none after this time (OC-06). */
const CHECK_AGAIN_MS = 2000;

/** Records what is there and prolongs the lease, for as long as messages are in hand, or may be. */
function beat(run: BatchRun): void {
  const { tally } = run;
  const isCheckDue = run.waiting.length > 0 && performance.now() - run.checkedAt >= CHECK_AGAIN_MS;
  if (run.isBeating || (!tally.hasOutcomes() && !tally.isRenewalDue() && !isCheckDue)) return;
  run.isBeating = true;
  const beaten = inTurn(run, async () => {
    if (isCheckDue && tally.mayGoOn()) await checkAgain(run);
    else if (run.isOwner && (tally.mayGoOn() || run.inHand > 0)) await turn(run, { state: 'leased' });
  });
  void beaten.finally(() => {
    run.isBeating = false;
  });
}

/** Asks once more who of those that wait may be mailed; some may be handed out meanwhile. */
async function checkAgain(run: BatchRun): Promise<void> {
  const { task, tally } = run;
  const subscriberIds = run.waiting.map(({ id }) => id);
  const turned = await turn(run, { state: 'leased', next: { subscriberIds, recipients: task.recipients } });
  if (!turned.isOwner || !turned.isSending) return;
  const waiting = new Set(run.waiting.map(({ id }) => id));
  run.waiting = turned.recipients.filter(({ id }) => waiting.has(id));
  run.checkedAt = performance.now();
  tally.add(...turned.skipped.filter((id) => waiting.has(id)).map(skipped));
}

/** Records the last outcomes and gives the batch back: done, or with the watermark before the first who was not sent to. */
export async function finish(run: BatchRun): Promise<void> {
  const { batch, tally, settings, app } = run;
  // A clock that stood still may have ended it: once given back, nothing revives it.
  tally.stop();
  clearInterval(run.heartbeat);
  await run.turns;
  run.suspects.close(isBlamedByClaims(run));
  const unsent = new Set([...tally.unsent, ...run.waiting.map(({ id }) => id)]);
  const first = batch.subscriberIds.findIndex((id) => unsent.has(id));
  const isDone = first === -1 && run.position >= batch.subscriberIds.length;
  const position = first === -1 ? run.position : first;
  await untilRecorded(settings, async () => {
    await turn(run, { state: isDone ? 'done' : 'queued', position });
  });
  if (!run.isOwner) app.log.warn({ event: 'batch.lease-lost', sendId: batch.sendId, batchNo: batch.batchNo });
}

function turn(
  run: BatchRun,
  step: Omit<Parameters<typeof turnBatch>[2], 'outcomes' | 'proved' | 'trouble' | 'leaseSeconds'>,
): Promise<Turned> {
  const { app, batch, proof, settings, tally } = run;
  const { trouble } = tally.result;
  return tally.record(async (outcomes) => {
    const turned = await recordProved(proof, (proved) =>
      turnBatch(app.db, batch, { ...step, outcomes, proved, trouble, leaseSeconds: settings.leaseSeconds }),
    );
    // A row was there already: another worker had given these messages up for unknown.
    if (turned.written < outcomes.length) await settleMessages(app.db, batch, outcomes, 0);
    run.isOwner = turned.isOwner;
    if (!turned.isOwner || !turned.isSending) tally.stop();
    return turned;
  });
}

/** Runs `work` after the statements before it. A failure stops the run; `finish` records what it could not. */
function inTurn(run: BatchRun, work: () => Promise<void>): Promise<void> {
  const { app, batch } = run;
  const done = run.turns.then(work).catch((error: unknown) => {
    run.tally.stop();
    app.log.warn({ event: 'batch.turn-failed', sendId: batch.sendId, batchNo: batch.batchNo, err: error });
  });
  run.turns = done;
  return done;
}

const skipped = (subscriberId: number): Outcome => ({
  subscriberId,
  state: 'skipped',
  reply: null,
  isPossiblyTwice: false,
  retryAfter: null,
});
