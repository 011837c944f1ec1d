import type { App } from '../platform/app.ts';
import { insertArticleSends } from './queries.ts';

/** Makes a send for every article that may be sent; it is due when the publication's hold is over. */
export async function planArticleSends(app: App): Promise<void> {
  for (const { id, articleId } of await insertArticleSends(app.db)) {
    app.log.info({ event: 'send.planned', sendId: id, articleId });
  }
}
