import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { NotFound } from '../platform/errors.ts';
import type { Article } from './article.ts';
import { getArticle, setPicked } from './queries.ts';

/**
 * Makes an article an editor's pick, which stands before others in digests to come, or takes that back. A repeat changes nothing.
 * @throws NotFound
 */
export function pickArticle(
  app: App,
  publicationId: number,
  id: number,
  isPicked: boolean,
): Promise<Article> {
  return inTransaction(app, async (inner) => {
    const before = await getArticle(inner.db, id);
    if (before.publicationId !== publicationId) throw new NotFound(`The article ${id}`);
    if ((before.pickedAt !== null) === isPicked) return before;
    await setPicked(inner.db, id, isPicked);
    await audit(inner, {
      action: isPicked ? 'article.picked' : 'article.unpicked',
      subject: `article:${id}`,
    });
    return getArticle(inner.db, id);
  });
}
