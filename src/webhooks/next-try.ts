/** Seconds to wait after each failed try, as Standard Webhooks recommends: ten tries in some three days. */
export const WAITS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
const LONGEST_WAIT_S = 86_400;
/** A receiver for which nothing was accepted for so long is switched off. */
const FAILING_MS = 3 * 24 * 3600 * 1000;

/**
 * When to try again.
 * @param attempts how many failed. @param retryAfter what the receiver asked for: it can put a try off, for a day at most.
 * @returns undefined when there is no further try
 */
export function nextTry(attempts: number, retryAfter: string | undefined, now: Date): Date | undefined {
  const wait = WAITS[attempts - 1];
  if (wait === undefined) return undefined;
  const seconds = Math.max(wait, Math.min(LONGEST_WAIT_S, secondsOf(retryAfter, now)));
  return new Date(now.getTime() + seconds * 1000);
}

/** Seconds or a date (RFC 9110 §10.2.3); 0 for whatever is neither. */
function secondsOf(retryAfter: string | undefined, now: Date): number {
  if (retryAfter === undefined) return 0;
  if (/^\s*\d{1,9}\s*$/.test(retryAfter)) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? 0 : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

export const isFailingTooLong = (since: Date, now: Date) => now.getTime() - since.getTime() >= FAILING_MS;
