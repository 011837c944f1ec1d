import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS } from '../publications/index.ts';
import { instantOfLocal, localTimeOf, startOfDay } from '../platform/time-zone.ts';

export { WEEKDAYS };
export type Weekday = (typeof WEEKDAYS)[number];

/** When the digests of one bucket of readers are due, on the clock of their place. */
export interface DigestTimes {
  rhythm: 'daily' | 'weekly';
  /** IANA name. */
  timeZone: string;
  /** `18:30`. Where the clocks skip it, the digest moves on by as much; of a repeated time the first counts (TIM-03). */
  at: string;
  /** Weekly only; Monday without it. A place may leave the day out: then it is the next moment that exists. */
  on?: Weekday;
}

/** The first moment after this one: one for each day or week, also when clocks change (TIM-04). */
export function nextDue(times: DigestTimes, after: Date): Date {
  const due = duesAround(times, after).filter((moment) => moment > after.getTime());
  return new Date(Math.min(...due));
}

/** The latest moment up to this one. */
export function lastDue(times: DigestTimes, until: Date): Date {
  const due = duesAround(times, until).filter((moment) => moment <= until.getTime());
  return new Date(Math.max(...due));
}

/** `2027-03-28`: what the calendar of a place shows. */
export const localDay = (timeZone: string, moment: Date): string =>
  localTimeOf(moment, timeZone).toPlainDate().toString();

/** When that day began: later than 00:00 where the clocks skip midnight. */
export const startOfLocalDay = (timeZone: string, moment: Date): Date =>
  startOfDay(localTimeOf(moment, timeZone).toPlainDate(), timeZone);

/**
 * Moments that include the ones next to this. A change of clocks moves one by a day at most (Apia had no 30 December
 * 2011), so two days on either side hold a daily one, and another week a weekly one.
 */
function duesAround({ rhythm, timeZone, at, on = 'monday' }: DigestTimes, moment: Date): number[] {
  const today = localTimeOf(moment, timeZone).toPlainDate();
  const time = Temporal.PlainTime.from(at);
  const reach = rhythm === 'daily' ? 2 : 8;
  return Array.from({ length: 2 * reach + 1 }, (_, place) => today.add({ days: place - reach }))
    .filter((day) => rhythm === 'daily' || day.dayOfWeek === WEEKDAYS.indexOf(on) + 1)
    .map((day) => instantOfLocal(day.toPlainDateTime(time), timeZone).getTime());
}
