import type { Db } from '../platform/database.ts';
import type { Article } from './article.ts';
import type { Candidate } from './identity.ts';
import { judge, type Circumstances, type Judged } from './judge.ts';
import {
  countFeedArticles,
  databaseNow,
  insertArticles,
  listKnownKeys,
  listSimilar,
  lockArticles,
  updateContent,
  type NewArticle,
} from './queries.ts';

interface Source {
  publicationId: number;
  /** Null: pushed. */
  feedId: number | null;
  kind: Circumstances['kind'];
  previouslyReadAt: Date | null;
}

/**
 * The way every article takes: known ones take over edits (FED-23), unknown ones get a verdict and are kept for ever
 * (FED-20). Call it in a transaction: publications take turns.
 * @returns the articles seen for the first time.
 */
export async function takeInArticles(db: Db, source: Source, candidates: Candidate[]): Promise<Article[]> {
  const { publicationId, feedId } = source;
  await lockArticles(db, publicationId);
  const judged = await judgeUnknown(db, source, candidates);
  const rowOf = ({ candidate, verdict }: Judged, duplicateOf: number | null): NewArticle => ({
    ...candidate,
    verdict,
    duplicateOf,
  });
  const originals = judged.filter(({ repeats }) => !repeats || 'id' in repeats);
  const inserted = await insertArticles(
    db,
    publicationId,
    feedId,
    originals.map((entry) => rowOf(entry, entry.repeats && 'id' in entry.repeats ? entry.repeats.id : null)),
  );
  const ids = new Map(inserted.map((article) => [article.key, article.id]));
  const twins = judged.flatMap((entry) =>
    entry.repeats && 'key' in entry.repeats ? [rowOf(entry, ids.get(entry.repeats.key) ?? null)] : [],
  );
  return [...inserted, ...(await insertArticles(db, publicationId, feedId, twins))];
}

async function judgeUnknown(db: Db, source: Source, candidates: Candidate[]): Promise<Judged[]> {
  const { publicationId, feedId } = source;
  const keys = candidates.map((candidate) => candidate.key);
  const known = new Map((await listKnownKeys(db, publicationId, feedId, keys)).map((row) => [row.key, row]));
  for (const candidate of candidates) {
    const row = known.get(candidate.key);
    if (row && !row.contentHash.equals(candidate.contentHash)) await updateContent(db, row.id, candidate);
  }
  const unknown = candidates.filter((candidate) => !known.has(candidate.key));
  if (unknown.length === 0) return [];
  const linkKeys = unknown.flatMap(({ linkKey }) => (linkKey === null ? [] : [linkKey]));
  const dates = unknown.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt]));
  return judge(unknown, {
    now: await databaseNow(db),
    feedId,
    kind: source.kind,
    knownCount: feedId === null ? 0 : await countFeedArticles(db, feedId),
    itemCount: candidates.length,
    previouslyReadAt: source.previouslyReadAt,
    keysInDocument: new Set(keys),
    similar: await listSimilar(db, publicationId, linkKeys, dates),
  });
}
