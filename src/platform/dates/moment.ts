export interface Clock {
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

/** Year, month from 1, day. */
export type Day = [number, number, number];

/** The moment of a day and a time, `offset` minutes east of Greenwich; undefined when there is no such day or time. */
export function momentOf(day: Day, clock: Clock | undefined, offset: number): Date | undefined {
  if (!isDay(day)) return undefined;
  const [year, month, date] = day;
  const { hour, minute, second, millisecond } = clock ?? { hour: 0, minute: 0, second: 0, millisecond: 0 };
  // A leap second counts as the last one before it; 24:00 is midnight.
  const isTime = hour < 24 ? minute <= 59 && second <= 60 : hour === 24 && minute + second === 0;
  if (!isTime || Math.abs(offset) > 18 * 60) return undefined;
  return new Date(Date.UTC(year, month - 1, date, hour, minute - offset, Math.min(second, 59), millisecond));
}

/** A day that a person or a program may have meant: before 1970 stand the zeros of programs, such as Hugo's year 1. */
export function isDay([year, month, day]: Day): boolean {
  return year >= 1970 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

export function weekdayOf([year, month, day]: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** RFC 5322 section 4.3: 00-49 are 2000-2049, 50-99 and three digits count from 1900. */
export function fullYear(text: string): number {
  const year = Number(text);
  if (text.length >= 4) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
