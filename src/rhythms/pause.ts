import { Temporal } from 'temporal-polyfill';
import { instantOfLocal, localTimeOf } from '../platform/time-zone.ts';
import type { Publication } from '../publications/index.ts';
import { wholeHour, type OwnTimes } from './times.ts';

/** Why a day is none to come back on. */
export type ReturnFault = 'not-a-day' | 'too-early' | 'too-late';

/**
 * The moment at which mail goes on after a pause: at the hour of the reader's digests on that day, in their zone.
 * @param day such as `2027-05-01`; from tomorrow on, within a year.
 */
export function returnOn(
  publication: Pick<Publication, 'timeZone' | 'dailyAt' | 'weeklyAt'>,
  reader: OwnTimes,
  day: string,
  now: Date,
): Date | ReturnFault {
  const timeZone = reader.timeZone ?? publication.timeZone;
  const wanted = readDay(day);
  if (!wanted) return 'not-a-day';
  const today = localTimeOf(now, timeZone).toPlainDate();
  if (Temporal.PlainDate.compare(wanted, today) <= 0) return 'too-early';
  if (Temporal.PlainDate.compare(wanted, today.add({ years: 1 })) > 0) return 'too-late';
  const { dailyAt, weeklyAt } = publication;
  const usual = reader.rhythm === 'weekly' ? weeklyAt : dailyAt;
  const time = Temporal.PlainTime.from(reader.localHour === null ? usual : wholeHour(reader.localHour));
  return instantOfLocal(wanted.toPlainDateTime(time), timeZone);
}

/** The day so much later on the calendar of a place. */
export const dayLater = (
  timeZone: string,
  now: Date,
  later: { days?: number; months?: number; years?: number },
) => localTimeOf(now, timeZone).toPlainDate().add(later).toString();

function readDay(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}
