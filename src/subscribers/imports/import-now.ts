import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import type { Import, ReasonCount, Refusal } from './import.ts';
import { countReasons, getImport, listRefusals } from './queries.ts';
import { receiveImport, type ImportedFile } from './receive-import.ts';
import { runImport } from './run-import.ts';
import { deleteTrial } from './trial-queries.ts';

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
  return reportOf(app, publication, id);
}

async function reportOf(app: App, publication: Publication, id: number): Promise<ImportReport> {
  return {
    import: await getImport(app.db, publication.id, id),
    refusals: await listRefusals(app.db, id, { after: 0, limit: SHOWN_REFUSALS }),
    reasons: await countReasons(app.db, id),
  };
}

/** What `importNow` would do: each part of the list is taken in and taken back. Nothing of it stays. */
export async function tryImport(
  app: App,
  publication: Publication,
  file: ImportedFile,
): Promise<ImportReport> {
  const id = await receiveImport(app, publication, { ...file, isTrial: true });
  try {
    await runImport(app, { importId: id }, { turnMs: Infinity });
    return await reportOf(app, publication, id);
  } finally {
    await deleteTrial(app.db, id);
  }
}
