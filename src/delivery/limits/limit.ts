import type { MailOutcome } from '../../platform/mailer.ts';

/** How fast mail may leave over a transport or to a domain; null sets no bound. */
export interface SendLimit {
  /** `transport:default` or `domain:gmail.com`. */
  scope: string;
  perSecond: number | null;
  /** Nobody set it: it is what the account at the provider allows. */
  fromAccount: boolean;
  /** Spread evenly over the hour. */
  perHour: number | null;
  /** Messages per second at the moment, after the domain asked for less; null when it did not, or long ago. */
  slowedTo: number | null;
  slowedAt: Date | null;
}

/** Whoever wants less says it by the hour. */
export const LEAST_PER_SECOND = 0.001;

export const transportScope = (name: string) => `transport:${name}`;
export const domainScope = (domain: string) => `domain:${domain.toLowerCase()}`;
export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The domain wants less of us: 421, or RFC 3463 §3.8. Greylisting says the same and means "come back once". */
export function asksForLess(outcome: MailOutcome): boolean {
  if (outcome.kind === 'provider') return outcome.scope === 'destination';
  if (outcome.kind !== 'recipient' || outcome.isPermanent) return false;
  return /^4\d\d[ -]4\.7\.\d/m.test(outcome.reply) && !/gr[ae]y-?list/i.test(outcome.reply);
}
