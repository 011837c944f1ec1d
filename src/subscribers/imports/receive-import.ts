import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import type { Db } from '../../platform/database.ts';
import { listTopics, type Publication } from '../../publications/index.ts';
import { forgetErased } from './forget-erased.ts';
import {
  UnreadableFile,
  type ColumnChoices,
  type ImportConsent,
  type ImportFormat,
  type Reading,
} from './import.ts';
import { deleteImport, insertImport, markFailed, markReceived, type Received } from './queries.ts';
import { readReaders } from './read-readers.ts';
import { newReport, notesOf, samplesOf } from './reading-report.ts';
import { stageRows } from './stage-rows.ts';
import { importQueue } from './import-queue.ts';

/** A list of people who agreed elsewhere to get this newsletter. */
export interface ImportedFile {
  bytes: AsyncIterable<Buffer>;
  format: ImportFormat;
  consent: ImportConsent;
  /** Runs in the transaction in which the import is there, and with one that failed. */
  keep?(db: Db, id: number): Promise<void>;
  choices?: ColumnChoices;
  /** Only to see what it would do. */
  isTrial?: boolean;
}

const NO_CHOICES: ColumnChoices = { ignored: [], mapped: [] };

/**
 * Reads a file into the database as it arrives and leaves the rest to the queue `import.run`. The file itself is kept
 * nowhere, so any machine can go on with it.
 * @returns the import's id; of a failed one when the file cannot be read.
 * @throws InvalidInput for columns that are not understood: nothing has happened then.
 */
export async function receiveImport(
  app: App,
  publication: Publication,
  file: ImportedFile,
  rowsInChunk?: number,
): Promise<number> {
  const { format, choices = NO_CHOICES, isTrial = false } = file;
  const reading = { format, choices, topics: await listTopics(app.db, publication.id), now: app.now() };
  const id = await insertImport(app.db, publication.id, file.consent, isTrial);
  try {
    const received = await stageFile(app, id, file.bytes, reading, rowsInChunk);
    await inTransaction(app, async (inner) => {
      const { db, jobs } = inner;
      await markReceived(db, id, received);
      await jobs.add(db, importQueue, { importId: id });
      await file.keep?.(db, id);
      if (isTrial) return;
      await audit(inner, {
        action: 'import.started',
        subject: `publication:${publication.id}`,
        details: { importId: id, rows: received.rows, consentSource: file.consent.source },
      });
    });
    app.log.info({
      event: 'import.received',
      importId: id,
      publicationId: publication.id,
      rows: received.rows,
    });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) {
      // The upload broke off, or a column is not understood. If this fails too, the nightly purge does it.
      await deleteImport(app.db, id).catch(() => {});
      throw error;
    }
    await markFailed(app.db, id, error.reason);
    app.log.info({ event: 'import.failed', importId: id, publicationId: publication.id });
  }
  return id;
}

/** Reads the rows of a file into the database; what is known then, for `markReceived`. */
export async function stageFile(
  app: Pick<App, 'db' | 'keys'>,
  id: number,
  bytes: AsyncIterable<Buffer>,
  reading: Reading,
  rowsInChunk?: number,
): Promise<Received> {
  const report = newReport();
  const counts = await stageRows(app, id, readReaders(bytes, reading, report), rowsInChunk);
  await forgetErased(app, id);
  const columns = [...report.columns.values()];
  const hasTopics = columns.some(({ takenAs }) => takenAs.includes('topics'));
  return { ...counts, columns, notes: notesOf(report), samples: samplesOf(report), hasTopics };
}
