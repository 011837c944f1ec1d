import type { Db } from '../../platform/database.ts';
import type { Article } from '../article.ts';
import { held } from './held.ts';
import type { Candidate } from '../judging/identity.ts';
import type { KnownArticle } from '../judging/known-article.ts';
import { holdMissing, markLeft } from '../judging/known-queries.ts';
import type { Matches } from '../judging/match.ts';
import type { Source } from '../judging/source.ts';
import { isInsideWindow } from '../judging/window.ts';

/** What a reading lacks of the one before: taken out from inside its window, or pushed out by newer ones. */
export interface Missing {
  inside: KnownArticle[];
  slid: KnownArticle[];
}

/** A document that broke off, a first reading and a push are no evidence that anything is gone. */
export function missingOf(
  { kind, isCut, presentIds, isReaddressed }: Source,
  candidates: Candidate[],
  known: KnownArticle[],
  byKey: Map<Candidate, KnownArticle>,
  floor: Date | null,
): Missing {
  if (isCut || (kind !== 'poll' && !isReaddressed)) return { inside: [], slid: [] };
  const before = new Set(presentIds);
  const present = new Set(byKey.values());
  const absent = known.filter((article) => before.has(article.id) && !present.has(article));
  const { inside = [], slid = [] } = Object.groupBy(absent, (article) =>
    isReaddressed || isInsideWindow(article, floor, candidates.length, [...present]) ? 'inside' : 'slid',
  );
  return { inside, slid };
}

/** What was taken out before its mail, and came back under no other key, waits for an editor. */
export async function holdGone(db: Db, { inside }: Missing, { same }: Matches): Promise<Article[]> {
  const stillHere = new Set([...same.values()].map(({ id }) => id));
  const gone = inside.filter(({ id }) => !stillHere.has(id));
  if (gone.length === 0) return [];
  await markLeft(
    db,
    gone.map(({ id }) => id),
  );
  const originals = gone.map(({ id, duplicateOf }) => duplicateOf ?? id);
  return holdMissing(db, originals, held('gone-from-feed'));
}
