import type { Publication } from '../../publications/index.ts';
import { type Bucket, type DigestTimes, type Rhythm } from '../../rhythms/index.ts';

export const DIGEST_RHYTHMS = ['daily', 'weekly', 'busy-day', 'catch-up'] as const;
export type DigestRhythm = (typeof DIGEST_RHYTHMS)[number];

/** One digest for the readers of a bucket, or for those whose pause is over. */
export interface DigestRun {
  id: number;
  publicationId: number;
  rhythm: DigestRhythm;
  /** Empty: the publication's. */
  timeZone: string;
  /** -1: the publication's time. */
  localHour: number;
  dueAt: Date;
  /** Of several runs for one moment. */
  turn: number;
  sendId: number | null;
  state: 'planned' | 'frozen' | 'empty';
}

/** The mail that ends a busy day. */
const END_OF_DAY = '20:00';

type Schedule = Pick<Publication, 'timeZone' | 'dailyAt' | 'weeklyOn' | 'weeklyAt'>;

/** When a bucket's digests are due. */
export function timesOf(bucket: Omit<Bucket, 'publicationId'>, publication: Schedule): DigestTimes {
  const timeZone = bucket.timeZone || publication.timeZone;
  const own = bucket.localHour >= 0 ? `${String(bucket.localHour).padStart(2, '0')}:00` : undefined;
  if (bucket.rhythm === 'weekly')
    return { rhythm: 'weekly', timeZone, at: own ?? publication.weeklyAt, on: publication.weeklyOn };
  if (bucket.rhythm === 'daily') return { rhythm: 'daily', timeZone, at: own ?? publication.dailyAt };
  return { rhythm: 'daily', timeZone, at: END_OF_DAY };
}

export interface ReaderTimes {
  rhythm: Rhythm;
  timeZone: string | null;
  localHour: number | null;
}

/** The readers with whom a reader gets digests, as the statements have it. */
export function bucketOfReader({ rhythm, timeZone, localHour }: ReaderTimes): Omit<Bucket, 'publicationId'> {
  const isOwn = rhythm === 'each' || localHour !== null;
  return {
    rhythm: rhythm === 'each' ? 'busy-day' : rhythm,
    timeZone: isOwn ? (timeZone ?? '') : '',
    localHour: rhythm === 'each' ? -1 : (localHour ?? -1),
  };
}
