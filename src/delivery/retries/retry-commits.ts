import { isCommitDue, record, stop } from '../journal/run-journal.ts';
import { untilRecorded } from '../journal/until-recorded.ts';
import { releaseRetries, renewRetries, settleMessages } from './retry-queries.ts';
import type { RetryRun } from './retry-run.ts';

/** @param charge tries to add. */
export const recordOutcomes = ({ work, claimed, journal }: RetryRun, charge: 0 | 1): Promise<void> =>
  record(journal, ({ outcomes, proved, trouble }) =>
    settleMessages(work.app.db, claimed, outcomes, charge, { proved, trouble }),
  );

/** Records and renews now and then, one statement after the other, or outcomes that come back from a failed one could be left behind. @returns what ends it. */
export function startHeartbeat(run: RetryRun): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (!isCommitDue(run.journal)) return;
    underWay ??= heartbeat(run).finally(() => {
      underWay = undefined;
    });
  }, run.work.settings.flushMs);
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}

/** Records what is there and prolongs the leases; stops when they are gone, the database does not answer, or the send was paused or cancelled. */
async function heartbeat(run: RetryRun): Promise<void> {
  const { work, claimed, journal } = run;
  const { app, settings } = work;
  const { sendId, token } = claimed;
  try {
    await recordOutcomes(run, 1);
    const startedAt = performance.now();
    const { isOwner, isSending } = await renewRetries(app.db, sendId, token, settings.leaseSeconds);
    journal.lease.renewed(startedAt);
    if (!isOwner || !isSending) stop(journal);
  } catch (error) {
    stop(journal);
    app.log.warn({ event: 'retries.renewal-failed', sendId, err: error });
  }
}

/**
 * Readers who wait must not wait for the replies to others. What stops the send is written down first, or another
 * worker would meet it with them again.
 */
export function giveBack(run: RetryRun): void {
  const { work, claimed, journal, waiting } = run;
  if (journal.result.fault || journal.result.trouble) return;
  const ids = waiting.splice(0).map(({ id }) => id);
  if (ids.length === 0) return;
  run.givingBack = releaseRetries(work.app.db, claimed.token, ids)
    // It may have worked all the same: nobody here sends to them any more.
    .catch(() => void journal.unsent.push(...ids))
    .finally(() => run.handedOut());
}

/** Records the last outcomes and gives back the messages that were not sent. */
export async function finish(run: RetryRun): Promise<void> {
  const { work, claimed, journal, waiting, givingBack } = run;
  await givingBack;
  const unsent = [...journal.unsent, ...waiting.map(({ id }) => id)];
  await untilRecorded(work.settings, async () => {
    await recordOutcomes(run, 1);
    await releaseRetries(work.app.db, claimed.token, unsent);
  });
}
