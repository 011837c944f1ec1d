import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict, InvalidInput } from '../../platform/errors.ts';
import { listTopics, type Publication, type Topic } from '../../publications/index.ts';
import {
  askForTrial,
  deleteFile,
  insertDraft,
  insertPiece,
  keepFaults,
  keepSamples,
  lockWaiting,
  readFile,
  sizeOfFile,
  startDraft,
} from './file-queries.ts';
import { guessOf } from './guess-of.ts';
import { UnreadableFile, type ColumnChoices, type ImportConsent, type ImportFormat } from './import.ts';
import { importQueue } from './import-queue.ts';
import { lookAtFile, type Look } from './look-at-file.ts';
import { matchTopics } from './match-topics.ts';
import { deleteImport, getImport, markFailed, markReceived } from './queries.ts';
import { stageFile } from './receive-import.ts';

const PIECE = 1_000_000;

/** A file that somebody uploads to see what it would do. */
export interface DraftFile {
  bytes: AsyncIterable<Buffer>;
  name: string;
  format: ImportFormat;
}

/**
 * Keeps a file, and reads it as its columns seem to be meant. Nobody is taken in before `confirmDraft`.
 * @returns its id; of one that failed when the file cannot be read.
 */
export async function draftImport(app: App, publication: Publication, file: DraftFile): Promise<number> {
  const caller = app.actor;
  const id = await insertDraft(app.db, publication.id, { ...file, name: file.name.slice(0, 200), caller });
  try {
    await storeFile(app, id, file.bytes);
    const look = await lookAtFile(readFile(app.db, id), file.format);
    await keepSamples(app.db, id, look.columns);
    const topics = await listTopics(app.db, publication.id);
    await tryDraft(app, publication, id, firstChoices(look, topics));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) {
      await deleteImport(app.db, id).catch(() => {});
      throw error;
    }
    await markFailed(app.db, id, error.reason);
  }
  return id;
}

/** A column with names of topics that there are becomes topics without asking; nothing is left out without asking. */
function firstChoices({ columns, hasHeading }: Look, topics: Topic[]): ColumnChoices {
  const named = columns.find(
    ({ column, samples }) =>
      guessOf(column) === 'topics' && samples.some((cell) => matchTopics(cell, topics).ids.length > 0),
  );
  return { ignored: [], mapped: named && hasHeading ? [{ field: 'topics', column: named.column }] : [] };
}

async function storeFile({ db }: App, id: number, bytes: AsyncIterable<Buffer>): Promise<void> {
  let waiting: Buffer[] = [];
  let size = 0;
  let number = 0;
  const flush = async () => {
    if (size === 0 && number > 0) return;
    await insertPiece(db, id, number, Buffer.concat(waiting));
    number += 1;
    [waiting, size] = [[], 0];
  };
  for await (const piece of bytes) {
    waiting.push(piece);
    size += piece.length;
    if (size >= PIECE) await flush();
  }
  await flush();
}

/**
 * Has the file of a draft read once more, with these choices. What it would do is known when its status is `finished`; a
 * status of `draft` means that a column is not understood.
 * @throws NotFound
 * @throws Conflict once it is an import, or while it is read.
 */
export async function tryDraft(
  app: App,
  publication: Publication,
  id: number,
  choices: ColumnChoices,
): Promise<void> {
  await getImport(app.db, publication.id, id);
  await inTransaction(app, async ({ db, jobs }) => {
    if (!(await askForTrial(db, publication.id, id, choices)))
      throw new Conflict('import-not-a-draft', 'This list is being read, or it has been imported already.');
    await jobs.add(db, importQueue, { importId: id });
  });
}

/** Whether a draft is small enough to wait for what it would do. */
export const isSmall = async (app: App, id: number) => (await sizeOfFile(app.db, id)) <= 10 * PIECE;

/**
 * Takes a draft in, as its last trial said. Twice is once.
 * @throws NotFound
 * @throws Conflict when it is not known what it would do.
 */
export async function confirmDraft(
  app: App,
  publication: Publication,
  id: number,
  consent: Pick<ImportConsent, 'source' | 'at'>,
): Promise<void> {
  const { isTrial } = await getImport(app.db, publication.id, id);
  if (!isTrial) return;
  await inTransaction(app, async (inner) => {
    const { db, jobs } = inner;
    if (!(await startDraft(db, publication.id, id, consent, app.actor))) {
      if (!(await getImport(db, publication.id, id)).isTrial) return;
      throw new Conflict('import-not-checked', 'Look first at what this list would do.');
    }
    await jobs.add(db, importQueue, { importId: id });
    await audit(inner, {
      action: 'import.started',
      subject: `publication:${publication.id}`,
      details: { importId: id, consentSource: consent.source },
    });
  });
}

/** Part of the job: stages a file that waits, whole or not at all. The file goes once its rows are on their way. */
export async function readWaitingFile(app: App, id: number): Promise<void> {
  try {
    // The file is read over another connection than the one that takes its rows in.
    await inTransaction(app, async ({ db, keys, now }) => {
      const waiting = await lockWaiting(db, id);
      if (!waiting) return;
      const { publicationId, format, choices, isTrial } = waiting;
      const reading = { format, choices, topics: await listTopics(db, publicationId), now: now() };
      await markReceived(db, id, await stageFile({ db, keys }, id, readFile(app.db, id), reading));
      if (!isTrial) await deleteFile(db, id);
    });
  } catch (error) {
    if (error instanceof InvalidInput) await keepFaults(app.db, id, error.errors);
    else if (error instanceof UnreadableFile) await markFailed(app.db, id, error.reason);
    else throw error;
  }
}
