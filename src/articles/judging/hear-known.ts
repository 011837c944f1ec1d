import type { Db } from '../../platform/database.ts';
import type { Article } from '../article.ts';
import type { Candidate } from './identity.ts';
import { judgeAgain } from './judge.ts';
import { isPending, type KnownArticle } from './known-article.ts';
import { listKnown, markBack, setVerdict, takeOver } from './known-queries.ts';
import type { Matches } from './match.ts';
import type { Source } from './source.ts';

/** Known articles take over what is told of them now. @returns those with another verdict. */
export async function hearKnown(db: Db, { same }: Matches, now: Date): Promise<Article[]> {
  const changed: Article[] = [];
  for (const [candidate, known] of same) {
    if (isNews(candidate, known)) await takeOver(db, known.id, candidate);
    const finding = judgeAgain(known, candidate, now);
    const article = finding && (await setVerdict(db, known.id, finding));
    if (article) changed.push(article);
  }
  await markBack(
    db,
    [...same.values()].filter(({ leftAt }) => leftAt !== null).map(({ id }) => id),
  );
  return changed;
}

function isNews(candidate: Candidate, known: KnownArticle): boolean {
  return known.key !== candidate.key || known.seenHash?.equals(candidate.contentHash) !== true;
}

/**
 * What another feed repeats is told, though its own feed may have dropped it: then it goes on as it is told here. A
 * push has the last word about what may still be mailed.
 * @returns those with another verdict.
 */
export async function hearRepetitions(
  db: Db,
  { publicationId, feedId, kind }: Source,
  { same, repeats }: Matches,
  now: Date,
): Promise<Article[]> {
  const tellers = new Map<number, Candidate>();
  for (const [candidate, known] of same)
    if (known.duplicateOf !== null) tellers.set(known.duplicateOf, candidate);
  for (const [candidate, of] of repeats) if ('id' in of) tellers.set(of.id, candidate);
  if (tellers.size === 0) return [];
  const originals = await listKnown(db, publicationId, feedId, { keys: [], ids: [...tellers.keys()] });
  const changed: Article[] = [];
  for (const original of originals.filter(isPending)) {
    const candidate = tellers.get(original.id);
    const isMissing = original.heldCode === 'gone-from-feed' || original.heldCode === 'feed-removed';
    if (!candidate || (kind !== 'push' && !isMissing)) continue;
    await takeOver(db, original.id, { ...candidate, key: original.key });
    const finding = judgeAgain(original, candidate, now);
    const article = finding && (await setVerdict(db, original.id, finding));
    if (article) changed.push(article);
  }
  return changed;
}
