import { Temporal } from 'temporal-polyfill';
import { instantOfLocal, localTimeOf } from '../platform/time-zone.ts';
import type { Reason } from '../words/index.ts';

/** A time on the clock of a place: what an editor chose, kept beside the instant that it means (TIM-01). */
export interface WallTime {
  /** `2027-03-28T09:00`. */
  wallTime: string;
  /** IANA name as it was given (TIM-02). */
  timeZone: string;
}

export const instantOf = ({ wallTime, timeZone }: WallTime): Date =>
  instantOfLocal(Temporal.PlainDateTime.from(wallTime), timeZone);

/** What the clocks of a place show at a moment: `2027-03-28T09:00:00`. */
export const wallTimeOf = (at: Date, timeZone: string): string =>
  localTimeOf(at, timeZone).toString({ smallestUnit: 'second' });

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
export function clockChangeNote({ wallTime, timeZone }: WallTime): Reason | undefined {
  const plain = Temporal.PlainDateTime.from(wallTime);
  const zoned = plain.toZonedDateTime(timeZone);
  const at = hourOf(plain);
  if (!zoned.toPlainDateTime().equals(plain))
    return { code: 'clocks-skip', params: { timeZone, at, moved: hourOf(zoned.toPlainDateTime()) } };
  if (plain.toZonedDateTime(timeZone, { disambiguation: 'later' }).equals(zoned)) return undefined;
  return { code: 'clocks-repeat', params: { timeZone, at } };
}

const hourOf = (time: Temporal.PlainDateTime) => time.toString({ smallestUnit: 'minute' }).slice(-5);
