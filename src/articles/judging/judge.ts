import type { Circumstances, Judged } from './circumstances.ts';
import { guardFlood } from './flood.ts';
import { held, heldAsMaybeKnown, isCurable, type HeldCode } from '../holds/held.ts';
import type { Candidate } from './identity.ts';
import { isPending, type KnownArticle } from './known-article.ts';

const DAY_MS = 24 * 3600 * 1000;
const LONG_AGO_MS = 7 * DAY_MS;
const FARTHEST_FUTURE_MS = 30 * DAY_MS;
/** Clocks differ: so little ahead counts as now. */
const FUTURE_TOLERANCE_MS = 10 * 60 * 1000;

/** Verdicts for candidates that nobody knows yet. Pure: dates come from the database's clock. */
export function judge(candidates: Candidate[], around: Circumstances): Judged[] {
  const judged = candidates.map((candidate) => ({ candidate, ...verdictOf(candidate, around) }));
  return around.kind === 'baseline' ? judged : guardFlood(judged, around);
}

type Finding = Pick<Judged, 'verdict' | 'reason'>;

const hold = (code: Exclude<HeldCode, 'flood' | 'maybe-known'>): Finding => ({
  verdict: 'held',
  reason: held(code),
});

function verdictOf(candidate: Candidate, around: Circumstances): Finding {
  const { kind, previouslyReadAt } = around;
  if (kind === 'baseline' || isBehindCut(candidate, around)) return { verdict: 'baseline' };
  const older = kind === 'poll' ? verdictOfOlder(candidate, around) : undefined;
  if (older) return older;
  const known = around.doubtful.get(candidate);
  if (known) return { verdict: 'held', reason: heldAsMaybeKnown(known.seenTitle) };
  if (kind === 'poll' && candidate.publishedAt === null && around.isDatedFeed && !candidate.isDateUnread)
    return hold('date-missing');
  return verdictByContent(candidate, around.now, kind === 'poll' ? previouslyReadAt : null);
}

/** What its own words say, whoever told it. @param longAgoFrom a week before it is long ago; null: nothing is. */
function verdictByContent(candidate: Candidate, now: Date, longAgoFrom: Date | null): Finding {
  const { publishedAt, isMembersOnly, isDateUnread, isGarbled } = candidate;
  if (isMembersOnly) return hold('members-only');
  if (isGarbled) return hold('garbled');
  if (isDateUnread) return hold('date-unread');
  if (publishedAt === null) return { verdict: 'new' };
  if (publishedAt.getTime() < 0) return hold('date-missing');
  const ahead = publishedAt.getTime() - now.getTime();
  if (ahead > FARTHEST_FUTURE_MS) return hold('far-future');
  if (ahead > FUTURE_TOLERANCE_MS) return { verdict: 'future' };
  const isLongAgo = longAgoFrom !== null && publishedAt.getTime() < longAgoFrom.getTime() - LONG_AGO_MS;
  return isLongAgo ? hold('dated-long-ago') : { verdict: 'new' };
}

/** A first reading that broke off is no baseline for what it did not reach. */
function isBehindCut(candidate: Candidate, { isBaselineCut, baselineAt, atOldEnd }: Circumstances): boolean {
  if (!isBaselineCut || !atOldEnd.has(candidate)) return false;
  return candidate.publishedAt === null || (baselineAt !== null && candidate.publishedAt <= baselineAt);
}

/**
 * Older than the window that was known: it slid in because another was deleted or the window grew. A single one beside
 * all that was known may as well be a draft under its old date.
 */
function verdictOfOlder(candidate: Candidate, around: Circumstances): Finding | undefined {
  const { previousFloor, atOldEnd, missingCount } = around;
  const isAtEnd = atOldEnd.has(candidate);
  const { publishedAt } = candidate;
  if (publishedAt === null) {
    if (candidate.isDateUnread || around.isDatedFeed || !isAtEnd || around.order === 'oldest-first')
      return undefined;
    return missingCount > 0 || around.order === 'newest-first'
      ? { verdict: 'too-old' }
      : hold('dated-long-ago');
  }
  if (previousFloor === null || publishedAt > previousFloor || !isAtEnd) return undefined;
  const isAlone = atOldEnd.size === 1 && missingCount === 0;
  if (publishedAt < previousFloor) return isAlone ? hold('dated-long-ago') : { verdict: 'too-old' };
  return isDay(publishedAt) && missingCount > 0 ? { verdict: 'too-old' } : undefined;
}

/** On the half hour: rather a day without a time. */
const isDay = (date: Date) => date.getTime() % (30 * 60_000) === 0;

/**
 * What a known article becomes by how it is told now; undefined: it stays. An editor's release stands until the feed
 * says something new.
 */
export function judgeAgain(known: KnownArticle, candidate: Candidate, now: Date): Finding | undefined {
  if (!isPending(known)) return undefined;
  const { publishedAt, isDateUnread } = candidate;
  const isRedated =
    publishedAt !== null && !isDateUnread && publishedAt.getTime() !== known.publishedAt?.getTime();
  if (known.verdict === 'held') {
    const needsDate = known.heldCode === 'date-missing' || known.heldCode === 'dated-long-ago';
    if (!isCurable(known.heldCode) || (needsDate && !isRedated)) return undefined;
    const finding = verdictByContent(candidate, now, known.firstSeenAt);
    return finding.reason?.code === known.heldCode ? undefined : finding;
  }
  if (known.decidedAt !== null && !isRedated) return undefined;
  const finding = verdictByContent(candidate, now, null);
  const isWaiting = known.verdict === 'future' && finding.verdict === 'new';
  if (finding.verdict === known.verdict || isWaiting) return undefined;
  return known.decidedAt !== null && !isAhead(publishedAt, now) ? undefined : finding;
}

const isAhead = (date: Date | null, now: Date) => date !== null && date > now;
