/** When new articles of a feed were seen, of late. */
export interface Arrivals {
  count: number;
  first: Date;
  last: Date;
  /** The longest time between two of them. */
  longestGapMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A habit needs so many articles, over so long a time. */
const LEAST_COUNT = 10;
const LEAST_SPAN_MS = 14 * DAY_MS;
/** Nights and days off are part of a habit; nobody is called for less than a day. */
const LEAST_SILENCE_MS = DAY_MS;
const TIMES_THE_LONGEST = 2;

/** Whether a feed that can be read is silent against its habit: twice as long as it ever was within three months. */
export function isSilent({ count, first, last, longestGapMs }: Arrivals, now: Date): boolean {
  const hasHabit = count >= LEAST_COUNT && last.getTime() - first.getTime() >= LEAST_SPAN_MS;
  const silentMs = now.getTime() - last.getTime();
  return hasHabit && silentMs > Math.max(LEAST_SILENCE_MS, TIMES_THE_LONGEST * longestGapMs);
}
