/** One domain may want us to slow down; so many without an acceptance between them are the mail server we hand mail to. */
const DOMAINS_OF_A_SERVER = 3;
const REFUSALS_OF_A_SERVER = 10;
/** An acceptance speaks for the server no longer than this. */
const GOOD_FOR_MS = 10 * 60_000;

/** Whether a mail server that says 421 speaks for itself or for the domain that the message goes to (SMTP-04). */
export interface Goodwill {
  accepted(domain: string): void;
  /** @returns whether the server takes mail of others, so that this is about the domain alone. */
  turnedAway(domain: string): boolean;
}

export function createGoodwill(): Goodwill {
  let latest = { domain: '', at: -Infinity };
  /** The latest of any other domain. */
  let other = latest;
  const domains = new Set<string>();
  let refusals = 0;
  return {
    accepted(domain) {
      if (domain !== latest.domain) other = latest;
      latest = { domain, at: performance.now() };
      domains.clear();
      refusals = 0;
    },
    turnedAway(domain) {
      domains.add(domain);
      refusals += 1;
      const { at } = domain === latest.domain ? other : latest;
      const isTaken = performance.now() - at < GOOD_FOR_MS;
      return isTaken && domains.size < DOMAINS_OF_A_SERVER && refusals < REFUSALS_OF_A_SERVER;
    },
  };
}
