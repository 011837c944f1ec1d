import type { DeskLanguage } from '../reasons/say.ts';

/** Days by name and 24 hours, never 03/04. */
const LOCALES: Record<DeskLanguage, string> = { en: 'en-GB', de: 'de-DE' };

/** Numbers, times and lists in the language of the person who looks; zones are IANA names. */
export interface DeskFormat {
  number(value: number): string;
  /** @param share 0 to 1. */
  percent(share: number): string;
  /** Such as “31 kB”. */
  bytes(count: number): string;
  /** Such as “07:00”. */
  time(at: Date, timeZone: string): string;
  /** Such as “17:08:12”. */
  timeWithSeconds(at: Date, timeZone: string): string;
  /** Such as “Wednesday 10 March”, with the year when it is another than now. */
  day(at: Date, timeZone: string): string;
  /** Such as “Wed 10 Mar”, with the year when it is another than now. */
  shortDay(at: Date, timeZone: string): string;
  /** Such as “Wednesday 10 March at 07:00”. */
  moment(at: Date, timeZone: string): string;
  /** Such as “Wed 10 Mar, 07:00”; only the time for today. */
  shortMoment(at: Date, timeZone: string): string;
  /** Such as “in 14 hours” and “5 minutes ago”. @param now leave it out outside tests. */
  relative(at: Date, now?: Date): string;
  /** Such as “21 minutes”, of the largest unit that fits. */
  duration(seconds: number): string;
  /** A moment as Intl writes it; for parts that the others do not have. */
  dated(at: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string;
  /** Such as “8–14 March 2027”. */
  range(from: Date, to: Date, timeZone: string): string;
  /** Such as “A, B and C”. */
  list(names: string[]): string;
}

/** Units with their seconds, and from how many seconds they are used. */
const STEPS: [Intl.RelativeTimeFormatUnit & ('day' | 'hour' | 'minute' | 'second'), number, number][] = [
  ['day', 86_400, 2 * 86_400],
  ['hour', 3600, 2 * 3600],
  ['minute', 60, 90],
  ['second', 1, 0],
];

/** People choose zones of their own. */
const MOST_FORMATS = 1000;

/** A number of the largest unit of which there are two or more: 90 minutes rather than 2 hours, and 2 minutes rather than 102 seconds. */
function inUnits(seconds: number): [number, (typeof STEPS)[number][0]] {
  const [unit, length] = STEPS.find(([, , from]) => Math.abs(seconds) >= from) ?? ['second', 1];
  return [Math.round(seconds / length), unit];
}

export function deskFormat(language: DeskLanguage): DeskFormat {
  const locale = LOCALES[language];
  const number = new Intl.NumberFormat(locale);
  const formats = new Map<string, Intl.DateTimeFormat>();
  // To make one takes longer than to use it a hundred times.
  const formatOf = (timeZone: string, options: Intl.DateTimeFormatOptions) => {
    const key = JSON.stringify([timeZone, options]);
    const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options });
    if (formats.size > MOST_FORMATS) formats.clear();
    formats.set(key, format);
    return format;
  };
  const dated = (at: Date, timeZone: string, options: Intl.DateTimeFormatOptions) =>
    formatOf(timeZone, options).format(at);
  const yearOf = (at: Date, timeZone: string) => dated(at, timeZone, { year: 'numeric' });
  const year = (at: Date, timeZone: string): Intl.DateTimeFormatOptions =>
    yearOf(at, timeZone) === yearOf(new Date(), timeZone) ? {} : { year: 'numeric' };
  const time = (at: Date, timeZone: string) =>
    dated(at, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = (at: Date, timeZone: string) =>
    dated(at, timeZone, { weekday: 'long', day: 'numeric', month: 'long', ...year(at, timeZone) });
  const shortDay = (at: Date, timeZone: string) =>
    dated(at, timeZone, { weekday: 'short', day: 'numeric', month: 'short', ...year(at, timeZone) });
  const isToday = (at: Date, timeZone: string) =>
    dated(at, timeZone, { dateStyle: 'short' }) === dated(new Date(), timeZone, { dateStyle: 'short' });
  return {
    number: (value) => number.format(value),
    percent: (share) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    bytes: (count) =>
      count < 1_000_000
        ? `${number.format(Math.max(1, Math.round(count / 1000)))} kB`
        : `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(count / 1_000_000)} MB`,
    time,
    timeWithSeconds: (at, timeZone) =>
      dated(at, timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    day,
    shortDay,
    dated,
    range: (from, to, timeZone) =>
      formatOf(timeZone, { day: 'numeric', month: 'long', year: 'numeric' }).formatRange(from, to),
    moment: (at, timeZone) =>
      language === 'de'
        ? `${day(at, timeZone)}, ${time(at, timeZone)} Uhr`
        : `${day(at, timeZone)} at ${time(at, timeZone)}`,
    shortMoment: (at, timeZone) =>
      isToday(at, timeZone) ? time(at, timeZone) : `${shortDay(at, timeZone)}, ${time(at, timeZone)}`,
    relative(at, now = new Date()) {
      const [amount, unit] = inUnits((at.getTime() - now.getTime()) / 1000);
      return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(amount, unit);
    },
    duration(seconds) {
      const [amount, unit] = inUnits(seconds);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
    },
    list: (names) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(names),
  };
}
