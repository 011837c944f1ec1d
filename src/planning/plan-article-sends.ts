import { inTransaction, type App } from '../platform/app.ts';
import { settlePlanned } from './gaps/hold-for-gap.ts';
import { ARTICLES_TO_SEND, SENDS_WITHOUT_ARTICLE } from './article-send-queries.ts';
import { insertPlannedSends, withdrawPlannedSends } from '../sends/index.ts';

/**
 * Makes a send for every article that may be sent, due when the publication's hold is over, and withdraws those whose
 * article may not be sent any more. Articles from a time in which another copy may have sent them wait for an answer.
 */
export async function planArticleSends(app: App): Promise<void> {
  await inTransaction(app, async (inner) => {
    for (const { id } of await withdrawPlannedSends(inner.db, SENDS_WITHOUT_ARTICLE))
      app.log.info({ event: 'send.dropped', sendId: id });
    const planned = await insertPlannedSends(inner.db, ARTICLES_TO_SEND);
    await settlePlanned(inner, planned);
    for (const { id, articleId, gapId } of planned)
      app.log.info({ event: gapId === null ? 'send.planned' : 'send.held', sendId: id, articleId });
  });
}
