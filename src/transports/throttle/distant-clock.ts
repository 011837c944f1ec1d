/** Clocks drift apart: what was learnt longer ago than this counts no more. */
const FRESH_MS = 30_000;
/** One of the clocks was set. */
const JUMP_MS = 300;

/** What time it is elsewhere, learnt from answers that carry the time of there. */
export interface DistantClock {
  /** @param seconds the distant clock's at an answer that has come in now. */
  heard(seconds: number): void;
  /** When the distant clock shows so many seconds: a moment of `performance.now()`. */
  momentOf(seconds: number): number;
  /** Whether it has been heard of. */
  isKnown(): boolean;
}

/** Of several answers the quickest tells best; a late one alone would make everything seem later than it is. */
export function createDistantClock(): DistantClock {
  let heard: { at: number; ms: number }[] = [];
  const offset = () => Math.min(...heard.map(({ ms }) => ms));
  return {
    heard(seconds) {
      const at = performance.now();
      const ms = at - seconds * 1000;
      heard = heard.filter((one) => one.at > at - FRESH_MS);
      if (Math.abs(offset() - ms) > JUMP_MS) heard = [];
      heard.push({ at, ms });
    },
    momentOf: (seconds) => seconds * 1000 + offset(),
    isKnown: () => heard.length > 0,
  };
}
