import { findWithdrawn, listArticlesById, versionsOf, type Article } from '../../articles/index.ts';
import type { App } from '../../platform/app.ts';
import { topicsOf, type Topic } from '../../publications/index.ts';
import { listCarried, type OwedCorrection } from './owed-queries.ts';

/** Corrections that a digest may carry, each with its article as it is now. One of an article that was withdrawn waits. */
export interface Carried {
  corrections: OwedCorrection[];
  articles: Article[];
}

export const NOTHING_CARRIED: Carried = { corrections: [], articles: [] };

export async function gatherCarried(
  { db }: Pick<App, 'db'>,
  { publicationId, dueAt }: { publicationId: number; dueAt: Date },
  topics: Topic[],
): Promise<Carried> {
  const found = await listCarried(db, publicationId, dueAt);
  if (found.length === 0) return NOTHING_CARRIED;
  const ids = found.map(({ articleId }) => articleId);
  const articles = await listArticlesById(db, ids);
  const withdrawn = await findWithdrawn(db, ids);
  const corrections = found.flatMap((one): OwedCorrection[] => {
    const article = articles.get(one.articleId);
    if (article?.verdict !== 'new' || withdrawn.has(article.id)) return [];
    return [{ ...one, now: versionsOf(article), topicIds: topicsOf(article.categories, topics) }];
  });
  return { corrections, articles: [...articles.values()] };
}
