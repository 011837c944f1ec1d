import { getArticle, versionsOf, type Article } from '../../articles/index.ts';
import type { App } from '../../platform/app.ts';
import { listTopics, topicsOf } from '../../publications/index.ts';
import { totalOf, type Correction, type CorrectionAudience } from './correction.ts';
import { countReaders, findCorrection, type AskedCorrection } from './correction-queries.ts';

/** Who has another text of an article than it has now. */
export async function askCorrection(
  { db }: Pick<App, 'db'>,
  article: Article,
  {
    audience,
    inNextDigest,
    sendId = null,
  }: { audience: CorrectionAudience; inNextDigest: boolean; sendId?: number | null },
): Promise<AskedCorrection> {
  const { id, publicationId, categories } = article;
  const topicIds = topicsOf(categories, await listTopics(db, publicationId));
  return {
    publicationId,
    articleId: id,
    audience,
    inNextDigest,
    versions: versionsOf(article),
    topicIds,
    sendId,
  };
}

/** How many would get a correction now that waits for its time. */
export async function countCorrection(app: Pick<App, 'db'>, correction: Correction): Promise<number> {
  const article = await getArticle(app.db, correction.articleId);
  return totalOf(await countReaders(app.db, await askCorrection(app, article, correction)));
}

/** The same of a send; undefined when it corrects nothing. */
export async function countCorrectionOf(app: Pick<App, 'db'>, sendId: number): Promise<number | undefined> {
  const correction = await findCorrection(app.db, sendId);
  return correction && countCorrection(app, correction);
}
