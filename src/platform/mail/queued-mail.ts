import { setTimeout as pause } from 'node:timers/promises';
import { isDatabaseGone } from '../database.ts';
import { redactedReply } from './redacted-reply.ts';
import type { MailOutcome } from './mailer.ts';
import { retryDecision, type RetryDecision } from './retry-decision.ts';

/** A mail to one person that this process has leased. */
export interface QueuedMail {
  /**
   * Notes that it is about to be handed over: whoever takes it up after this process vanished knows that the person may have it.
   * @returns how many tries nobody knows the end of, this one included; undefined when it is nobody's turn any more.
   */
  begin(): Promise<number | undefined>;
  /** Prolongs the lease. */
  renew(): Promise<unknown>;
  settle(settlement: RetryDecision, reply: string): Promise<unknown>;
}

export interface Sent {
  outcome: MailOutcome;
  settlement: RetryDecision;
  /** The server took it, and may have taken an earlier try as well. */
  isPossiblyTwice: boolean;
}

/** A second copy is better than none; a third is not. */
const MOST_TRIES_IN_DOUBT = 2;
const RENEW_MS = 5000;
const RECORD_AGAIN_MS = 500;
const TRIES_TO_RECORD = 120;

/** Sends it, and writes down what became of it even if the database goes away meanwhile. */
export async function sendQueued(
  mail: QueuedMail,
  send: () => Promise<MailOutcome>,
): Promise<Sent | undefined> {
  const doubts = await mail.begin();
  if (doubts === undefined) return undefined;
  if (doubts > MOST_TRIES_IN_DOUBT) {
    await mail.settle('sent', 'Two tries ended without an answer, so Paperround does not try again.');
    return undefined;
  }
  const renewal = setInterval(() => void mail.renew().catch(() => {}), RENEW_MS);
  try {
    const outcome = await send();
    const isDoubted = doubts > 1;
    const settlement = retryDecision(outcome, isDoubted);
    await untilRecorded(() => mail.settle(settlement, redactedReply(outcome.reply, 300)));
    return { outcome, settlement, isPossiblyTwice: isDoubted && outcome.kind === 'accepted' };
  } finally {
    clearInterval(renewal);
  }
}

async function untilRecorded(record: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await record();
      return;
    } catch (error) {
      if (!isDatabaseGone(error) || attempt >= TRIES_TO_RECORD) throw error;
      await pause(RECORD_AGAIN_MS);
    }
  }
}
