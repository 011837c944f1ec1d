import { mayBeOwn, type MailOutcome } from '../../platform/mail/mailer.ts';
import { domainOf } from '../../transports/index.ts';
import type { DeliverySettings, Outcome } from '../ledger.ts';
import { judgeOutcome, type History } from '../messages/judge-outcome.ts';
import { startLeaseClock, type LeaseClock } from './lease-clock.ts';
import { createOutcomeBuffer, type OutcomeBuffer } from './outcome-buffer.ts';
import type { Proof } from './proof.ts';
import type { RunResult, Trouble } from './run-result.ts';

/** What a run over a batch or over retries knows between two statements. */
export interface RunJournal {
  result: RunResult;
  outcomes: OutcomeBuffer;
  lease: LeaseClock;
  /** What this process knows of the send, from its other runs, too. */
  proof: Proof;
  /** Subscribers who were handed out but not mailed, because the server was at fault. */
  unsent: number[];
  /** Refused for good. */
  refusals: number;
  /** Messages that the server may have accepted. */
  doubts: number;
  /** For good: nothing more is handed out. */
  isStopped: boolean;
  signal: AbortSignal | undefined;
}

export function openJournal(
  { leaseSeconds }: Pick<DeliverySettings, 'leaseSeconds'>,
  proof: Proof,
  signal?: AbortSignal,
): RunJournal {
  return {
    result: { isAnswering: false, accepted: 0, fault: undefined, hasRefusals: false, trouble: undefined },
    outcomes: createOutcomeBuffer(),
    lease: startLeaseClock(leaseSeconds),
    proof,
    unsent: [],
    refusals: 0,
    doubts: 0,
    isStopped: false,
    signal,
  };
}

export const mayGoOn = ({ isStopped, signal, lease }: RunJournal) =>
  !isStopped && signal?.aborted !== true && lease.isSafe();

export function stop(journal: RunJournal): void {
  journal.isStopped = true;
}

/** Whether a statement is due, for what it records or for the lease. */
export const isCommitDue = ({ outcomes, lease }: RunJournal) => !outcomes.isEmpty() || lease.isRenewalDue();

/** Sorts the answer to one try. */
export interface Answered {
  history: History;
  outcome: MailOutcome;
  /** A fault that only this message meets is its own. */
  isBlamed: boolean;
  /** In the order of leaving. */
  place: number;
}

export function enter(journal: RunJournal, { history, outcome, isBlamed, place }: Answered): void {
  const { result, outcomes, proof } = journal;
  const isOwn = isBlamed && outcome.kind === 'server' && (outcome.scope === 'message' || mayBeOwn(outcome));
  if (outcome.kind === 'server' && !isOwn) {
    journal.unsent.push(history.subscriberId);
    result.fault = { scope: outcome.scope, reply: outcome.reply };
    stop(journal);
    return;
  }
  if (outcome.kind !== 'server' && outcome.kind !== 'unknown') result.isAnswering = true;
  const charged = outcome.kind === 'server' ? temporary(outcome.reply) : outcome;
  const judged = judgeOutcome(charged, history);
  outcomes.add(judged);
  if (charged.kind === 'accepted') {
    result.accepted += 1;
    proof.accepted(domainOf(history.address), place);
    return;
  }
  proof.refused(judged);
  if (charged.kind === 'unknown') journal.doubts += 1;
  else if (charged.isPermanent) journal.refusals += 1;
  result.hasRefusals ||= journal.refusals > 0;
  stopInTrouble(journal, charged.reply);
}

const temporary = (reply: string) => ({
  kind: 'recipient' as const,
  isPermanent: false,
  isHard: false,
  reply,
});

/** As many refusals for good without a single acceptance are no accident (SMTP-18), nor so many in a row later on. */
const REFUSALS_BEFORE_STOP = 10;
const REFUSALS_IN_A_ROW = 50;
/** Some connections may break at once; a server that breaks all of them would mail everybody twice. */
const DOUBTS_BEFORE_STOP = 50;

function stopInTrouble(journal: RunJournal, reply: string): void {
  const kind = troubleOf(journal);
  if (!kind) return;
  journal.result.trouble = { kind, reply };
  stop(journal);
}

function troubleOf({ proof, refusals, doubts }: RunJournal): Trouble['kind'] | undefined {
  if (proof.hasAccepted()) return proof.inARow() >= REFUSALS_IN_A_ROW ? 'refused-since' : undefined;
  if (Math.max(refusals, proof.inARow()) >= REFUSALS_BEFORE_STOP) return 'refused-all';
  return doubts >= DOUBTS_BEFORE_STOP ? 'doubt' : undefined;
}

/** What one statement writes down. */
export interface Entries {
  outcomes: Outcome[];
  /** Refusals that are proved since the last statement, or in this one. */
  proved: Outcome[];
  trouble: Trouble | undefined;
}

/** Writes down what is known; it stays known, and the run stops, when that fails. */
export async function record<Answer>(
  journal: RunJournal,
  write: (entries: Entries) => Promise<Answer>,
): Promise<Answer> {
  const { outcomes, proof, result } = journal;
  const proved = proof.takeProved();
  try {
    return await outcomes.record((taken) => write({ outcomes: taken, proved, trouble: result.trouble }));
  } catch (error) {
    proof.giveBack(proved);
    stop(journal);
    throw error;
  }
}
