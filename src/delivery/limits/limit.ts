/** How fast mail may leave over a transport or to a domain; null sets no bound. */
export interface SendLimit {
  /** `transport:default` or `domain:gmail.com`. */
  scope: string;
  perSecond: number | null;
  /** Spread evenly over the hour. */
  perHour: number | null;
  /** Messages per second at the moment, after the domain asked for less; null when it did not, or long ago. */
  slowedTo: number | null;
  slowedAt: Date | null;
}

export const TRANSPORT_SCOPE = 'transport:default';
export const domainScope = (domain: string) => `domain:${domain.toLowerCase()}`;
export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** RFC 3463 §3.8: the domain wants less of us. Greylisting says the same and means "come back once". */
export function asksForLess(reply: string): boolean {
  return /^4\d\d[ -]4\.7\.\d/m.test(reply) && !/gr[ae]y-?list/i.test(reply);
}
