import { startOfLocalDay, type DigestTimes } from '../../../src/rhythms/index.ts';
import type { Paper, Rhythm, Story, Ways } from './story.ts';

export type MailKind = 'article' | 'daily' | 'weekly' | 'busy-day' | 'catch-up';

/** A mail that the program has frozen for a reader. */
export interface Mail {
  reader: number;
  send: number;
  kind: MailKind;
  /** When it was frozen. */
  at: Date;
  articles: number[];
  /** How many more it says there are. */
  more: number;
}

/** When the rest of a busy day comes, by the reader's clock. */
const END_OF_DAY = '20:00';

export interface Article {
  paper: number;
  topics: number[];
  author: number | undefined;
  releasedAt: Date;
  /** Its own mail is due: until then it may or may not be in a digest. */
  ripeAt: Date;
  isRipe: boolean;
  isWithdrawn: boolean;
}

export interface Person {
  name: number;
  paper: Paper;
  ways: Ways;
  rhythm: Rhythm;
  isActive: boolean;
  pausedUntil: Date | null;
  /** Released for them and not decided: nobody has brought it, and nothing says that they need not have it. */
  open: Map<number, Open>;
  fates: Map<number, string>;
  /** Articles of which a mail came to nothing once. */
  failed: Set<number>;
  /** What each send only counted. */
  counted: Map<number, number[]>;
  /** When single mails were frozen for them. */
  singles: Date[];
  digests: { kind: MailKind; at: Date }[];
  /** Authors they follow, and until when. */
  authors: Map<number, Date>;
}

export interface Open {
  /** Their own mail of it came to nothing, or went without them: a digest has to bring it. */
  isPassed: boolean;
  /** Both ways are right, for the rules say nothing. */
  isOptional: boolean;
}

/** More single mails today are not wanted. */
export function isFull({ ways, paper, singles }: Person, now: Date): boolean {
  const cap = ways.busyDayCap ?? paper.busyDayCap ?? 0;
  if (cap === 0) return false;
  const began = startOfLocalDay(ways.timeZone ?? paper.timeZone, now);
  return singles.filter((at) => at >= began).length >= cap;
}

export function paperOf({ papers }: Story, place: number): Paper {
  const paper = papers[place];
  if (!paper) throw new Error(`no paper ${place}`);
  return paper;
}

/** When digests are due for them. */
export function timesOf({ ways: { timeZone, localHour }, rhythm, paper }: Person): DigestTimes {
  const own = timeZone ?? paper.timeZone;
  if (rhythm === 'each') return { rhythm: 'daily', timeZone: own, at: END_OF_DAY };
  const hour = localHour === null ? undefined : `${String(localHour).padStart(2, '0')}:00`;
  const where = hour === undefined ? paper.timeZone : own;
  if (rhythm === 'daily') return { rhythm, timeZone: where, at: hour ?? paper.dailyAt };
  return { rhythm, timeZone: where, at: hour ?? paper.weeklyAt, on: paper.weeklyOn };
}
