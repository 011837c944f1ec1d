/**
 * When confirmation mails wait (BOMB-02). An hour's requests that nobody has confirmed are set against what is usual
 * here, by the average of seven days, and against a floor under which nothing is ever held.
 */
export interface HoldLimit {
  floor: number;
  /** How many times the usual number is too many. */
  timesUsual: number;
}

/**
 * The floors let a much-read article pass: it brings some hundred readers an hour, a bot thousands. That of a domain is
 * the lower one, so that a flood at one mail provider is held there before it holds everybody.
 */
const ALL_LIMIT: HoldLimit = { floor: 2000, timesUsual: 10 };
const DOMAIN_LIMIT: HoldLimit = { floor: 1500, timesUsual: 10 };

/**
 * More sign-ups an hour with a proof wait as well. Each costs a computer a second, so they are three hours of its time, which
 * a much-read article's readers bring by themselves.
 */
export const PROVEN_FLOOR = 10_000;

/** A hold ends at this part of the limit that began it, so that a rate near the limit does not open and close it. */
export const CALM_SHARE = 0.5;

/** The hold that is for every domain. */
export const ALL_DOMAINS = Buffer.alloc(0);

/** In the place of a domain for mails that nobody asked for just now, which are no sign of a spike. */
export const NO_DOMAIN = Buffer.alloc(1);

export const isForAll = (domainHash: Buffer): boolean => domainHash.length === 0;

/** The limit scaled to `share`. */
export function limitOf(domainHash: Buffer, share = 1): HoldLimit {
  const { floor, timesUsual } = isForAll(domainHash) ? ALL_LIMIT : DOMAIN_LIMIT;
  return { floor: floor * share, timesUsual: timesUsual * share };
}
