import { randomUUID } from 'node:crypto';
import type { App } from '../../platform/app.ts';
import type { Asker, Mailer, MailOutcome } from '../../platform/mail/mailer.ts';
import { interrupted, type History } from '../messages/judge-outcome.ts';
import type { DeliverySettings, DeliveryTask, Recipient } from '../ledger.ts';
import { mailerOver, openThrottle, type Throttle } from '../../transports/index.ts';
import { conclude, heedFault } from '../heed-run.ts';
import type { TransportWork } from '../transport-work.ts';
import { sideBySide } from './side-by-side.ts';
import { isThrottling, throttledDeferral } from './throttled-deferral.ts';
import {
  claimRetries,
  listRetryRecipients,
  releaseRetries,
  renewRetries,
  settleMessages,
  type ClaimedRetries,
} from './retry-queries.ts';
import { sendEach, type HandOut } from '../compose-message.ts';
import { createProof, recordProved, type Proof } from '../journal/proof.ts';
import { createRunJournal, untilRecorded, type RunResult, type RunJournal } from '../journal/run-journal.ts';

/** Leased messages of one send, on their next try. */
interface RetryRun {
  app: App;
  claimed: ClaimedRetries;
  throttle: Throttle;
  settings: DeliverySettings;
  proof: Proof;
  journal: RunJournal;
  waiting: Recipient[];
  /** Told when nobody waits any more. */
  handedOut(): void;
  givingBack?: Promise<void>;
}

interface Retrying<Task extends DeliveryTask> extends Pick<
  RetryRun,
  'claimed' | 'throttle' | 'settings' | 'handedOut'
> {
  prepare(): Promise<{ task: Task; mailer: Mailer }>;
  signal?: AbortSignal | undefined;
}

/** Sends retries that are due over a transport, until nothing is left that this process may take. */
export async function deliverRetries<Task extends DeliveryTask>(work: TransportWork<Task>): Promise<void> {
  const { app, transport, settings, signal, hooks } = work;
  const throttle = await openThrottle(app.db, { transport });
  const { chunkSize, leaseSeconds } = settings;
  const claim = async () =>
    signal?.aborted === true
      ? undefined
      : claimRetries(app.db, transport, randomUUID(), chunkSize, leaseSeconds);
  const retry = async (claimed: ClaimedRetries, handedOut: () => void) => {
    const { sendId } = claimed;
    const prepare = async () => ({
      task: await hooks.taskOf(sendId),
      mailer: await mailerOver(app, transport),
    });
    const given = { claimed, throttle, settings, handedOut, prepare, signal };
    const ran = { sendId, ...(await retryClaimed(app, given)) };
    await heedFault(work, ran);
    await conclude(work, ran);
  };
  try {
    await sideBySide(claim, retry);
  } finally {
    await throttle.close();
  }
}

/** Tries claimed messages once more; the same bytes as before, because they are made of the same letter (SMTP-03). */
async function retryClaimed<Task extends DeliveryTask>(
  app: App,
  { prepare, signal, ...given }: Retrying<Task>,
): Promise<{ task: Task; result: RunResult }> {
  const { settings } = given;
  const proof = createProof();
  const journal = createRunJournal(settings, signal, proof);
  const run: RetryRun = { ...given, app, proof, journal, waiting: [] };
  const { task, mailer, histories } = await orGiveBack(run, async () => {
    const { task, mailer } = await prepare();
    return { task, mailer, histories: await sortOut(run, task) };
  });
  // One after the other, or outcomes that come back from a failed statement could be left behind.
  let heartbeatUnderWay: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (!journal.hasOutcomes() && !journal.isRenewalDue()) return;
    heartbeatUnderWay ??= heartbeat(run).finally(() => {
      heartbeatUnderWay = undefined;
    });
  }, settings.flushMs);
  try {
    await sendEach({ log: app.log, mailer }, handOut(run, task, histories));
  } finally {
    clearInterval(timer);
  }
  await heartbeatUnderWay;
  await finish(run);
  return { task, result: journal.result };
}

/** Nothing was sent yet, so nobody is in doubt but whom another worker had in hand. */
async function orGiveBack<Answer>({ app, claimed }: RetryRun, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const ids = claimed.retries
      .filter(({ isInterrupted }) => !isInterrupted)
      .map((retry) => retry.subscriberId);
    await releaseRetries(app.db, claimed.token, ids).catch(() => {});
    throw error;
  }
}

/** Others that are due get their turn when these have been held up for so long. */
const LONGEST_HOLD_MS = 5000;
/** The same when more are due than were claimed. */
const LONGEST_IN_CROWD_MS = 1000;

