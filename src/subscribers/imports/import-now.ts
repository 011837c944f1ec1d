import { inTransaction, type App } from '../../platform/app.ts';
import { AppError } from '../../platform/errors.ts';
import type { Publication } from '../../publications/index.ts';
import type { Import, ReasonCount, Refusal } from './import.ts';
import { countReasons, getImport, listRefusals } from './queries.ts';
import { receiveImport, type ImportedFile } from './receive-import.ts';
import { runImport } from './run-import.ts';

/** What an import did, or would do. */
export interface ImportReport {
  import: Import;
  /** The first ones. */
  refusals: Refusal[];
  /** All of them, by reason. */
  reasons: ReasonCount[];
}

const SHOWN_REFUSALS = 1000;

/** The whole import in this process, for the command line. */
export async function importNow(
  app: App,
  publication: Publication,
  file: ImportedFile,
  connections?: number,
): Promise<ImportReport> {
  const id = await receiveImport(app, publication, file);
  await runImport(app, { importId: id }, { turnMs: Infinity, ...(connections && { connections }) });
  return {
    import: await getImport(app.db, publication.id, id),
    refusals: await listRefusals(app.db, id, { after: 0, limit: SHOWN_REFUSALS }),
    reasons: await countReasons(app.db, id),
  };
}

/** What `importNow` would do: all of it in one transaction that is taken back. */
export async function tryImport(
  app: App,
  publication: Publication,
  file: ImportedFile,
): Promise<ImportReport> {
  const takenBack = new Error('taken back');
  let report: ImportReport | undefined;
  let isRead = false;
  try {
    await inTransaction(app, async (inner) => {
      if (isRead) throw new AppError('database-busy', 'The database was busy. Please try again.');
      isRead = true;
      report = await importNow(inner, publication, file, 1);
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
  if (!report) throw takenBack;
  return report;
}
