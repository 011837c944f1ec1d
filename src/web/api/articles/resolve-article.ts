import { z } from 'zod';
import { getArticle, type Article } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { getPublication } from '../../../publications/index.ts';
import { readId } from './shapes.ts';

export const articleParams = z.object({ slug: z.string(), id: z.string() });

/** @throws NotFound, also for an article of another publication. */
export async function resolveArticle(app: App, params: z.output<typeof articleParams>): Promise<Article> {
  const publication = await getPublication(app.db, params.slug);
  const article = await getArticle(app.db, readId(params.id, 'article'));
  if (article.publicationId !== publication.id) throw new NotFound(`The article ${params.id}`);
  return article;
}
