const EARLIEST = Date.UTC(1980, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
/** Seconds, milliseconds, microseconds, nanoseconds: how many of them make a millisecond. */
const UNITS = [0.001, 1, 1e3, 1e6];

/**
 * A bare number: time since 1970, in whichever unit gives a date of our days, or year to second without anything
 * between. Ten digits that could be either mean nothing.
 */
export function readEpoch(text: string): Date | undefined {
  const digits = /^(?:@|\/?Date\()?["']?(\d{9,19})(?:[.,]\d+)?["']?(?:[+-]\d{4})?\)?\/?$/.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const written = readCompact(digits);
  if (written !== undefined && digits.length !== 10) return written;
  const since = UNITS.map((unit) => Number(digits) / unit).find(
    (moment) => moment >= EARLIEST && moment < LATEST,
  );
  return since === undefined || written !== undefined ? undefined : new Date(Math.floor(since));
}

/** 20261127143300, 202611271433 or 2026112714. */
function readCompact(digits: string): Date | undefined {
  const match =
    /^(19[7-9]\d|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])([0-5]\d)?([0-5]\d)?$/.exec(
      digits,
    );
  if (!match) return undefined;
  const [, year, month, day, hour, minute = 0, second = 0] = match.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute || 0, second || 0));
  return date.getUTCDate() === day ? date : undefined;
}
