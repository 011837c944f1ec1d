const SHORTEST_SECONDS = 5;
/** Nobody is put aside for longer: by then the domain may have more, or another limit. */
const LONGEST_SECONDS = 600;
/** A reader who would wait longer than this is deferred; they come back this far apart. To defer a reader once more costs little. */
const CROWD_EVERY = 0.03;

/** Readers of a domain who were put aside. Both in seconds. */
export interface DeferralSpread {
  /** When the last of them comes back; `performance.now()`. */
  end: number;
  /** From one message to the next, when the spread was begun or since. */
  every: number;
}

/**
 * One more reader, behind those of the spread. Once the domain gets twice as much, its end is too far away: a new spread
 * begins beside it.
 * @param every seconds from one message to the next, now. @param now in seconds.
 */
export function spreadDeferral(
  spread: DeferralSpread | undefined,
  every: number,
  now: number,
): DeferralSpread {
  const known = spread && every > spread.every / 2 ? spread : undefined;
  const last = Math.max(known?.end ?? 0, now + SHORTEST_SECONDS);
  const step = Math.min(every, Math.max(now + LONGEST_SECONDS - last, CROWD_EVERY));
  return { end: last + step, every: Math.max(known?.every ?? 0, every) };
}
