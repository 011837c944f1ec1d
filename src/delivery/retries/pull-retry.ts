import type { Asker, BulkMessage, MailOutcome, Pull } from '../../platform/mail/mailer.ts';
import { composeMessage } from '../compose-message.ts';
import { enter, mayGoOn } from '../journal/run-journal.ts';
import type { Slot } from '../../transports/index.ts';
import type { Recipient } from '../ledger.ts';
import { giveBack } from './retry-commits.ts';
import type { RetryRun } from './retry-run.ts';
import { isThrottling, throttledDeferral } from './throttled-deferral.ts';

/** The next of the claimed messages that the limits let through. */
export function pullRetry(run: RetryRun, asker?: Asker): ReturnType<Pull<BulkMessage>> {
  const { journal, throttle, waiting } = run;
  const slot = mayGoOn(journal) ? throttle.pick(waiting) : undefined;
  if (waiting.length === 0) run.handedOut();
  if (slot) return messageTo(run, slot) ?? pullRetry(run, asker);
  if (waiting.length === 0) return undefined;
  switch (nextFor(run)) {
    case 'wait':
      return pullLater(run, asker);
    case 'defer':
      for (const reader of waiting.splice(0)) defer(run, reader);
      return undefined;
    case 'give-back':
      giveBack(run);
      return undefined;
  }
}

async function pullLater(run: RetryRun, asker?: Asker): Promise<BulkMessage | undefined> {
  await run.throttle.change();
  // Callers that are away ask again when they are back.
  return asker?.isAway === true ? undefined : pullRetry(run, asker);
}

/** Others that are due come next when these have been held up for so long. */
const LONGEST_HOLD_MS = 5000;
/** The same when more are due than were claimed. */
const LONGEST_IN_CROWD_MS = 1000;

/** What to do with those who wait, when the limits let nobody through. */
function nextFor({ journal, throttle, waiting, claimed, work, startedAt }: RetryRun) {
  if (!mayGoOn(journal) || throttle.isFull()) return 'give-back';
  const isCrowd = claimed.retries.length >= work.settings.chunkSize;
  const heldMs = performance.now() - startedAt;
  const leftMs = (isCrowd ? LONGEST_IN_CROWD_MS : LONGEST_HOLD_MS) - heldMs;
  if (throttle.isThrottledByDomains(waiting, leftMs)) return 'defer';
  return heldMs < LONGEST_HOLD_MS ? 'wait' : 'give-back';
}

function messageTo(run: RetryRun, slot: Slot<Recipient>): BulkMessage | undefined {
  const history = run.histories.get(slot.reader.id);
  if (!history) return undefined;
  const place = run.journal.proof.handOut();
  return composeMessage(run.work.app.log, history.mail, slot.reader, (outcome) =>
    settle(run, slot, outcome, place),
  );
}

function settle(run: RetryRun, slot: Slot<Recipient>, outcome: MailOutcome, place: number): void {
  const { histories, journal, throttle } = run;
  const { reader: recipient } = slot;
  const history = histories.get(recipient.id);
  const answer = throttle.heed(slot, outcome, (history?.attempts ?? 0) === 0);
  if (isThrottling(answer)) defer(run, recipient, answer.reply);
  // One message alone proves nothing about the server, but a retry has been refused before.
  else if (history) enter(journal, { history, outcome: answer, isBlamed: true, place });
}

/** @param reply of a server that puts it off, which it may do only for as long as it may refuse it (SMTP-02). */
function defer({ histories, journal, throttle }: RetryRun, recipient: Recipient, reply?: string): void {
  const { isInDoubt = false, isPossiblyTwice = false, isOverdue = false } = histories.get(recipient.id) ?? {};
  const deferral = { ...throttledDeferral(recipient, throttle, reply), isPossiblyTwice };
  // A message that may have been accepted before stays in doubt.
  const outcome = isInDoubt ? { ...deferral, state: 'unknown' as const, reply: null } : deferral;
  if (reply === undefined || !isOverdue) journal.outcomes.add(outcome);
  else journal.outcomes.add({ ...outcome, retryAfter: null, ...(!isInDoubt && { state: 'expired' }) });
}
