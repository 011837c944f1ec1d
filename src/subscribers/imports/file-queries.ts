import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';
import type { FieldError } from '../../platform/errors.ts';
import type { ColumnChoices, ColumnSamples, ImportConsent, ImportFormat } from './import.ts';

/** A list whose file waits here to be read. */
export interface WaitingFile {
  publicationId: number;
  format: ImportFormat;
  choices: ColumnChoices;
  isTrial: boolean;
}

export async function insertDraft(
  db: Db,
  publicationId: number,
  file: { name: string; format: ImportFormat; caller: string },
): Promise<number> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into imports (publication_id, status, consent_source, channel, caller, is_trial, file_name, format)
     values (?, 'draft', '', 'admin', ?, true, ?, ?) returning id`,
    [publicationId, file.caller, file.name, file.format],
  );
  return row?.id ?? 0;
}

export async function insertPiece(db: Db, importId: number, number: number, bytes: Buffer): Promise<void> {
  await db.raw('insert into import_files (import_id, number, bytes) values (?, ?, ?)', [
    importId,
    number,
    bytes,
  ]);
}

/** The file, piece by piece. */
export async function* readFile(db: Db, importId: number): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const row = await firstRow<{ bytes: Buffer }>(
      db,
      'select bytes from import_files where import_id = ? and number = ?',
      [importId, number],
    );
    if (!row) return;
    yield row.bytes;
  }
}

export async function sizeOfFile(db: Db, importId: number): Promise<number> {
  const row = await firstRow<{ size: number }>(
    db,
    'select coalesce(sum(octet_length(bytes)), 0)::bigint as size from import_files where import_id = ?',
    [importId],
  );
  return row?.size ?? 0;
}

export async function deleteFile(db: Db, importId: number): Promise<void> {
  await db.raw('delete from import_files where import_id = ?', [importId]);
}

export async function keepSamples(db: Db, importId: number, samples: ColumnSamples[]): Promise<void> {
  await db.raw('update imports set samples = cast(? as jsonb) where id = ?', [
    JSON.stringify(samples),
    importId,
  ]);
}

/** From here on the job reads it with these choices. @returns whether it may: not while it is read, nor once it goes. */
export async function askForTrial(
  db: Db,
  publicationId: number,
  id: number,
  choices: ColumnChoices,
): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update imports set status = 'receiving', choices = cast(? as jsonb), faults = '[]', error = null
      where id = ? and publication_id = ? and is_trial and status in ('draft', 'finished', 'failed')
        and exists (select from import_files where import_id = imports.id)`,
    [JSON.stringify(choices), id, publicationId],
  );
  return changed > 0;
}

/** From here on it is an import. @returns whether it was a trial until now. */
export async function startDraft(
  db: Db,
  publicationId: number,
  id: number,
  { source, at }: Pick<ImportConsent, 'source' | 'at'>,
  caller: string,
): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update imports
        set status = 'receiving', is_trial = false, consent_source = ?, consent_at = ?, caller = ?, created_at = now(),
            finished_at = null, samples = '[]'
      where id = ? and publication_id = ? and is_trial and status = 'finished'
        and exists (select from import_files where import_id = imports.id)`,
    [source, at ?? null, caller, id, publicationId],
  );
  return changed > 0;
}

/** Locks a list whose file is to be read now, and forgets what an earlier reading left. In a transaction. */
export async function lockWaiting(db: Db, id: number): Promise<WaitingFile | undefined> {
  const found = await firstRow<WaitingFile>(
    db,
    `select publication_id as "publicationId", format, choices, is_trial as "isTrial" from imports i
      where id = ? and status = 'receiving' and exists (select from import_files where import_id = i.id) for update`,
    [id],
  );
  if (!found) return undefined;
  for (const table of ['import_chunks', 'import_outs', 'import_refusals'])
    await db.raw(`delete from ${table} where import_id = ?`, [id]);
  await db.raw('update imports set added = 0, updated = 0, ended = 0, skipped = 0 where id = ?', [id]);
  return found;
}

/** Columns that are not understood: somebody has to say what they are. */
export async function keepFaults(db: Db, id: number, faults: FieldError[]): Promise<void> {
  await db.raw(
    `update imports set status = 'draft', is_trial = true, faults = cast(? as jsonb) where id = ? and status = 'receiving'`,
    [JSON.stringify(faults), id],
  );
}

/** The latest lists of a publication that were taken in, or are. */
export function listLatest(
  db: Db,
  publicationId: number,
): Promise<
  { id: number; fileName: string; consentSource: string; createdAt: Date; added: number; status: string }[]
> {
  return rows(
    db,
    `select id, file_name as "fileName", consent_source as "consentSource", created_at as "createdAt", added, status
       from imports where publication_id = ? and not is_trial order by id desc limit 10`,
    [publicationId],
  );
}
