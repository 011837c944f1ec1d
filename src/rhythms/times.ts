import type { Publication } from '../publications/index.ts';
import type { DigestTimes } from './due.ts';
import type { Rhythm } from './rhythm.ts';

/** What says when a reader's digests are due. */
export interface OwnTimes {
  rhythm: Rhythm;
  timeZone: string | null;
  /** Null: at the publication's time, in its zone. */
  localHour: number | null;
}

type PublicTimes = Pick<Publication, 'timeZone' | 'dailyAt' | 'weeklyOn' | 'weeklyAt'>;

/** When the digests of a reader are due: at their own hour and in their zone where they chose one. Undefined: they get each article. */
export function digestTimesOf(publication: PublicTimes, reader: OwnTimes): DigestTimes | undefined {
  const { rhythm, localHour } = reader;
  if (rhythm === 'each') return undefined;
  const { dailyAt, weeklyAt, weeklyOn } = publication;
  const at = localHour === null ? (rhythm === 'daily' ? dailyAt : weeklyAt) : wholeHour(localHour);
  const timeZone = (localHour === null ? undefined : reader.timeZone) ?? publication.timeZone;
  return { rhythm, timeZone, at, ...(rhythm === 'weekly' && { on: weeklyOn }) };
}

/** `7` as `07:00`. */
export const wholeHour = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
