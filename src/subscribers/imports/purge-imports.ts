import type { App } from '../../platform/app.ts';
import { deleteImport, listAbandonedImports, purgeOldRefusals } from './queries.ts';

/** Forgets uploads that broke off, and after a month the rows that were not taken in. Safe to repeat. */
export async function purgeImports(app: App): Promise<void> {
  for (const { id } of await listAbandonedImports(app.db)) await deleteImport(app.db, id);
  const count = await purgeOldRefusals(app.db);
  app.log.info({ event: 'imports.purged', count });
}
