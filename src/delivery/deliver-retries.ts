import type { App } from '../platform/app.ts';
import type { Mailer, MailOutcome } from '../platform/mailer.ts';
import { interrupted, type History } from './judge-outcome.ts';
import type { DeliverySettings, DeliveryTask, Recipient } from './ledger.ts';
import type { Gate } from './limits/gate.ts';
import { isOfDestination, untilItsTurn } from './limits/put-aside.ts';
import {
  listRetryRecipients,
  releaseRetries,
  renewRetries,
  settleMessages,
  type ClaimedRetries,
} from './retry-queries.ts';
import { sendEach, type HandOut } from './send-each.ts';
import { createTally, untilRecorded, type RunResult, type Tally } from './tally.ts';

interface RetryRun {
  app: App;
  claimed: ClaimedRetries;
  settings: DeliverySettings;
  tally: Tally;
  waiting: Recipient[];
}

/** Tries claimed messages once more; the same bytes as before, because `compose` is the same (SMTP-03). */
export async function deliverRetries(
  app: App,
  { mailer, gate }: { mailer: Mailer; gate: Gate },
  claimed: ClaimedRetries,
  task: DeliveryTask,
  settings: DeliverySettings,
  signal?: AbortSignal,
): Promise<RunResult> {
  const run: RetryRun = { app, claimed, settings, tally: createTally(settings, signal), waiting: [] };
  const histories = await sortOut(run, task);
  const heartbeat = setInterval(() => void beat(run), (settings.leaseSeconds * 1000) / 4);
  try {
    await sendEach({ log: app.log, mailer }, handOut(run, gate, task, histories));
  } finally {
    clearInterval(heartbeat);
  }
  await finish(run);
  return run.tally.result;
}

/** Others that are due get their turn when these have been held up for so long. */
const LONGEST_HOLD_MS = 5000;
/** The same when more are due than were claimed. */
const LONGEST_IN_CROWD_MS = 1000;

function handOut(run: RetryRun, gate: Gate, task: DeliveryTask, histories: Map<number, History>): HandOut {
  const { tally, waiting } = run;
  const isCrowd = run.claimed.retries.length >= run.settings.chunkSize;
  const startedAt = performance.now();
  const next = (): ReturnType<HandOut> => {
    const recipient = tally.mayGoOn() ? gate.pick(waiting) : undefined;
    if (recipient) return { task, recipient, settle: (outcome) => settle(recipient, outcome) };
    if (waiting.length === 0 || !tally.mayGoOn() || gate.isFull()) return undefined;
    const heldMs = performance.now() - startedAt;
    const leftMs = (isCrowd ? LONGEST_IN_CROWD_MS : LONGEST_HOLD_MS) - heldMs;
    if (gate.isHeldByDomains(waiting, leftMs)) for (const reader of waiting.splice(0)) postpone(reader);
    else if (heldMs < LONGEST_HOLD_MS) return later();
    return undefined;
  };
  const later = async () => {
    await gate.change();
    return next();
  };
  const settle = (recipient: Recipient, outcome: MailOutcome) => {
    const answer = gate.heed(recipient, outcome);
    const history = histories.get(recipient.id);
    if (isOfDestination(answer)) postpone(recipient, answer.reply);
    // One message alone proves nothing about the server, but a retry has been refused before.
    else if (history) tally.settle(history, answer, true);
  };
  const postpone = (recipient: Recipient, reply?: string) => {
    const { isInDoubt = false, isPossiblyTwice = false } = histories.get(recipient.id) ?? {};
    // Who may have got it already stays in doubt.
    tally.add({
      ...untilItsTurn(recipient, gate, reply),
      isPossiblyTwice,
      ...(isInDoubt && { state: 'unknown', reply: null }),
    });
  };
  return next;
}

/** Puts aside who left meanwhile and whoever a dead worker may have mailed; the rest waits to be sent. */
async function sortOut(run: RetryRun, task: DeliveryTask): Promise<Map<number, History>> {
  const { app, claimed, tally } = run;
  const lost = claimed.retries.filter(({ isInterrupted }) => isInterrupted);
  const open = claimed.retries.filter(({ isInterrupted }) => !isInterrupted);
  const ids = open.map(({ subscriberId }) => subscriberId);
  run.waiting = await listRetryRecipients(app.db, claimed.sendId, ids, task.recipients);
  const mailable = new Set(run.waiting.map(({ id }) => id));
  tally.add(
    ...lost.map(({ subscriberId }) => interrupted(subscriberId)),
    ...open
      .filter(({ subscriberId }) => !mailable.has(subscriberId))
      .map(({ subscriberId, isInDoubt, isPossiblyTwice }) => ({
        subscriberId,
        state: isInDoubt ? ('unknown' as const) : ('skipped' as const),
        reply: null,
        isPossiblyTwice,
        retryAfter: null,
      })),
  );
  await tally.record((outcomes) => settleMessages(app.db, claimed.sendId, outcomes, 0));
  return new Map(
    open.map((retry) => [retry.subscriberId, { ...retry, isStale: retry.age >= task.giveUpAfterSeconds }]),
  );
}

/** Prolongs the leases; stops when they are gone, the database does not answer, or the send was paused or cancelled. */
async function beat({ app, claimed, settings, tally }: RetryRun): Promise<void> {
  try {
    await tally.record((outcomes) => settleMessages(app.db, claimed.sendId, outcomes, 1));
    const { sendId, token } = claimed;
    const { isOwner, isSending } = await renewRetries(app.db, sendId, token, settings.leaseSeconds);
    if (!isOwner || !isSending) tally.stop();
  } catch (error) {
    tally.stop();
    app.log.warn({ event: 'retries.renewal-failed', sendId: claimed.sendId, err: error });
  }
}

async function finish({ app, claimed, settings, tally, waiting }: RetryRun): Promise<void> {
  const unsent = [...tally.unsent, ...waiting.map(({ id }) => id)];
  await untilRecorded(settings, async () => {
    await tally.record((outcomes) => settleMessages(app.db, claimed.sendId, outcomes, 1));
    await releaseRetries(app.db, claimed.token, unsent);
  });
}
