import type { App } from '../../platform/app.ts';
import { deleteImport, listAbandonedImports, purgeOldRefusals } from './queries.ts';
import { purgeTrials } from './trial-queries.ts';
import { purgeChanges } from './undo-queries.ts';

/**
 * Forgets uploads that broke off, trials after a day, and after a month the rows that were not taken in and what people
 * were before. Safe to repeat.
 */
export async function purgeImports(app: App): Promise<void> {
  for (const { id } of await listAbandonedImports(app.db)) await deleteImport(app.db, id);
  await purgeTrials(app.db);
  await purgeChanges(app.db);
  const count = await purgeOldRefusals(app.db);
  app.log.info({ event: 'imports.purged', count });
}
