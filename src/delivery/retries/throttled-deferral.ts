import type { MailOutcome } from '../../platform/mail/mailer.ts';
import type { Outcome, Recipient } from '../ledger.ts';
import { type Throttle, domainOf } from '../../transports/index.ts';

/** The server goes on, but has nothing more for this reader's domain for now (SMTP-04). */
export const isThrottling = (outcome: MailOutcome) =>
  outcome.kind === 'server' && outcome.scope === 'destination';

/**
 * A reader who comes back when the domain may get more mail; no attempt is charged.
 * @param reply the server's words when it asked for that.
 */
export function throttledDeferral({ id, address }: Recipient, throttle: Throttle, reply?: string): Outcome {
  return {
    subscriberId: id,
    state: 'deferred',
    reply: reply ?? `Waiting for its turn, because mail to ${domainOf(address)} is limited.`,
    isPossiblyTwice: false,
    retryAfter: throttle.deferralSeconds(address),
    isThrottled: true,
  };
}
