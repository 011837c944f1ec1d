import type { Verdict } from './article.ts';
import { foldedTitle, titleAndDate, type Candidate } from './identity.ts';

/** More new articles than this at once are held (FED-22). */
const FLOOD = 5;
/** With fewer known articles a share says nothing. */
const KNOWN_FOR_SHARE = 3;
const DAY_MS = 24 * 3600 * 1000;
const TOO_OLD_MS = 7 * DAY_MS;
const FARTHEST_FUTURE_MS = 30 * DAY_MS;
/** Clocks differ: so little ahead counts as now. */
const FUTURE_TOLERANCE_MS = 10 * 60 * 1000;

/** An article of the publication that a candidate may be a repetition of. */
export interface KnownArticle {
  id: number;
  feedId: number | null;
  key: string;
  linkKey: string | null;
  title: string;
  publishedAt: Date | null;
  duplicateOf: number | null;
}

export interface Circumstances {
  now: Date;
  feedId: number | null;
  /** `baseline`: the feed is read for the first time (FED-21). */
  kind: 'baseline' | 'poll' | 'push';
  /** How many articles of this feed are known. */
  knownCount: number;
  /** How many items the document has. */
  itemCount: number;
  /** When the feed was last read well. */
  previouslyReadAt: Date | null;
  /** Keys of everything in the document. */
  keysInDocument: Set<string>;
  /** Articles with the same link or the same date as a candidate. */
  similar: KnownArticle[];
}

export interface Judged {
  candidate: Candidate;
  verdict: Verdict;
  /** A known article, or another candidate of the same document. */
  repeats?: { id: number } | { key: string };
  /** It repeats an article of its own feed under another key. */
  isRekeyed?: boolean;
}

/** Verdicts for candidates whose keys are not known yet. Pure: dates come from the database's clock. */
export function judge(candidates: Candidate[], around: Circumstances): Judged[] {
  const judged: Judged[] = [];
  for (const candidate of candidates) {
    const known = around.similar.find((article) => isSame(candidate, article, around));
    const twin = judged.find(
      (earlier) => earlier.verdict !== 'duplicate' && isTwin(candidate, earlier.candidate),
    );
    if (known) judged.push(repetitionOf(candidate, known, around.feedId));
    else if (twin) judged.push({ candidate, verdict: 'duplicate', repeats: { key: twin.candidate.key } });
    else judged.push({ candidate, verdict: verdictByDate(candidate, around) });
  }
  return around.kind === 'poll' ? guardFlood(judged, around) : judged;
}

function repetitionOf(candidate: Candidate, known: KnownArticle, feedId: number | null): Judged {
  const repeats = { id: known.duplicateOf ?? known.id };
  return { candidate, verdict: 'duplicate', repeats, isRekeyed: known.feedId === feedId };
}

function verdictByDate({ publishedAt }: Candidate, { kind, now, previouslyReadAt }: Circumstances): Verdict {
  if (kind === 'baseline') return 'baseline';
  if (publishedAt === null) return 'new';
  const ahead = publishedAt.getTime() - now.getTime();
  if (ahead > FARTHEST_FUTURE_MS) return 'held';
  if (ahead > FUTURE_TOLERANCE_MS) return 'future';
  const isOld = previouslyReadAt !== null && publishedAt.getTime() < previouslyReadAt.getTime() - TOO_OLD_MS;
  return kind === 'poll' && isOld ? 'too-old' : 'new';
}

/**
 * Many at once are rather a feed that changed its ids than news: they wait for an editor. What was recognised under
 * another key counts as part of the flood. A single new article is never held, unless it came with a flood of
 * repetitions and is itself from before the last reading.
 */
function guardFlood(judged: Judged[], { knownCount, itemCount, previouslyReadAt }: Circumstances): Judged[] {
  const fresh = judged.filter(({ verdict }) => verdict === 'new' || verdict === 'future');
  const sudden = fresh.length + judged.filter(({ isRekeyed }) => isRekeyed).length;
  const isFlood = sudden > FLOOD || (knownCount >= KNOWN_FOR_SHARE && sudden > 1 && sudden > itemCount / 2);
  if (!isFlood) return judged;
  const [only] = fresh;
  const date = only?.candidate.publishedAt;
  if (fresh.length === 1 && date && previouslyReadAt && date > previouslyReadAt) return judged;
  return judged.map((entry) => (fresh.includes(entry) ? { ...entry, verdict: 'held' } : entry));
}

/**
 * The same link, or the same title and date (FED-22, FED-25). Two items that stand side by side in one document are
 * two articles; and a page that shows another article every day keeps its link, but neither title nor date.
 */
function isSame(
  candidate: Candidate,
  known: KnownArticle,
  { feedId, keysInDocument }: Circumstances,
): boolean {
  const isSameFeed = known.feedId === feedId;
  if (isSameFeed && feedId !== null && keysInDocument.has(known.key)) return false;
  const isSameTitle = foldedTitle(candidate.title) === foldedTitle(known.title);
  const isSameDate = candidate.publishedAt?.getTime() === known.publishedAt?.getTime();
  if (candidate.linkKey !== null && candidate.linkKey === known.linkKey)
    return !isSameFeed || isSameTitle || isSameDate;
  return isSameDate && candidate.publishedAt !== null && isSameTitle && titleAndDate(candidate) !== undefined;
}

/** One article listed twice in a document under two ids. */
function isTwin(one: Candidate, other: Candidate): boolean {
  return (
    one.linkKey !== null &&
    one.linkKey === other.linkKey &&
    foldedTitle(one.title) === foldedTitle(other.title)
  );
}
