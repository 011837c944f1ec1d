import type { App } from '../platform/app.ts';
import { turnBatch, withoutOutcome, type Turned } from './batch-queries.ts';
import { interrupted, untried } from './judge-outcome.ts';
import type { ClaimedBatch, DeliverySettings, DeliveryTask, Outcome, Recipient } from './ledger.ts';
import { settleMessages } from './retry-queries.ts';
import { sendEach, type Run } from './send-each.ts';
import { createTally, untilRecorded, type RunResult, type Tally } from './tally.ts';

interface BatchRun {
  app: App;
  batch: ClaimedBatch;
  task: DeliveryTask;
  settings: DeliverySettings;
  tally: Tally;
  /** The watermark: who stands before it may have been mailed. */
  position: number;
  /** Behind the watermark and not handed out yet. */
  waiting: Recipient[];
  /** Statements run one after the other, or an earlier watermark could overtake a later one. */
  turns: Promise<unknown>;
}

/** Sends a claimed batch to its end, or until it may not go on; records every outcome and gives the batch back. */
export async function deliverBatch(
  app: App,
  batch: ClaimedBatch,
  task: DeliveryTask,
  settings: DeliverySettings,
  signal?: AbortSignal,
): Promise<RunResult> {
  const run: BatchRun = {
    app,
    batch,
    task,
    settings,
    tally: createTally(settings, signal),
    position: batch.position,
    waiting: [],
    turns: Promise.resolve(),
  };
  await recover(run);
  const heartbeat = setInterval(() => beat(run), settings.flushMs);
  try {
    await sendEach(app, task.compose, handOut(run));
  } finally {
    clearInterval(heartbeat);
  }
  await finish(run);
  return run.tally.result;
}

/** Whoever stands below the watermark without an outcome was in a dead worker's hands. */
async function recover({ app, batch, tally }: BatchRun): Promise<void> {
  const before = batch.subscriberIds.slice(0, batch.position);
  if (before.length === 0) return;
  const lost = await withoutOutcome(app.db, batch.sendId, before);
  tally.add(...lost.map((id) => interrupted(id)));
}

/** A message that the server alone balks at again and again is treated as that message's own fault. */
const CLAIMS_BEFORE_BLAME = 5;

function handOut(run: BatchRun): Run {
  const { batch, tally } = run;
  return {
    async next() {
      while (tally.mayGoOn()) {
        const recipient = run.waiting.shift();
        if (recipient) return recipient;
        if (run.position >= batch.subscriberIds.length) return undefined;
        await inTurn(run, () => advance(run));
      }
      return undefined;
    },
    settle({ id }, outcome) {
      const isBlamed = tally.result.accepted > 0 || batch.attempts > CLAIMS_BEFORE_BLAME;
      tally.settle(untried(id), outcome, isBlamed);
    },
  };
}

/** Moves the watermark over the next chunk, durably and before any of it is sent (SMTP-09). */
async function advance(run: BatchRun): Promise<void> {
  const { batch, tally, task, settings } = run;
  if (run.waiting.length > 0 || run.position >= batch.subscriberIds.length || !tally.mayGoOn()) return;
  const end = Math.min(run.position + settings.chunkSize, batch.subscriberIds.length);
  const subscriberIds = batch.subscriberIds.slice(run.position, end);
  const turned = await turn(run, {
    state: 'leased',
    position: end,
    next: { subscriberIds, recipients: task.recipients },
  });
  if (!turned.isOwner || !turned.isSending) return;
  run.position = end;
  run.waiting = turned.recipients;
  tally.add(...turned.skipped.map(skipped));
}

/** Records what is there and prolongs the lease. */
function beat(run: BatchRun): void {
  const { tally } = run;
  if (!tally.hasOutcomes() && !tally.isRenewalDue()) return;
  void inTurn(run, async () => {
    if (tally.mayGoOn()) await turn(run, { state: 'leased' });
  });
}

/** Records the last outcomes and gives the batch back: done, or with the watermark before the first who was not sent to. */
async function finish(run: BatchRun): Promise<void> {
  const { batch, tally, settings, app } = run;
  await run.turns;
  const unsent = new Set([...tally.unsent, ...run.waiting.map(({ id }) => id)]);
  const first = batch.subscriberIds.findIndex((id) => unsent.has(id));
  const isDone = first === -1 && run.position >= batch.subscriberIds.length;
  const position = first === -1 ? run.position : first;
  let isOwner = true;
  await untilRecorded(settings, async () => {
    ({ isOwner } = await turn(run, { state: isDone ? 'done' : 'queued', position }));
  });
  if (!isOwner) app.log.warn({ event: 'batch.lease-lost', sendId: batch.sendId, batchNo: batch.batchNo });
}

function turn(
  { app, batch, settings, tally }: BatchRun,
  step: Omit<Parameters<typeof turnBatch>[2], 'outcomes' | 'leaseSeconds'>,
): Promise<Turned> {
  return tally.record(async (outcomes) => {
    const turned = await turnBatch(app.db, batch, {
      ...step,
      outcomes,
      leaseSeconds: settings.leaseSeconds,
    });
    // A row was there already: another worker had given these messages up for unknown.
    if (turned.written < outcomes.length) await settleMessages(app.db, batch.sendId, outcomes, 0);
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
