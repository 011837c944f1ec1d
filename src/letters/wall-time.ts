import { Temporal } from 'temporal-polyfill';

/** A time on the clock of a place: what an editor chose, kept beside the instant that it means (TIM-01). */
export interface WallTime {
  /** `2027-03-28T09:00`. */
  wallTime: string;
  /** IANA name as it was given (TIM-02). */
  timeZone: string;
}

/**
 * The instant of a wall-clock time. Where clocks go forward, a time that is skipped moves on by as much; where they go
 * back, the earlier of two counts (TIM-03, Temporal's `compatible`).
 */
export function instantOf({ wallTime, timeZone }: WallTime): Date {
  return new Date(zonedTime(wallTime, timeZone).epochMilliseconds);
}

/** A whole minute or second of a day that exists, as `2027-03-28T09:00` or `2027-03-28T09:00:30`; else undefined. */
export function readWallTime(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:[0-5]\d)?$/.test(text)) return undefined;
  try {
    return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toString({ smallestUnit: 'second' });
  } catch {
    return undefined;
  }
}

/** What an editor should know of a time that the clock change skips or repeats; else undefined. */
export function clockChangeNote({ wallTime, timeZone }: WallTime): string | undefined {
  const zoned = zonedTime(wallTime, timeZone);
  const plain = Temporal.PlainDateTime.from(wallTime);
  const shown = hourOf(plain);
  if (!zoned.toPlainDateTime().equals(plain))
    return `The clocks in ${timeZone} skip ${shown} on that day: it goes out at ${hourOf(zoned.toPlainDateTime())}.`;
  if (plain.toZonedDateTime(timeZone, { disambiguation: 'later' }).equals(zoned)) return undefined;
  return `The clocks in ${timeZone} show ${shown} twice on that day: it goes out the first time.`;
}

const zonedTime = (wallTime: string, timeZone: string) =>
  Temporal.PlainDateTime.from(wallTime).toZonedDateTime(timeZone, { disambiguation: 'compatible' });

const hourOf = (time: Temporal.PlainDateTime) => time.toString({ smallestUnit: 'minute' }).slice(-5);
