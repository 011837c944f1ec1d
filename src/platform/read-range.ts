import { InvalidInput } from './errors.ts';
import { readMoment } from './time-zone.ts';

/** From `from` until before `to`. */
export interface Range {
  from: Date;
  to: Date;
}

/** A day of which every zone has the year in four digits. */
const EARLIEST = Date.parse('0001-01-02');
const LATEST = Date.parse('9999-12-31');

/**
 * A stretch of time between two instants, or two days in a zone: the second day is part of it.
 * @throws InvalidInput
 */
export function readRange(given: Record<keyof Range, string>, timeZone: string, maxDays: number): Range {
  const read = (field: keyof Range) => {
    const found = readMoment(given[field], timeZone, field === 'from' ? 'start' : 'end');
    if (found) return new Date(Math.min(Math.max(found.getTime(), EARLIEST), LATEST));
    throw refused(
      field,
      `${field} must be an instant such as 2027-03-28T09:00:00Z, or a day such as 2027-03-28.`,
    );
  };
  const [from, to] = [read('from'), read('to')];
  if (to <= from) throw refused('to', 'to must lie after from.');
  if (to.getTime() - from.getTime() > (maxDays + 1) * 24 * 3600 * 1000)
    throw refused('to', `Between from and to may lie ${maxDays} days or fewer.`);
  return { from, to };
}

const refused = (field: string, message: string) => new InvalidInput([{ field, message }]);
