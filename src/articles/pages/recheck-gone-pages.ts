import { inTransaction, type App } from '../../platform/app.ts';
import { askForGonePages } from './page-queries.ts';
import { pageQueue } from './page-queue.ts';

/** Looks again at pages that were gone: they may be back. */
export async function recheckGonePages(app: App): Promise<void> {
  await inTransaction(app, async ({ db, jobs }) => {
    const articleIds = await askForGonePages(db);
    if (articleIds.length > 0) await jobs.add(db, pageQueue, { articleIds });
  });
}
