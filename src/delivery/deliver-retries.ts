import type { App } from '../platform/app.ts';
import { interrupted, type History } from './judge-outcome.ts';
import type { DeliverySettings, DeliveryTask, Recipient } from './ledger.ts';
import {
  listRetryRecipients,
  releaseRetries,
  renewRetries,
  settleMessages,
  type ClaimedRetries,
} from './retry-queries.ts';
import { sendEach } from './send-each.ts';
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
  claimed: ClaimedRetries,
  task: DeliveryTask,
  settings: DeliverySettings,
  signal?: AbortSignal,
): Promise<RunResult> {
  const run: RetryRun = { app, claimed, settings, tally: createTally(settings, signal), waiting: [] };
  const histories = await sortOut(run, task);
  const heartbeat = setInterval(() => void beat(run), (settings.leaseSeconds * 1000) / 4);
  try {
    await sendEach(app, () => {
      const recipient = run.tally.mayGoOn() ? run.waiting.shift() : undefined;
      return (
        recipient && {
          task,
          recipient,
          settle(outcome) {
            const history = histories.get(recipient.id);
            // One message alone proves nothing about the server, but a retry has been refused before.
            if (history) run.tally.settle(history, outcome, true);
          },
        }
      );
    });
  } finally {
    clearInterval(heartbeat);
  }
  await finish(run);
  return run.tally.result;
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
  return new Map(open.map((retry) => [retry.subscriberId, retry]));
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
