/** One domain may want us to slow down; so many without an acceptance between them are the mail server we hand mail to. */
const DOMAINS_OF_A_SERVER = 3;
const REFUSALS_OF_A_SERVER = 10;
/** An acceptance speaks for the server no longer than this. */
const GOOD_FOR_MS = 10 * 60_000;

/**
 * Attributes a deferral or a 421: a mail server that puts mail off speaks for itself, or for the domain that the message goes
 * to (SMTP-04).
 */
export interface ThrottleBlame {
  accepted(domain: string): void;
  /** @returns whether the server takes mail of others, so that this is about the domain alone. */
  turnedAway(domain: string): boolean;
  /** Put off without a reason. @returns whether so many in a row were, after it took others, that the server means everybody. */
  putOff(): boolean;
}

/** @param now in milliseconds. */
export function createThrottleBlame(now: () => number = () => performance.now()): ThrottleBlame {
  let latest = { domain: '', at: -Infinity };
  /** The latest of any other domain. */
  let other = latest;
  const domains = new Set<string>();
  let refusals = 0;
  let inARow = 0;
  return {
    accepted(domain) {
      if (domain !== latest.domain) other = latest;
      latest = { domain, at: now() };
      domains.clear();
      refusals = 0;
      inARow = 0;
    },
    turnedAway(domain) {
      domains.add(domain);
      refusals += 1;
      const { at } = domain === latest.domain ? other : latest;
      const isTaken = now() - at < GOOD_FOR_MS;
      return isTaken && domains.size < DOMAINS_OF_A_SERVER && refusals < REFUSALS_OF_A_SERVER;
    },
    putOff() {
      inARow += 1;
      return inARow >= REFUSALS_OF_A_SERVER && now() - latest.at < GOOD_FOR_MS;
    },
  };
}
