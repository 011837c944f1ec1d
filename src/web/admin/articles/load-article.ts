import { databaseNow, getArticle, type Article } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { listSentCorrections } from '../../../planning/index.ts';
import { listTopics, topicsOf, type Publication, type Topic } from '../../../publications/index.ts';
import { fateOf, findArticleRow } from '../../../reports/index.ts';
import type { ToldArticle } from './ArticleRows.tsx';

export interface LoadedArticle extends ToldArticle {
  article: Article;
  /** It goes to readers of these. */
  topics: Topic[];
  /** Corrections that went out. */
  corrections: { sendId: number; at: Date }[];
}

/** @throws NotFound, also for an article of another publication. */
export async function loadArticle(
  { db }: Pick<App, 'db'>,
  publication: Publication,
  id: number,
): Promise<LoadedArticle> {
  const row = await findArticleRow(db, publication.id, id);
  if (!row) throw new NotFound(`The article ${id}`);
  const [article, all, now] = await Promise.all([
    getArticle(db, id),
    listTopics(db, publication.id),
    databaseNow(db),
  ]);
  const ids = new Set(topicsOf(article.categories, all));
  const topics = all.filter((topic) => ids.has(topic.id));
  return { row, article, fate: fateOf(row, now), topics, corrections: await listSentCorrections(db, id) };
}
