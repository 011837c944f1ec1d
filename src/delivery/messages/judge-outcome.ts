import type { MailOutcome } from '../../platform/mail/mailer.ts';
import type { Outcome, Recipient, Refusal, RefusalKind } from '../ledger.ts';
import { domainOf } from '../../transports/index.ts';
import { alikeWords } from '../../mailers/index.ts';

const MINUTE = 60;
/** Greylisting wants five minutes (SMTP-02); then it doubles. */
const FIRST_DELAY = 5 * MINUTE;
const LONGEST_DELAY = 60 * MINUTE;
/** RFC 1047: after a lost reply, long enough for the server to have finished (SMTP-07). */
const DOUBT_DELAY = 15 * MINUTE;

/** What is known of a message before this try. */
export interface History {
  subscriberId: number;
  address: string;
  /** Tries whose outcome is recorded. */
  attempts: number;
  /** Tried for as long as its sender wants. */
  isStale: boolean;
  isInDoubt: boolean;
  isPossiblyTwice: boolean;
}

export const untried = ({ id, address }: Pick<Recipient, 'id' | 'address'>): History => ({
  subscriberId: id,
  address,
  attempts: 0,
  isStale: false,
  isInDoubt: false,
  isPossiblyTwice: false,
});

/** Seconds until the next try: growing, and spread so that a crowd does not come back at once. @param random 0…1 */
export function retryDelay(attempts: number, random: number): number {
  return Math.min(FIRST_DELAY * 2 ** attempts, LONGEST_DELAY) * (1 + random / 4);
}

/** What a try means for its message. A fault of the server means nothing for it and does not come here. */
export function judgeOutcome(
  result: Exclude<MailOutcome, { kind: 'server' }>,
  history: History,
  random: number = Math.random(),
): Outcome {
  const outcome = (state: Outcome['state'], retryAfter: number | null = null): Outcome => ({
    subscriberId: history.subscriberId,
    state,
    reply: result.reply,
    isPossiblyTwice: history.isPossiblyTwice,
    retryAfter,
  });
  if (result.kind === 'accepted') return outcome('accepted');
  if (result.kind === 'unknown') {
    // Once more and no more: a server that swallows two replies would swallow all of them.
    const retryAfter = history.isInDoubt ? null : DOUBT_DELAY * (1 + random / 4);
    return { ...outcome('unknown', retryAfter), isPossiblyTwice: true };
  }
  if (result.isPermanent) return { ...outcome('rejected'), refusal: refusalOf(result, history.address) };
  if (history.isStale) return outcome('expired');
  return outcome('deferred', retryDelay(history.attempts, random));
}

type Refused = Extract<MailOutcome, { kind: 'recipient' | 'content' }>;

function refusalOf(result: Refused, address: string): Refusal {
  return {
    kind: kindOf(result),
    domain: domainOf(address),
    words: alikeWords(result.reply, address),
    hasAccepted: false,
    isProved: false,
  };
}

function kindOf(result: Refused): RefusalKind {
  if (result.kind === 'content') return result.isOfRelay === true ? 'relay' : 'sender';
  if (result.isHard) return 'mailbox';
  return result.isUnclear === true ? 'unclear' : 'reader';
}

/**
 * A worker vanished with this message in hand, so nobody knows. It is tried again however often that happens: better twice than
 * not at all. The server saw the connection break, so it is done with a first copy soon, other than one that is silent.
 * @param seconds until the next try.
 */
export function interrupted(subscriberId: number, seconds: number, random: number = Math.random()): Outcome {
  return {
    subscriberId,
    state: 'unknown',
    reply: 'The worker stopped before it could record an answer.',
    isPossiblyTwice: true,
    retryAfter: seconds * (1 + random / 4),
  };
}
