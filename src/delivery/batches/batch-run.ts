import { mayBeOwn, type MailOutcome } from '../../platform/mail/mailer.ts';
import type { Slot, Throttle } from '../../transports/index.ts';
import { enter, mayGoOn, type RunJournal } from '../journal/run-journal.ts';
import type { ClaimedBatch, DeliveryTask, EncodedMail, Recipient } from '../ledger.ts';
import { untried } from '../messages/judge-outcome.ts';
import { isThrottling, throttledDeferral } from '../retries/throttled-deferral.ts';
import type { TransportWork } from '../transport-work.ts';
import type { AmbiguousRefusals } from './ambiguous-refusals.ts';

/** A claimed batch in this process's hands. */
export interface BatchRun {
  work: TransportWork;
  throttle: Throttle;
  batch: ClaimedBatch;
  task: DeliveryTask;
  mail(): EncodedMail;
  journal: RunJournal;
  ambiguous: AmbiguousRefusals;
  phase: RunPhase;
  faultRecord: FaultRecord;
  /** The watermark: readers before it may have been mailed. */
  position: number;
  /** Behind the watermark, and with an outcome since an earlier claim. */
  settled: Set<number>;
  /** Before the watermark and not handed out yet. */
  waiting: Recipient[];
  /** When it was found that they may be mailed; `performance.now()`. */
  checkedAt: number;
  /** Handed out and not settled. */
  inHand: number;
  /** Since when limits keep readers of the chunk at hand waiting; `performance.now()`. */
  throttledSince: number | undefined;
  /** Whether readers of limited domains make room at once: some of its readers have no limit, or it was held up for long. */
  makesRoom: boolean;
  commits: Commits;
}

/**
 * `open`: readers are handed out, or could be. `reserving`: a statement moves the watermark on. `closing`: the batch is given
 * back, which is final.
 */
export type RunPhase = 'open' | 'reserving' | 'closing';

/** Whether the fault that ended the run is noted for its transport and its send. */
export type FaultRecord = { state: 'none' } | { state: 'recording' | 'recorded'; done: Promise<void> };

/** Statements of a batch run one after the other, or an earlier watermark could overtake a later one. */
export interface Commits {
  last: Promise<unknown>;
  timer: NodeJS.Timeout | undefined;
  isHeartbeatUnderWay: boolean;
  /** False once another worker has the batch. */
  isOwner: boolean;
}

/** A message that the server alone balks at again and again is treated as that message's own fault. */
const CLAIMS_BEFORE_BLAME = 5;
export const isBlamedByClaims = ({ batch }: BatchRun) => batch.attempts > CLAIMS_BEFORE_BLAME;

/** Whether there may be readers beyond the watermark to be sent to. */
export const hasMore = ({ journal, position, batch }: BatchRun) =>
  position < batch.subscriberIds.length && mayGoOn(journal);

/** Whether nobody is left to be handed out. */
export const isSpent = (run: BatchRun) =>
  !hasMore(run) && (run.waiting.length === 0 || !mayGoOn(run.journal));

/** A reader who was handed out, and their place in the order of sending. */
export interface Taken {
  slot: Slot<Recipient>;
  place: number;
}

/** The next reader of the chunk at hand whom the limits let through. */
export function takeReader(run: BatchRun): Taken | undefined {
  const { journal, throttle } = run;
  const slot = mayGoOn(journal) ? throttle.pick(run.waiting) : undefined;
  if (!slot) return undefined;
  run.inHand += 1;
  if (!throttle.isLimited(slot.reader.address)) run.makesRoom = true;
  return { slot, place: journal.proof.handOut() };
}

/** What became of a message. */
export function settle(run: BatchRun, { slot, place }: Taken, outcome: MailOutcome): void {
  const { reader: recipient } = slot;
  const { ambiguous, journal, throttle } = run;
  run.inHand -= 1;
  const answer = throttle.heed(slot, outcome);
  const isBlamed = journal.result.accepted > 0 || isBlamedByClaims(run);
  if (isThrottling(answer)) journal.outcomes.add(throttledDeferral(recipient, throttle, answer.reply));
  else if (mayBeOwn(answer)) ambiguous.add(untried(recipient), answer, place);
  else enter(journal, { history: untried(recipient), outcome: answer, isBlamed, place });
  if (answer.kind === 'accepted') ambiguous.accepted(place);
}

/** A domain's next slot may be this near. */
const HOLD_MS = 50;
/** Nobody is known to wait behind these readers; but the next send may come, and here a crash would put them in doubt. */
const LONGEST_HOLD_MS = 5000;

/**
 * Readers whose domains are over their limits make room for those behind them (SMTP-04).
 * @param isLast nobody is behind them for now.
 */
export function makeRoom(run: BatchRun, isLast: boolean): void {
  const { journal, throttle } = run;
  run.throttledSince ??= performance.now();
  const holdMs = run.makesRoom && !isLast ? HOLD_MS : LONGEST_HOLD_MS;
  const leftMs = run.throttledSince + holdMs - performance.now();
  if (!mayGoOn(journal) || !throttle.isThrottledByDomains(run.waiting, leftMs)) return;
  run.makesRoom = true;
  journal.outcomes.add(...run.waiting.splice(0).map((reader) => throttledDeferral(reader, throttle)));
}
