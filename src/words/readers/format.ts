import type { ReaderLanguage } from '../languages.ts';
import { JOINTS } from './joints.ts';

/** Moments as part of a sentence, in the reader's zone. */
export interface ReaderFormat {
  number(value: number): string;
  /** Such as “7:00”, of a moment. */
  time(at: Date, timeZone: string): string;
  /** Such as “7:00”, of a time on the wall such as `07:00`. */
  clock(time: string): string;
  /** Such as “Saturday”. */
  weekday(at: Date, timeZone: string): string;
  /** Such as “Saturday 5 December”, with the year when it is another than now. */
  day(at: Date, timeZone: string, now: Date): string;
  /** Such as “on Saturday 5 December at 8:00”, “today at 18:00” and “tomorrow at 7:00”. */
  when(at: Date, timeZone: string, now: Date): string;
  /** Such as “14 March 2027 at 09:30 CET”. */
  moment(at: Date, timeZone: string): string;
  /** Such as “December 2026”. */
  month(at: Date, timeZone: string): string;
  /** Such as “Fri, 4 Dec”. */
  shortDay(at: Date, timeZone: string): string;
  list(names: string[]): string;
}

const MOMENT: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
};

const DAY_MS = 24 * 3600_000;

export function readerFormat(language: ReaderLanguage): ReaderFormat {
  const { locale, ...say } = JOINTS[language];
  const dated = (at: Date, timeZone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at);
  const dayKey = (at: Date, timeZone: string) => dated(at, timeZone, { dateStyle: 'short' });
  const clock = (time: string) => say.clock(time.replace(/^0(?=\d)/, ''));
  const time = (at: Date, timeZone: string) =>
    clock(dated(at, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
  const day = (at: Date, timeZone: string, now: Date) => {
    const isThisYear = dated(at, timeZone, { year: 'numeric' }) === dated(now, timeZone, { year: 'numeric' });
    const year: Intl.DateTimeFormatOptions = isThisYear ? {} : { year: 'numeric' };
    return dated(at, timeZone, { weekday: 'long', day: 'numeric', month: 'long', ...year });
  };
  return {
    number: (value) => new Intl.NumberFormat(locale).format(value),
    time,
    clock,
    weekday: (at, timeZone) => dated(at, timeZone, { weekday: 'long' }),
    day,
    when(at, timeZone, now) {
      const key = dayKey(at, timeZone);
      if (key === dayKey(now, timeZone)) return say.at(say.today, time(at, timeZone));
      if (key === dayKey(new Date(now.getTime() + DAY_MS), timeZone))
        return say.at(say.tomorrow, time(at, timeZone));
      return say.at(say.on(day(at, timeZone, now)), time(at, timeZone));
    },
    moment: (at, timeZone) => dated(at, timeZone, MOMENT),
    month: (at, timeZone) => dated(at, timeZone, { month: 'long', year: 'numeric' }),
    shortDay: (at, timeZone) => dated(at, timeZone, { weekday: 'short', day: 'numeric', month: 'short' }),
    list: (names) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names),
  };
}
