import type { App } from '../../platform/app.ts';
import { promoteFutureArticles } from '../queries.ts';

/** Future-dated articles whose time has come become new. */
export async function promoteDueArticles(app: App): Promise<void> {
  for (const articleId of await promoteFutureArticles(app.db)) {
    app.log.info({ event: 'article.promoted', articleId });
  }
}
