import { requeueNotices } from '../notices/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { takeLostJobs } from '../platform/sign-of-life.ts';
import { requeueBulk, requeueImports } from '../subscribers/index.ts';

/**
 * Jobs are not part of a backup: each only says "look there", and all that waits has a row of its own. After a restore they are made
 * anew, once; polls of feeds come by themselves.
 */
export async function requeueLostJobs(app: App): Promise<void> {
  await inTransaction(app, async (inner) => {
    if (!(await takeLostJobs(inner.db))) return;
    const jobs = {
      notices: await requeueNotices(inner),
      imports: await requeueImports(inner),
      bulkChanges: await requeueBulk(inner),
    };
    app.log.info({ event: 'jobs.requeued', ...jobs });
  });
}
