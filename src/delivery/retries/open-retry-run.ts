import type { Mailer } from '../../platform/mail/mailer.ts';
import { mailerOver, type Throttle } from '../../transports/index.ts';
import { createProof } from '../journal/proof.ts';
import { openJournal } from '../journal/run-journal.ts';
import type { DeliveryTask, Outcome } from '../ledger.ts';
import { interrupted } from '../messages/judge-outcome.ts';
import type { TransportWork } from '../transport-work.ts';
import { recordOutcomes } from './retry-commits.ts';
import { listRetryRecipients, releaseRetries, type ClaimedRetries, type DueRetry } from './retry-queries.ts';
import type { RetryHistory, RetryRun } from './retry-run.ts';

/** Takes up claimed messages, without those that must not be tried; `finish` has to follow. */
export async function openRetryRun(
  work: TransportWork,
  throttle: Throttle,
  claimed: ClaimedRetries,
  handedOut: () => void,
): Promise<{ run: RetryRun; mailer: Mailer }> {
  const { app, transport, settings, hooks, signal } = work;
  const journal = openJournal(settings, createProof(), signal);
  try {
    const task = await hooks.taskOf(claimed.sendId);
    const mailer = await mailerOver(app, transport);
    const run: RetryRun = {
      work,
      throttle,
      claimed,
      task,
      journal,
      histories: new Map(),
      waiting: [],
      startedAt: 0,
      handedOut,
      givingBack: undefined,
    };
    await sortOut(run);
    run.startedAt = performance.now();
    return { run, mailer };
  } catch (error) {
    await giveBackUntried(work, claimed);
    throw error;
  }
}

/** Nothing was sent yet, so nobody is in doubt, except those whom another worker had in hand. */
async function giveBackUntried({ app }: TransportWork, { token, retries }: ClaimedRetries): Promise<void> {
  const open = retries.filter(({ isInterrupted }) => !isInterrupted);
  const ids = open.map(({ subscriberId }) => subscriberId);
  await releaseRetries(app.db, token, ids).catch(() => {});
}

/** Leaves out readers who left meanwhile, and those whom a dead worker may have mailed; the rest waits to be sent. */
async function sortOut(run: RetryRun): Promise<void> {
  const { work, claimed, journal, task } = run;
  const lost = claimed.retries.filter(({ isInterrupted }) => isInterrupted);
  const open = claimed.retries.filter(({ isInterrupted }) => !isInterrupted);
  const ids = open.map(({ subscriberId }) => subscriberId);
  run.waiting = await listRetryRecipients(work.app.db, claimed.sendId, ids, task.recipients);
  const addresses = new Map(run.waiting.map(({ id, address }) => [id, address]));
  const gone = open.filter(({ subscriberId }) => !addresses.has(subscriberId));
  const { interruptedSeconds } = work.settings;
  journal.outcomes.add(
    ...lost.map(({ subscriberId }) => interrupted(subscriberId, interruptedSeconds)),
    ...gone.map(skipped),
  );
  await recordOutcomes(run, 0);
  for (const due of open) {
    const address = addresses.get(due.subscriberId);
    if (address === undefined) continue;
    const mail = await task.mailOf(due.contentId);
    run.histories.set(due.subscriberId, { ...historyOf(due, address, task), mail });
  }
}

const skipped = ({ subscriberId, isInDoubt, isPossiblyTwice }: DueRetry): Outcome => ({
  subscriberId,
  state: isInDoubt ? 'unknown' : 'skipped',
  reply: null,
  isPossiblyTwice,
  retryAfter: null,
});

function historyOf(
  { age, ...retry }: DueRetry,
  address: string,
  { giveUpAfterSeconds }: DeliveryTask,
): Omit<RetryHistory, 'mail'> {
  const isOverdue = age >= giveUpAfterSeconds;
  return { ...retry, address, isOverdue, isStale: isOverdue && retry.attempts > 0 };
}
