import type { App } from '../../platform/app.ts';
import { importQueue } from './import-queue.ts';
import { listRunningImports } from './queries.ts';

/** Jobs for all lists that are being taken in, after they were lost. @returns how many. */
export async function requeueImports({ db, jobs }: App): Promise<number> {
  const running = await listRunningImports(db);
  for (const importId of running) await jobs.add(db, importQueue, { importId });
  return running.length;
}
