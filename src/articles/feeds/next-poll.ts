const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LEAST = 5 * MINUTE;

export interface PollWishes {
  /** What the publication set. */
  pollMinutes: number;
  /** An editor set that by hand: it beats ttl and Cache-Control, never Retry-After (FED-04). */
  isIntervalSet: boolean;
  /** Of the answer, lower-case names. */
  headers: Record<string, string>;
  ttlMinutes?: number | undefined;
  /** GMT. */
  skipHours?: number[];
  /** English names, GMT. */
  skipDays?: string[];
}

/**
 * Seconds until the next poll (FED-04): the longest of what the publication, Cache-Control or Expires and the feed
 * want, between five minutes and a day, moved out of the hours and days the feed wants to be left alone.
 * @param jitter 0 to 1: up to a tenth more, so that feeds do not fall into step.
 */
export function nextPollSeconds(wishes: PollWishes, now: Date, jitter: number): number {
  const asked = Math.max(cacheSeconds(wishes.headers, now), (wishes.ttlMinutes ?? 0) * MINUTE);
  const wanted = Math.max(
    wishes.pollMinutes * MINUTE,
    wishes.isIntervalSet ? 0 : asked,
    retryAfterSeconds(wishes.headers, now),
  );
  const seconds = clamp(wanted * (1 + 0.1 * jitter));
  return seconds + skippedSeconds(wishes, new Date(now.getTime() + seconds * 1000));
}

/** Pause after the n-th failure in a row (FED-03): doubling up to a day, and never shorter than `Retry-After`. */
export function backOffSeconds(
  pollMinutes: number,
  failures: number,
  headers: Record<string, string>,
  now: Date,
  jitter: number,
): number {
  const doubled = pollMinutes * MINUTE * 2 ** Math.min(failures, 20);
  return clamp(Math.max(doubled * (1 + 0.1 * jitter), retryAfterSeconds(headers, now)));
}

const clamp = (seconds: number) => Math.round(Math.min(DAY, Math.max(LEAST, seconds)));

/** Seconds or an HTTP date (RFC 9110 section 10.2.3). */
export function retryAfterSeconds(headers: Record<string, string>, now: Date): number {
  const value = headers['retry-after'];
  if (value === undefined) return 0;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : secondsUntil(value, now);
  return Math.round(Math.min(DAY, Math.max(0, seconds)));
}

function cacheSeconds(headers: Record<string, string>, now: Date): number {
  const control = headers['cache-control'] ?? '';
  if (/\bno-(cache|store)\b/i.test(control)) return 0;
  const maxAge = /\bmax-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1];
  if (maxAge !== undefined) return Number(maxAge) - Number(headers['age'] ?? 0);
  return headers['expires'] === undefined ? 0 : secondsUntil(headers['expires'], now);
}

function secondsUntil(date: string, now: Date): number {
  const moment = Date.parse(date);
  return Number.isNaN(moment) ? 0 : (moment - now.getTime()) / 1000;
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** How long until the first hour that the feed does not want skipped; 0 when it wants all of them skipped. */
function skippedSeconds({ skipHours = [], skipDays = [] }: PollWishes, from: Date): number {
  const days = new Set(skipDays.map((day) => DAYS.indexOf(day.trim().toLowerCase())));
  const hours = new Set(skipHours.map((hour) => hour % 24));
  if (hours.size >= 24 || days.size >= 7) return 0;
  const start = new Date(from);
  start.setUTCMinutes(0, 0, 0);
  for (let hour = 0; hour < 7 * 24; hour += 1) {
    const moment = new Date(start.getTime() + hour * HOUR * 1000);
    if (hours.has(moment.getUTCHours()) || days.has(moment.getUTCDay())) continue;
    return hour === 0 ? 0 : Math.round((moment.getTime() - from.getTime()) / 1000);
  }
  return 0;
}
