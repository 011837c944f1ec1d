/** What happens in a drill, as plain data: it can be made from a seed, shortened, printed and played again. */
export interface Story {
  /** The first moment, ISO 8601; everything else counts minutes from it. */
  begins: string;
  /** In days. */
  lasts: number;
  papers: Paper[];
  readers: Reader[];
  happenings: Happening[];
}

export interface Paper {
  timeZone: string;
  topics: number;
  defaultRhythm: Rhythm;
  dailyAt: string;
  weeklyOn: Weekday;
  weeklyAt: string;
  busyDayCap: number | null;
  digestMinArticles: number;
  digestMaxArticles: number;
  holdMinutes: number;
}

export interface Reader {
  name: number;
  paper: number;
  ways: Ways;
  /** Confirms later, by a happening. */
  isLate: boolean;
}

export interface Ways {
  /** Null: never chose, and has what the publication gives. */
  rhythm: Rhythm | null;
  /** Places in the list of the publication's topics; none: everything. */
  topics: number[];
  timeZone: string | null;
  localHour: number | null;
  busyDayCap: number | null;
}

export type Rhythm = 'each' | 'daily' | 'weekly';
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

export type Happening = { at: number } & (
  | { is: 'article'; paper: number; article: number; topics: number[]; author?: number; midway?: Midway }
  | { is: 'withdrawn'; paper: number; article: number }
  | { is: 'change'; reader: number; ways: Partial<Ways> }
  | { is: 'follow' | 'stop'; reader: number; author: number }
  | { is: 'default'; paper: number; rhythm: Rhythm }
  | { is: 'pause'; reader: number; until: number }
  | { is: 'resume' | 'leave' | 'confirm'; reader: number }
  /** Until then the reader's server refuses mail for the sender's sake, or has no such mailbox, or asks to come later. */
  | { is: 'server'; reader: number; says: 'policy' | 'unknown' | 'later'; until: number }
  /** No worker runs until then. */
  | { is: 'down'; until: number }
  /** A worker of its own begins with what is due next, and is killed at its so-manieth statement. */
  | { is: 'kill'; statement: number }
);

/** Between the moment when the article's mail is frozen and the one when it leaves, a reader pauses. */
export interface Midway {
  reader: number;
  until: number;
}

export const MINUTE = 60_000;

export const momentOf = (story: Story, minute: number): Date =>
  new Date(Date.parse(story.begins) + minute * MINUTE);

/** One line for each thing, for whoever has to understand what went wrong. */
export function tell(story: Story): string {
  const lines = story.happenings.map(({ at, is, ...rest }) => {
    const moment = momentOf(story, at).toISOString().slice(0, 16);
    return `${moment}Z ${is} ${JSON.stringify(rest)}`;
  });
  const papers = story.papers.map((paper, place) => `paper ${place} ${JSON.stringify(paper)}`);
  const readers = story.readers.map((reader) => `reader ${JSON.stringify(reader)}`);
  return [`begins ${story.begins}, ${story.lasts} days`, ...papers, ...readers, ...lines].join('\n');
}
