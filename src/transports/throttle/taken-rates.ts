/** Seconds over which acceptances are counted: servers bound mail by the second, by the minute, or in between. */
const SPANS = [1, 10, 60];
const LONGEST_SPAN = 60;
/** Ten of them make a second, so rates are measured to a tenth of a second. */
const STEPS_PER_SECOND = 10;

/** What a mail server took lately. */
export interface TakenRates {
  accepted(): void;
  /** Messages a second in the latest second, ten seconds and minute. */
  perSecond(): number[];
  /** Whether it took anything since this was asked last. */
  hasTakenMore(): boolean;
}

/** @param now in milliseconds. */
export function createTakenRates(now: () => number = () => performance.now()): TakenRates {
  /** Acceptances by the tenth of a second, the oldest first. */
  const counts = new Map<number, number>();
  let hasTakenMore = false;
  const step = () => Math.floor((now() * STEPS_PER_SECOND) / 1000);
  return {
    accepted() {
      const current = step();
      hasTakenMore = true;
      counts.set(current, (counts.get(current) ?? 0) + 1);
      for (const old of counts.keys()) {
        if (old > current - LONGEST_SPAN * STEPS_PER_SECOND) break;
        counts.delete(old);
      }
    },
    perSecond() {
      const current = step();
      return SPANS.map((span) => {
        let sum = 0;
        for (const [at, count] of counts) if (at > current - span * STEPS_PER_SECOND) sum += count;
        return sum / span;
      });
    },
    hasTakenMore() {
      const answer = hasTakenMore;
      hasTakenMore = false;
      return answer;
    },
  };
}
