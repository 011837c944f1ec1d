/** Nobody gets less: a message in twenty seconds still finds out when there is more to be had. */
export const LEAST_SLOWED_TO = 0.05;
/** Where nothing is known of what a server takes. */
export const FIRST_SLOWED_TO = 5;
/** Messages per second at which a domain or a server without a limit counts as recovered. */
export const RECOVERED_AT = 100;

/** A little less than it took, so that the next second or minute of its counting holds it. */
const TAKEN_SHARE = 0.95;

/** Messages a second. */
export interface SlowedRate {
  /** What the server gets from now on; it grows from there. */
  to: number;
  /** What it refused: up to here the rate recovers fast, from here on slowly. Null: what was known of that stays. */
  from: number | null;
}

/**
 * What a mail server gets that puts off everybody alike. It counts by the second, by the minute or in between, and does not say
 * so: of what it took in each of these spans, the highest rate below the one that it refused is the best guess. When it
 * refuses that as well, the next longer span is the guess: a server that takes 20 a second is found at once, and one that takes
 * 20 a minute after a few refusals.
 * @param taken messages a second in the latest time, measured over longer and longer spans.
 * @param pace that was refused; Infinity when nothing bounded it.
 * @param isTried the server took something at that pace; one that is still full says nothing about it.
 */
export function slowedRate(taken: number[], pace: number, isTried: boolean): SlowedRate {
  const to = Math.max(guess(taken, pace), LEAST_SLOWED_TO);
  if (!Number.isFinite(pace)) return { to, from: Math.max(RECOVERED_AT, 2 * to) };
  return { to, from: isTried ? pace : null };
}

function guess(taken: number[], pace: number): number {
  const longest = taken.at(-1) ?? 0;
  // A shorter span with less in it holds the time in which the server refused.
  const fitting = taken.filter((rate) => rate > 0 && rate >= longest && rate < pace);
  if (fitting.length > 0) return Math.max(...fitting) * TAKEN_SHARE;
  // It took more than this in the last minute: its window is still full.
  if (longest > 0) return pace;
  return Math.min(pace, 2 * FIRST_SLOWED_TO) / 2;
}
