const SHORTEST_SECONDS = 5;
/** No deferral lasts longer: by then the domain may take more, or have another limit. */
const LONGEST_SECONDS = 600;
/** Readers who would wait longer come back after that, this many seconds apart: to defer a reader once more costs little. */
const CROWD_EVERY = 0.03;

/** Deferred readers of a domain. Both in seconds. */
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
