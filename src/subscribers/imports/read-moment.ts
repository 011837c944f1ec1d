import { readDate } from '../../platform/dates/read-date.ts';
import type { DayOrder } from '../../platform/dates/day-order.ts';

const EARLIEST = Date.UTC(1990, 0, 1);
/** As most programs write it; with fractions and names of zones behind, as Go does. Read here for speed. */
const ISO =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.\d{1,9})?)? ?(?:Z|UTC|GMT|([+-]\d\d):?(\d\d)(?: UTC| [A-Z]{3,5})?)?)?$/;
const SHORTEST = 6;

/**
 * When something was, in the ways that lists are written: ISO 8601, seconds and milliseconds since 1970, RFC 5322, and what
 * people write. Without an offset it is UTC. Undefined for all else.
 * @param order of the days and months in the file; without it nobody can tell what `2/3/2024` means.
 */
export function readMoment(text: string, order?: DayOrder): Date | undefined {
  if (text.length < SHORTEST) return undefined;
  const moment = readIso(text) ?? readDate(text, { order });
  return moment && moment.getTime() >= EARLIEST ? moment : undefined;
}

function readIso(text: string): Date | undefined {
  const [, day, minutes = '00:00', seconds = '00', hours = '+00', rest = '00'] = ISO.exec(text) ?? [];
  if (day === undefined) return undefined;
  const moment = new Date(`${day}T${minutes}:${seconds}${hours}:${rest}`);
  // February has no 30th, though JavaScript takes it for March.
  return Number.isNaN(moment.getTime()) || !isReal(day) ? undefined : moment;
}

function isReal(day: string): boolean {
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}
