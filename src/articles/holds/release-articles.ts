import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import type { Article } from '../article.ts';
import { dismissRows, lockArticles, promoteFutureArticles, releaseRows } from '../queries.ts';

/**
 * Lets articles be sent: those with these ids (also ones that were dismissed, too old or in the baseline), or without
 * ids all held ones of the publication. A repeat changes nothing.
 * @returns the articles that changed.
 */
export function releaseArticles(app: App, publicationId: number, ids?: number[]): Promise<Article[]> {
  return decide(app, publicationId, 'article.released', (inner) => releaseRows(inner.db, publicationId, ids));
}

/** Refuses articles: those with these ids, or without ids all held ones. They stay known and are not sent. */
export function dismissArticles(app: App, publicationId: number, ids?: number[]): Promise<Article[]> {
  return decide(app, publicationId, 'article.dismissed', (inner) =>
    dismissRows(inner.db, publicationId, ids),
  );
}

function decide(
  app: App,
  publicationId: number,
  action: string,
  change: (app: App) => Promise<Article[]>,
): Promise<Article[]> {
  return inTransaction(app, async (inner) => {
    await lockArticles(inner.db, publicationId);
    const articles = await change(inner);
    if (articles.length > 0) {
      const articleIds = articles.map(({ id }) => id);
      await audit(inner, {
        action,
        subject: `publication:${publicationId}`,
        details: { articleIds },
      });
    }
    return articles;
  });
}

/** Future-dated articles whose time has come become new. */
export async function promoteDueArticles(app: App): Promise<void> {
  for (const articleId of await promoteFutureArticles(app.db)) {
    app.log.info({ event: 'article.promoted', articleId });
  }
}
