import { setTimeout as pause } from 'node:timers/promises';
import type { FaultScope, MailOutcome } from '../platform/mailer.ts';
import { judgeOutcome, type History } from './judge-outcome.ts';
import type { DeliverySettings, Outcome } from './ledger.ts';

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
  /** Messages that a server took, or refused for good. */
  answered: number;
  /** Messages refused for what they say or who sends them. */
  refused: { count: number; reply: string };
  fault: Fault | undefined;
  /** The server refuses this mail whoever it is for: its words. */
  refusal: string | undefined;
  /** Nobody knows of any message whether the server took it: how the last one ended. */
  doubt: string | undefined;
  /** Addresses that do not exist. */
  bounced: { count: number; reply: string };
}

/** What a run knows between two statements: outcomes to be recorded, readers not sent to, and whether it may go on. */
export interface Tally {
  result: RunResult;
  /** Subscribers who were handed out and, the server being at fault, not mailed. */
  unsent: number[];
  add(...outcomes: Outcome[]): void;
  hasOutcomes(): boolean;
  /** Takes the outcomes for `record`; they come back when it fails. The lease counts from before the statement. */
  record<Answer>(record: (outcomes: Outcome[]) => Promise<Answer>): Promise<Answer>;
  /** Sorts the answer of one try. @param isBlamed a fault that only this message meets is its own. */
  settle(history: History, outcome: MailOutcome, isBlamed: boolean): void;
  stop(): void;
  mayGoOn(): boolean;
  isRenewalDue(): boolean;
  /** The last outcomes could not be written down: the database is away, or has no room. */
  isStuck(): boolean;
}

/** A statement at least this often also tells, within two seconds, that the send was paused or cancelled. */
const LONGEST_SILENCE_SECONDS = 1;

/** As many refusals of the content without a single acceptance are no accident (SMTP-18). */
const REFUSALS_BEFORE_STOP = 10;
/** Some connections may break at once; a server that breaks all of them would mail everybody twice. */
const DOUBTS_BEFORE_STOP = 50;

/** @param isWelcome whether this mail was accepted for somebody else. */
export function createTally(
  { leaseSeconds }: DeliverySettings,
  signal?: AbortSignal,
  isWelcome = () => false,
): Tally {
  const result: RunResult = {
    isAnswering: false,
    accepted: 0,
    answered: 0,
    refused: { count: 0, reply: '' },
    fault: undefined,
    refusal: undefined,
    doubt: undefined,
    bounced: { count: 0, reply: '' },
  };
  const unsent: number[] = [];
  let outcomes: Outcome[] = [];
  let doubts = 0;
  let isStopped = false;
  let isStuck = false;
  let renewedAt = performance.now();
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
    settle(history, outcome, isBlamed) {
      if (outcome.kind === 'provider' && !(isBlamed && (outcome.scope === 'message' || mayBeOwn(outcome)))) {
        unsent.push(history.subscriberId);
        result.fault = { scope: outcome.scope, reply: outcome.reply };
        isStopped = true;
        return;
      }
      if (outcome.kind !== 'provider' && outcome.kind !== 'unknown') result.isAnswering = true;
      const charged = outcome.kind === 'provider' ? temporary(outcome.reply) : outcome;
      outcomes.push(judgeOutcome(charged, history));
      if (charged.kind === 'accepted') result.accepted += 1;
      if (charged.kind === 'recipient' && charged.isHard)
        result.bounced = { count: result.bounced.count + 1, reply: charged.reply };
      if (charged.kind === 'content')
        result.refused = { count: result.refused.count + 1, reply: charged.reply };
      if (charged.kind === 'accepted' || (charged.kind !== 'unknown' && charged.isPermanent))
        result.answered += 1;
      if (charged.kind === 'unknown') doubts += 1;
      if (result.accepted > 0 || isWelcome()) return;
      if (result.refused.count >= REFUSALS_BEFORE_STOP) result.refusal = charged.reply;
      if (doubts >= DOUBTS_BEFORE_STOP) result.doubt = charged.reply;
      isStopped ||= result.refusal !== undefined || result.doubt !== undefined;
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

/** Whether the server's fault may be that of one message alone. */
export const mayBeOwn = (outcome: MailOutcome) => outcome.kind === 'provider' && outcome.mayBeOwn === true;

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
