import type { App } from '../../platform/app.ts';
import { defineQueue, PATIENTLY } from '../../platform/jobs/queue.ts';
import { listBulkUnderWay } from './bulk-queries.ts';

export const bulkQueue = defineQueue<{ bulkId: number }>('bulk.run', { ...PATIENTLY, atOnce: 1 });

/** Jobs for all changes that are under way, after they were lost. @returns how many. */
export async function requeueBulk({ db, jobs }: App): Promise<number> {
  const running = await listBulkUnderWay(db);
  await jobs.addAll(
    db,
    bulkQueue,
    running.map((bulkId) => ({ bulkId })),
  );
  return running.length;
}
