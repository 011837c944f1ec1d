/** One domain may want us to slow down; so many without an acceptance between them are the mail server we hand mail to. */
const DOMAINS_OF_A_SERVER = 3;
const REFUSALS_OF_A_SERVER = 10;
/** An acceptance speaks for the server no longer than this. */
const GOOD_FOR_MS = 10 * 60_000;
/** What a server takes is learnt from so many seconds: most count by the minute. */
const LEARNT_FROM_S = 60;

/** Whether a mail server that puts mail off speaks for itself or for the domain that the message goes to, and what it takes (SMTP-04). */
export interface Goodwill {
  accepted(domain: string): void;
  /** @returns whether the server takes mail of others, so that this is about the domain alone. */
  turnedAway(domain: string): boolean;
  /** Put off without a reason. @returns whether so many in a row were, after it took others, that the server means everybody. */
  putOff(): boolean;
  /** Messages a second that it took lately. */
  taken(): number;
}

/** @param now in milliseconds. */
export function createGoodwill(now: () => number = () => performance.now()): Goodwill {
  let latest = { domain: '', at: -Infinity };
  /** The latest of any other domain. */
  let other = latest;
  const domains = new Set<string>();
  let refusals = 0;
  let inARow = 0;
  /** Acceptances by the second. */
  const counts = new Map<number, number>();
  return {
    accepted(domain) {
      const at = now();
      if (domain !== latest.domain) other = latest;
      latest = { domain, at };
      domains.clear();
      refusals = 0;
      inARow = 0;
      const second = Math.floor(at / 1000);
      counts.set(second, (counts.get(second) ?? 0) + 1);
      for (const old of counts.keys()) {
        if (old > second - LEARNT_FROM_S) break;
        counts.delete(old);
      }
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
    taken() {
      const since = Math.floor(now() / 1000) - LEARNT_FROM_S;
      let sum = 0;
      for (const [second, count] of counts) if (second > since) sum += count;
      return sum / LEARNT_FROM_S;
    },
  };
}
