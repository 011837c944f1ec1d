import { randomUUID } from 'node:crypto';
import { openThrottle, type Throttle } from '../../transports/index.ts';
import { conclude, heedFault } from '../heed-run.ts';
import type { TransportWork } from '../transport-work.ts';
import { openRetryRun } from './open-retry-run.ts';
import { pullRetry } from './pull-retry.ts';
import { finish, startHeartbeat } from './retry-commits.ts';
import { claimRetries, type ClaimedRetries } from './retry-queries.ts';
import { sideBySide } from './side-by-side.ts';

/** Sends retries that are due over a transport, until nothing is left that this process may take. */
export async function deliverRetries(work: TransportWork): Promise<void> {
  const { app, transport, settings, signal } = work;
  const { chunkSize, leaseSeconds } = settings;
  const throttle = await openThrottle(app.db, { transport });
  const claim = async () =>
    signal?.aborted === true
      ? undefined
      : claimRetries(app.db, transport, randomUUID(), chunkSize, leaseSeconds);
  try {
    await sideBySide(claim, (claimed, handedOut) => retry(work, throttle, claimed, handedOut));
  } finally {
    await throttle.close();
  }
}

/** Tries claimed messages once more; the same bytes as before, because they are made of the same letter (SMTP-03). */
async function retry(
  work: TransportWork,
  throttle: Throttle,
  claimed: ClaimedRetries,
  handedOut: () => void,
): Promise<void> {
  const { run, mailer } = await openRetryRun(work, throttle, claimed, handedOut);
  const endHeartbeat = startHeartbeat(run);
  try {
    await mailer.sendAll((asker) => pullRetry(run, asker));
  } finally {
    await endHeartbeat();
  }
  await finish(run);
  const ran = { sendId: claimed.sendId, task: run.task, result: run.journal.result };
  await heedFault(work, ran);
  await conclude(work, ran);
}
