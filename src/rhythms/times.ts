import type { Publication } from '../publications/index.ts';
import type { DigestTimes } from './due.ts';
import type { Bucket, Rhythm } from './rhythm.ts';

/** What says when a reader's digests are due. */
export interface OwnTimes {
  rhythm: Rhythm;
  timeZone: string | null;
  /** Null: at the publication's time, in its zone. */
  localHour: number | null;
}

type PublicTimes = Pick<Publication, 'timeZone' | 'dailyAt' | 'weeklyOn' | 'weeklyAt'>;

/** The mail that ends a busy day. */
const END_OF_DAY = '20:00';

/** When a bucket's digests are due. */
export function timesOf(bucket: Omit<Bucket, 'publicationId'>, publication: PublicTimes): DigestTimes {
  const { rhythm, localHour } = bucket;
  const { dailyAt, weeklyAt, weeklyOn } = publication;
  const timeZone = bucket.timeZone || publication.timeZone;
  const own = localHour >= 0 ? wholeHour(localHour) : undefined;
  if (rhythm === 'weekly') return { rhythm, timeZone, at: own ?? weeklyAt, on: weeklyOn };
  return { rhythm: 'daily', timeZone, at: rhythm === 'busy-day' ? END_OF_DAY : (own ?? dailyAt) };
}

/** The readers with whom a reader gets digests, as the statements have it. */
export function bucketOfReader({ rhythm, timeZone, localHour }: OwnTimes): Omit<Bucket, 'publicationId'> {
  if (rhythm === 'each') return { rhythm: 'busy-day', timeZone: timeZone ?? '', localHour: -1 };
  return localHour === null
    ? { rhythm, timeZone: '', localHour: -1 }
    : { rhythm, timeZone: timeZone ?? '', localHour };
}

/** When the digests of a reader are due: at their own hour and in their zone where they chose one. Undefined: they get each article. */
export const digestTimesOf = (publication: PublicTimes, reader: OwnTimes): DigestTimes | undefined =>
  reader.rhythm === 'each' ? undefined : timesOf(bucketOfReader(reader), publication);

/** `7` as `07:00`. */
export const wholeHour = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
