import { isAfternoon } from './date-words.ts';
import type { DateContext } from './day-order.ts';
import { readEpoch } from './read-epoch.ts';
import { fullYear, momentOf, type Clock } from './moment.ts';
import { readSpokenDate } from './read-spoken-date.ts';
import { isZoneName, offsetOf } from './zones.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** More than any date needs. */
const MAX_LENGTH = 100;

const RFC_822 =
  /^(?:[a-z.]+,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z.]*,?[\s-]+(\d{2,4})(?:[\s,]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.:]\d+)?)?\s*([ap]m)?)?\s*(.*)$/i;
const RFC_3339 =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[t\s]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*(.*))?)?)?$/i;
const WEEK_DATE = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?$/i;
const DAY_OF_YEAR = /^(\d{4})-(\d{3})(?:T.*)?$/i;

/**
 * The moment that a text means (FED-14): RFC 822 with its odd forms (wrong weekday, two-digit year, zone names), RFC
 * 3339 and ISO 8601, seconds since 1970, and what people write in the languages of feeds. Without a zone it is GMT.
 * Undefined when it is no date at all, an impossible one, one before 1970, or when it may mean two days.
 */
export function readDate(text: string | undefined, context: DateContext = {}): Date | undefined {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return undefined;
  const written = readRfc3339(trimmed) ?? readRfc822(trimmed, context);
  // In Thailand even programs write the years of the Buddhist calendar.
  const isBuddhist =
    /^th\b/i.test(context.language ?? '') && written !== undefined && written.getUTCFullYear() >= 2400;
  if (written !== undefined && !isBuddhist) return written;
  return readEpoch(trimmed) ?? readCalendarDate(trimmed) ?? readSpokenDate(trimmed, context);
}

function readRfc3339(text: string): Date | undefined {
  const match = RFC_3339.exec(text);
  if (!match) return undefined;
  const [, year, month = '1', day = '1', hour, minute, second, fraction = '', zone = ''] = match;
  const clock = clockOf(hour, minute, second, Number(fraction.padEnd(3, '0').slice(0, 3)));
  return at([Number(year), Number(month), Number(day)], clock, zone);
}

function readRfc822(text: string, { language }: DateContext): Date | undefined {
  const match = RFC_822.exec(text);
  if (!match) return undefined;
  const [, day, month = '', year = '', hour, minute, second, half, zone = ''] = match;
  // Some languages have words of their own for the halves of the day where a zone could stand.
  if (zone && !isZoneName(zone.toLowerCase()) && isAfternoon(zone.toLowerCase(), language) !== undefined)
    return undefined;
  const shift = half === undefined ? 0 : (half.toLowerCase() === 'pm' ? 12 : 0) - (hour === '12' ? 12 : 0);
  const clock = clockOf(hour === undefined ? undefined : String(Number(hour) + shift), minute, second);
  return at([fullYear(year), MONTHS.indexOf(month.toLowerCase()) + 1, Number(day)], clock, zone);
}

/** ISO 8601 with the week or the day of the year. */
function readCalendarDate(text: string): Date | undefined {
  const week = WEEK_DATE.exec(text);
  if (week) {
    const [, year, number, day = '1'] = week;
    const fourth = new Date(Date.UTC(Number(year), 0, 4));
    const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY_MS;
    return Number(number) >= 1 && Number(number) <= 53
      ? new Date(monday + ((Number(number) - 1) * 7 + Number(day) - 1) * DAY_MS)
      : undefined;
  }
  const [, year, day] = DAY_OF_YEAR.exec(text) ?? [];
  if (day === undefined || Number(day) < 1 || Number(day) > 366) return undefined;
  const rest = text.slice(8);
  const date = new Date(Date.UTC(Number(year), 0, Number(day))).toISOString().slice(0, 10);
  return readRfc3339(`${date}${rest}`);
}

const DAY_MS = 24 * 3600 * 1000;

function clockOf(hour?: string, minute?: string, second?: string, millisecond = 0): Clock | undefined {
  if (hour === undefined) return undefined;
  return { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0), millisecond };
}

function at(day: [number, number, number], clock: Clock | undefined, zone: string): Date | undefined {
  const offset = offsetOf(zone.trim());
  return offset === undefined ? undefined : momentOf(day, clock, offset);
}
