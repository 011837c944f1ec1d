import { setTimeout as pause } from 'node:timers/promises';
import { mayBeOwn, type FaultScope, type MailOutcome } from '../../platform/mail/mailer.ts';
import { judgeOutcome, type History } from '../messages/judge-outcome.ts';
import type { DeliverySettings, Outcome } from '../ledger.ts';
import { domainOf } from '../../transports/index.ts';
import { createProof, type Proof } from './proof.ts';

/** The mail server could not be used, or not for this send: its words. Nobody was charged; what was not sent waits. */
export interface Fault {
  scope: FaultScope;
  reply: string;
}

/** What a run over a batch or over due retries came to. */
export interface RunResult {
  /** The server judged a message, whatever it said of it: it works. */
  isAnswering: boolean;
  accepted: number;
  fault: Fault | undefined;
  /** Somebody was refused for good. */
  hasRefusals: boolean;
  /** What stopped it, to be written down with the outcomes. */
  trouble: Trouble | undefined;
}

/**
 * Why no more of a send should leave: the server refuses everybody, or everybody since some time; or nobody knows of any message
 * whether the server took it.
 */
export interface Trouble {
  kind: 'refused-all' | 'refused-since' | 'doubt';
  /** The server's last words. */
  reply: string;
}

/** What a run knows between two statements: outcomes to be recorded, readers not sent to, and whether it may go on. */
export interface RunJournal {
  result: RunResult;
  /** Subscribers who were handed out and, the server being at fault, not mailed. */
  unsent: number[];
  add(...outcomes: Outcome[]): void;
  hasOutcomes(): boolean;
  /** Takes the outcomes for `record`; they come back when it fails. The lease counts from before the statement. */
  record<Answer>(record: (outcomes: Outcome[]) => Promise<Answer>): Promise<Answer>;
  /** Sorts the answer of one try. @param isBlamed a fault that only this message meets is its own. @param place in the order of leaving. */
  settle(history: History, outcome: MailOutcome, isBlamed: boolean, place?: number): void;
  stop(): void;
  mayGoOn(): boolean;
  isRenewalDue(): boolean;
  /** The last outcomes could not be written down: the database is away, or has no room. */
  isStuck(): boolean;
}

/** A statement at least this often also tells, within two seconds, that the send was paused or cancelled. */
const LONGEST_SILENCE_SECONDS = 1;

/** As many refusals for good without a single acceptance are no accident (SMTP-18), nor so many in a row later on. */
const REFUSALS_BEFORE_STOP = 10;
const REFUSALS_IN_A_ROW = 50;
/** Some connections may break at once; a server that breaks all of them would mail everybody twice. */
const DOUBTS_BEFORE_STOP = 50;

/** @param proof what this process knows of the send, from other batches, too. */
export function createRunJournal(
  { leaseSeconds }: DeliverySettings,
  signal?: AbortSignal,
  proof: Proof = createProof(),
): RunJournal {
  const result: RunResult = {
    isAnswering: false,
    accepted: 0,
    fault: undefined,
    hasRefusals: false,
    trouble: undefined,
  };
  const unsent: number[] = [];
  let outcomes: Outcome[] = [];
  let doubts = 0;
  let refusals = 0;
  let isStopped = false;
  let isStuck = false;
  let renewedAt = performance.now();
  const troubleKind = (): Trouble['kind'] | undefined => {
    if (proof.hasAccepted()) return proof.inARow() >= REFUSALS_IN_A_ROW ? 'refused-since' : undefined;
    if (Math.max(refusals, proof.inARow()) >= REFUSALS_BEFORE_STOP) return 'refused-all';
    return doubts >= DOUBTS_BEFORE_STOP ? 'doubt' : undefined;
  };
  const sinceRenewal = () => (performance.now() - renewedAt) / 1000;

  return {
    result,
    unsent,
    add: (...more) => void outcomes.push(...more),
    hasOutcomes: () => outcomes.length > 0,
    async record(record) {
      const taken = outcomes;
      outcomes = [];
      const startedAt = performance.now();
      try {
        const answer = await record(taken);
        renewedAt = startedAt;
        isStuck = false;
        return answer;
      } catch (error) {
        outcomes = [...taken, ...outcomes];
        isStopped = true;
        isStuck = true;
        throw error;
      }
    },
    settle(history, outcome, isBlamed, place = proof.handOut()) {
      if (outcome.kind === 'server' && !(isBlamed && (outcome.scope === 'message' || mayBeOwn(outcome)))) {
        unsent.push(history.subscriberId);
        result.fault = { scope: outcome.scope, reply: outcome.reply };
        isStopped = true;
        return;
      }
      if (outcome.kind !== 'server' && outcome.kind !== 'unknown') result.isAnswering = true;
      const charged = outcome.kind === 'server' ? temporary(outcome.reply) : outcome;
      const judged = judgeOutcome(charged, history);
      outcomes.push(judged);
      if (charged.kind === 'accepted') {
        result.accepted += 1;
        proof.accepted(domainOf(history.address), place);
        return;
      }
      proof.refused(judged);
      if (charged.kind === 'unknown') doubts += 1;
      else if (charged.isPermanent) refusals += 1;
      result.hasRefusals ||= refusals > 0;
      const kind = troubleKind();
      if (!kind) return;
      result.trouble = { kind, reply: charged.reply };
      isStopped = true;
    },
    stop() {
      isStopped = true;
    },
    // The monotonic clock, and well before the lease ends: who cannot renew must not send.
    mayGoOn: () => !isStopped && signal?.aborted !== true && sinceRenewal() < leaseSeconds * 0.7,
    isStuck: () => isStuck,
    isRenewalDue: () => sinceRenewal() > Math.min(leaseSeconds * 0.25, LONGEST_SILENCE_SECONDS),
  };
}

const temporary = (reply: string) => ({
  kind: 'recipient' as const,
  isPermanent: false,
  isHard: false,
  reply,
});

const LONGEST_PAUSE_MS = 2000;
const TRIES_TO_RECORD = 40;

/** What a server accepted must be written down, even if the database is away for a minute. */
export async function untilRecorded(
  { flushMs }: DeliverySettings,
  record: () => Promise<unknown>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await record();
      return;
    } catch (error) {
      if (attempt >= TRIES_TO_RECORD) throw error;
      await pause(Math.min(flushMs * attempt, LONGEST_PAUSE_MS));
    }
  }
}
