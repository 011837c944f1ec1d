import type { Verdict } from '../article.ts';
import type { HeldReason } from '../holds/held.ts';
import type { Candidate } from './identity.ts';
import type { KnownArticle } from './known-article.ts';
import type { Order } from './window.ts';

/** How many articles a source is used to. */
export interface Habit {
  /** What the publication set; null: learnt. */
  floodLimit: number | null;
  /** On the busiest day of late; null: none is known. */
  busiestDay: number | null;
  /** Pushes of the last minutes, which count with this one. */
  justPushed: number;
}

/** What the verdicts about unknown candidates depend on. */
export interface Circumstances {
  now: Date;
  /** `baseline`: the feed is read for the first time (FED-21). */
  kind: 'baseline' | 'poll' | 'push';
  /** How many articles of this feed are known. */
  knownCount: number;
  /** How many items the document has. */
  itemCount: number;
  /** When the feed was last read well. */
  previouslyReadAt: Date | null;
  /** The oldest date in the window of the last whole reading. */
  previousFloor: Date | null;
  /** Unknown items behind all known ones, where a window that grows shows older ones. */
  atOldEnd: ReadonlySet<Candidate>;
  /** How many articles of the last reading this one lacks. */
  missingCount: number;
  /** The first reading broke off: what stands behind its end is not news. */
  isBaselineCut: boolean;
  baselineAt: Date | null;
  /** Nearly all items of the feed have a date. */
  isDatedFeed: boolean;
  order: Order;
  habit: Habit;
  /** How many recognised articles came under another key, and with another link, title or date. */
  rekeyedCount: number;
  doubtful: Map<Candidate, KnownArticle>;
}

export interface Judged {
  candidate: Candidate;
  verdict: Verdict;
  /** Why it is held. */
  reason?: HeldReason;
}
