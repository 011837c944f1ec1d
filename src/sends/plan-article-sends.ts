import { inTransaction, type App } from '../platform/app.ts';
import { settlePlanned } from './hold-sends.ts';
import { insertArticleSends } from './queries.ts';

/**
 * Makes a send for every article that may be sent; it is due when the publication's hold is over. Articles from a time in which
 * another copy may have sent them wait for an answer.
 */
export async function planArticleSends(app: App): Promise<void> {
  await inTransaction(app, async (inner) => {
    const planned = await insertArticleSends(inner.db);
    await settlePlanned(inner, planned);
    for (const { id, articleId, gapId } of planned)
      app.log.info({ event: gapId === null ? 'send.planned' : 'send.held', sendId: id, articleId });
  });
}
