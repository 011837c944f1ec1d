import { Temporal } from 'temporal-polyfill';
import { localTimeOf, startOfDay } from '../../../platform/time-zone.ts';

/** `day` lists everything of one day. */
export const CALENDAR_VIEWS = ['month', 'week', 'day'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

/** A day of a calendar, in its zone. */
export interface Day {
  /** `2027-03-09`. */
  date: string;
  /** Its first instant, and that of the next day. */
  from: Date;
  to: Date;
  /** Belongs to the month before or after. */
  isOut: boolean;
  clocks: ClockChange | undefined;
}

export type ClockChange =
  /** At one moment the clock says `at`, and at once `becomes`. */
  | { is: 'forward' | 'back'; at: string; becomes: string }
  /** The place left this day out, as Apia did on 30 December 2011. */
  | { is: 'left-out' };

const DAY_MS = 24 * 3600 * 1000;

/** The days of a view, whole weeks for a month. @param firstDay of the week: 1 is Monday, 7 Sunday. */
export function daysOf(view: CalendarView, date: string, timeZone: string, firstDay: number): Day[] {
  const day = Temporal.PlainDate.from(date);
  const dates = { month: monthOf, week: weekOf, day: (only: Temporal.PlainDate) => [only] }[view](
    day,
    firstDay,
  );
  return dates.map((one) => ({
    date: one.toString(),
    from: startOfDay(one, timeZone),
    to: startOfDay(one.add({ days: 1 }), timeZone),
    isOut: view === 'month' && one.month !== day.month,
    clocks: clockChangeOf(one, timeZone),
  }));
}

/** Where a step back or forward leads: the first of another month, or the same weekday of another week. */
export function stepTo(view: CalendarView, date: string, steps: number): string {
  const day = Temporal.PlainDate.from(date);
  if (view === 'month') return day.with({ day: 1 }).add({ months: steps }).toString();
  return day.add(view === 'week' ? { weeks: steps } : { days: steps }).toString();
}

/** The day that somebody asked for; `today` for none, for what is no day, and for one that no send will see. */
export function readDay(text: unknown, today: string): string {
  if (typeof text !== 'string' || !/^(19[7-9]|20\d|21\d)\d-\d\d-\d\d$/.test(text)) return today;
  try {
    return Temporal.PlainDate.from(text).toString();
  } catch {
    return today;
  }
}

/** The local day and time of a moment: `2027-03-09` and `17:30`. */
export function localOf(at: Date, timeZone: string): { date: string; time: string } {
  const local = localTimeOf(at, timeZone);
  return {
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** 1 is Monday, 7 Sunday, as people who read this language expect it. English without a country is not taken for American. */
export function firstDayOfWeek(language: string): number {
  const locale = new Intl.Locale(language === 'en' ? 'en-GB' : language) as Intl.Locale & {
    getWeekInfo?(): { firstDay: number };
  };
  return locale.getWeekInfo?.().firstDay ?? 1;
}

function weekOf(day: Temporal.PlainDate, firstDay: number): Temporal.PlainDate[] {
  const first = day.subtract({ days: (day.dayOfWeek - firstDay + 7) % 7 });
  return Array.from({ length: 7 }, (_, index) => first.add({ days: index }));
}

/** Four to six weeks. */
function monthOf(day: Temporal.PlainDate, firstDay: number): Temporal.PlainDate[] {
  const first = day.with({ day: 1 });
  const [start = first] = weekOf(first, firstDay);
  const length = start.until(first.add({ months: 1 }), { largestUnit: 'day' }).days;
  return Array.from({ length: Math.ceil(length / 7) * 7 }, (_, index) => start.add({ days: index }));
}

/** Whether the clocks of a place change on this day, by its own name of the moment after. */
function clockChangeOf(day: Temporal.PlainDate, timeZone: string): ClockChange | undefined {
  const start = day.toZonedDateTime(timeZone);
  const length = day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds - start.epochMilliseconds;
  if (length === DAY_MS) return undefined;
  if (length === 0) return { is: 'left-out' };
  // From the moment before: where midnight is skipped, the day begins with the change.
  const before = start.subtract({ nanoseconds: 1 });
  const after = before.getTimeZoneTransition('next');
  if (!after || after.epochMilliseconds >= start.epochMilliseconds + length) return undefined;
  const old = after.subtract({ nanoseconds: 1 }).offset;
  const time = (zone: string) => after.withTimeZone(zone).toPlainTime().toString({ smallestUnit: 'minute' });
  return { is: length < DAY_MS ? 'forward' : 'back', at: time(old), becomes: time(timeZone) };
}
