import type { Publication } from '../../../publications/index.ts';
import type { ReaderSpeech } from '../../../words/index.ts';

/** How the archive writes days and months, in the zone of its publication. */
export interface ArchiveDates {
  /** Such as “December 2026”, of `2026-12`. */
  month(month: string): string;
  /** Such as `2026-12`. */
  monthOf(at: Date): string;
  /** Such as `2026-12-04`. */
  dayOf(at: Date): string;
  /** Such as “Fri, 4 Dec”. */
  short(at: Date): string;
  /** Such as “Friday 4 December 2026”. */
  full(at: Date): string;
}

/** A day of any other year is written with its own. */
const LONG_AGO = new Date(0);

export function archiveDates(
  { timeZone }: Pick<Publication, 'timeZone'>,
  speech: ReaderSpeech,
): ArchiveDates {
  const day = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' });
  return {
    month: (key) => speech.month(new Date(`${key}-01T00:00:00Z`), 'UTC'),
    monthOf: (at) => day.format(at).slice(0, 7),
    dayOf: (at) => day.format(at),
    short: (at) => speech.shortDay(at, timeZone),
    full: (at) => speech.day(at, timeZone, LONG_AGO),
  };
}
