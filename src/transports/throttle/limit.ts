import type { MailOutcome } from '../../platform/mail/mailer.ts';

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
  /** The mail server's words when it asked for that; null for a domain. */
  slowedReply: string | null;
}

/** For less, set a limit by the hour. */
export const LEAST_PER_SECOND = 0.001;

export const transportScope = (name: string) => `transport:${name}`;
export const domainScope = (domain: string) => `domain:${domain.toLowerCase()}`;
export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Greylisting means "come back once", whatever its code; some servers call it nothing else than this. */
const GREYLISTING = /gr[ae]y-?list|^4\d\d[ -](?:4\.7\.\d+ )?(?:please )?try again later\W*$/im;
/** About one reader, however it is worded. */
const OF_READER = /receiving mail|mailbox|over ?quota|\b4\.2\.\d/i;
const OF_RATE =
  /\brate\b|rate.?limit|too (?:many|much|fast|often)|throttl|exceed|\blimit|slow down|frequen|per (?:second|minute|hour|day)|overlimit|quota/i;

/**
 * What a temporary refusal asks of us: less mail, in so many words; to come back once; or nothing that could be told from it,
 * as 4.7.x does (RFC 3463 §3.8) when somebody has been refused before.
 */
export function demandOf(
  outcome: MailOutcome,
  isFirst: boolean,
): 'less' | 'patience' | 'unclear' | undefined {
  if (outcome.kind === 'server') return outcome.scope === 'destination' ? 'less' : undefined;
  if (outcome.kind !== 'recipient' || outcome.isPermanent) return undefined;
  if (GREYLISTING.test(outcome.reply)) return isFirst ? 'patience' : undefined;
  if (OF_READER.test(outcome.reply)) return undefined;
  if (OF_RATE.test(outcome.reply)) return 'less';
  if (!isFirst && /^4\d\d[ -]4\.7\.\d/m.test(outcome.reply)) return 'less';
  return 'unclear';
}