function handOut(run: RetryRun, task: DeliveryTask, histories: Map<number, RetryHistory>): HandOut {
  const { throttle, proof, journal, waiting, handedOut } = run;
  const isCrowd = run.claimed.retries.length >= run.settings.chunkSize;
  const startedAt = performance.now();
  const next: HandOut = (asker) => {
    const recipient = journal.mayGoOn() ? throttle.pick(waiting) : undefined;
    if (waiting.length === 0) handedOut();
    const place = recipient ? proof.handOut() : 0;
    if (recipient) return { task, recipient, settle: (outcome) => settle(recipient, outcome, place) };
    if (waiting.length === 0) return undefined;
    if (journal.mayGoOn() && !throttle.isFull()) {
      const heldMs = performance.now() - startedAt;
      const leftMs = (isCrowd ? LONGEST_IN_CROWD_MS : LONGEST_HOLD_MS) - heldMs;
      if (throttle.isThrottledByDomains(waiting, leftMs))
        for (const reader of waiting.splice(0)) postpone(reader);
      else if (heldMs < LONGEST_HOLD_MS) return later(asker);
    }
    giveBack(run);
    return undefined;
  };
  const later = async (asker?: Asker) => {
    await throttle.change();
    return asker?.isAway === true ? undefined : next(asker);
  };
  const settle = (recipient: Recipient, outcome: MailOutcome, place: number) => {
    const history = histories.get(recipient.id);
    const answer = throttle.heed(recipient, outcome, (history?.attempts ?? 0) === 0);
    if (isThrottling(answer)) postpone(recipient, answer.reply);
    // One message alone proves nothing about the server, but a retry has been refused before.
    else if (history) journal.settle(history, answer, true, place);
  };
  /** @param reply of a server that puts it off, which it may do only for as long as it may refuse it (SMTP-02). */
  const postpone = (recipient: Recipient, reply?: string) => {
    const {
      isInDoubt = false,
      isPossiblyTwice = false,
      isOverdue = false,
    } = histories.get(recipient.id) ?? {};
    const aside = { ...throttledDeferral(recipient, throttle, reply), isPossiblyTwice };
    // Who may have got it already stays in doubt.
    const outcome = isInDoubt ? { ...aside, state: 'unknown' as const, reply: null } : aside;
    if (reply === undefined || !isOverdue) journal.add(outcome);
    else journal.add({ ...outcome, retryAfter: null, ...(!isInDoubt && { state: 'expired' }) });
  };
  return next;
}

const record = ({ app, claimed, proof, journal }: RetryRun, charge: 0 | 1): Promise<void> =>
  journal.record((outcomes) =>
    recordProved(proof, (proved) =>
      settleMessages(app.db, claimed, outcomes, charge, { proved, trouble: journal.result.trouble }),
    ),
  );

/** `isOverdue`: as stale, counting also the time in which no try was charged. */
type RetryHistory = History & { isOverdue: boolean };

/** Puts aside who left meanwhile and whoever a dead worker may have mailed; the rest waits to be sent. */
async function sortOut(run: RetryRun, task: DeliveryTask): Promise<Map<number, RetryHistory>> {
  const { app, claimed, journal } = run;
  const lost = claimed.retries.filter(({ isInterrupted }) => isInterrupted);
  const open = claimed.retries.filter(({ isInterrupted }) => !isInterrupted);
  const ids = open.map(({ subscriberId }) => subscriberId);
  run.waiting = await listRetryRecipients(app.db, claimed.sendId, ids, task.recipients);
  const mailable = new Map(run.waiting.map(({ id, address }) => [id, address]));
  journal.add(
    ...lost.map(({ subscriberId }) => interrupted(subscriberId, run.settings.interruptedSeconds)),
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
  await record(run, 0);
  const { giveUpAfterSeconds } = task;
  return new Map(
    open.map(({ age, ...retry }) => {
      const isOverdue = age >= giveUpAfterSeconds;
      const address = mailable.get(retry.subscriberId) ?? '';
      return [retry.subscriberId, { ...retry, address, isOverdue, isStale: isOverdue && retry.attempts > 0 }];
    }),
  );
}

/** Records what is there and prolongs the leases; stops when they are gone, the database does not answer, or the send was paused or cancelled. */
async function heartbeat(run: RetryRun): Promise<void> {
  const { app, claimed, settings, journal } = run;
  try {
    await record(run, 1);
    const { sendId, token } = claimed;
    const { isOwner, isSending } = await renewRetries(app.db, sendId, token, settings.leaseSeconds);
    if (!isOwner || !isSending) journal.stop();
  } catch (error) {
    journal.stop();
    app.log.warn({ event: 'retries.renewal-failed', sendId: claimed.sendId, err: error });
  }
}

/** Those who wait need not do so for the replies that others wait for. What stops the send is written down first, or it would meet them again. */
function giveBack(run: RetryRun): void {
  const { app, claimed, journal, waiting } = run;
  if (journal.result.fault || journal.result.trouble) return;
  const ids = waiting.splice(0).map(({ id }) => id);
  if (ids.length === 0) return;
  run.givingBack = releaseRetries(app.db, claimed.token, ids)
    // It may have worked all the same: nobody here sends to them any more.
    .catch(() => void journal.unsent.push(...ids))
    .finally(() => run.handedOut());
}

async function finish(run: RetryRun): Promise<void> {
  const { app, claimed, settings, journal, waiting, givingBack } = run;
  await givingBack;
  const unsent = [...journal.unsent, ...waiting.map(({ id }) => id)];
  await untilRecorded(settings, async () => {
    await record(run, 1);
    await releaseRetries(app.db, claimed.token, unsent);
  });
}
