import type { Db } from '../../platform/database.ts';
import type { Circumstances } from './circumstances.ts';
import { busiestDayOf } from './flood.ts';
import type { Missing } from '../holds/hold-gone.ts';
import type { Candidate } from './identity.ts';
import type { KnownArticle } from './known-article.ts';
import { countJustPushed, findFloodLimit, listDays } from './known-queries.ts';
import type { Matches } from './match.ts';
import { countFeedArticles } from '../queries.ts';
import type { Source } from './source.ts';
import { atOldEnd, orderOf } from './window.ts';

interface Reading {
  candidates: Candidate[];
  unknown: Candidate[];
  matches: Matches;
  byKey: Map<Candidate, KnownArticle>;
  missing: Missing;
}

/** What the verdicts about unknown candidates depend on; looked up only when there are some. */
export async function judgingCircumstances(
  db: Db,
  source: Source,
  now: Date,
  { candidates, unknown, matches, byKey, missing }: Reading,
): Promise<Circumstances> {
  const { publicationId, feedId, kind } = source;
  const isNeeded = unknown.length > 0 && kind !== 'baseline';
  const taken = new Set(matches.same.values());
  const order = orderOf(candidates, (one) => matches.same.get(one)?.verdict);
  return {
    now,
    kind,
    previouslyReadAt: source.previouslyReadAt,
    previousFloor: source.previousFloor,
    isBaselineCut: source.isBaselineCut,
    baselineAt: source.baselineAt,
    knownCount: isNeeded && feedId !== null ? await countFeedArticles(db, feedId) : 0,
    itemCount: candidates.length,
    atOldEnd: atOldEnd(candidates, (one) => matches.same.has(one), order, source.previousFloor),
    order,
    missingCount: [...missing.inside, ...missing.slid].filter((article) => !taken.has(article)).length,
    isDatedFeed: isDatedFeed(candidates),
    habit: isNeeded
      ? {
          floodLimit: await findFloodLimit(db, publicationId),
          busiestDay: busiestDayOf(await listDays(db, publicationId, feedId)),
          justPushed: kind === 'push' ? await countJustPushed(db, publicationId) : 0,
        }
      : { floodLimit: null, busiestDay: null, justPushed: 0 },
    rekeyedCount: [...matches.same].filter(
      ([candidate, known]) => !byKey.has(candidate) && !isToldAlike(candidate, known),
    ).length,
    doubtful: matches.doubtful,
  };
}

/** Only its guid is another: of some feeds that changes at each reading. */
function isToldAlike(candidate: Candidate, known: KnownArticle): boolean {
  const isSameDate = candidate.publishedAt?.getTime() === known.seenDate?.getTime();
  return candidate.linkKey === known.linkKey && candidate.foldedTitle === known.seenTitle && isSameDate;
}

/** Nearly all other items have a date, readable or not. */
function isDatedFeed(candidates: Candidate[]): boolean {
  const dated = candidates.filter(
    ({ publishedAt, isDateUnread }) => publishedAt !== null || isDateUnread,
  ).length;
  return dated >= 3 && dated >= (candidates.length - 1) * 0.8;
}
