import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { AppError } from '../platform/errors.ts';
import { version } from '../platform/version.ts';
import { FIRST_LINE, FORMAT, type BackupSummary, type TableTotal } from './format.ts';
import { listSequences, listTables, onSnapshot, readHead, tableRows, type TableColumns } from './queries.ts';
import { countRows, readBackup } from './read-backup.ts';

const PIECE = 4 * 1024 * 1024;

/**
 * Writes one moment of the whole database to a file, while everything goes on, and reads the file back. It stands under its name
 * only when every table in it has the rows and the sums that were written.
 * @param secrets undefined: they are not part of it.
 * @throws AppError that names the file and the reason.
 */
export async function writeBackup(
  app: Pick<App, 'db' | 'log' | 'actor'>,
  file: string,
  secrets?: string[],
): Promise<BackupSummary> {
  const { db } = app;
  const draft = `${file}.part-${process.pid}`;
  try {
    const written = await onSnapshot(db, (snapshot) => write(snapshot, draft, secrets));
    const found = await readBackup(draft);
    if (JSON.stringify(found) !== JSON.stringify(written))
      throw new AppError(
        'backup-not-verified',
        `The backup ${file} was written, but reading it back gave different data.`,
      );
    await rename(draft, file);
    await syncFolder(path.dirname(file));
    await note(app, secrets !== undefined);
    return found;
  } catch (error) {
    throw explain(file, error);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A database that cannot be written to, such as a copy that follows another, spoils no backup. */
async function note(app: Pick<App, 'db' | 'log' | 'actor'>, withSecrets: boolean): Promise<void> {
  try {
    await audit(app, { action: 'backup.written', subject: 'installation', details: { withSecrets } });
  } catch (error) {
    app.log.warn({ event: 'backup.not-noted', err: error });
  }
}

async function write(db: Db, draft: string, secrets: string[] | undefined): Promise<BackupSummary> {
  const head = { format: FORMAT, program: version(), ...(await readHead(db)), ...(secrets && { secrets }) };
  const summary: BackupSummary = { head, tables: [], sequences: [] };
  const target = createWriteStream(draft, {
    mode: 0o600,
    flags: 'wx',
    flush: true,
  });
  await pipeline(Readable.from(plain(db, summary), { objectMode: false }), createGzip({ level: 3 }), target);
  return summary;
}

async function* plain(db: Db, summary: BackupSummary): AsyncGenerator<Buffer> {
  const sum = createHash('sha256');
  const counted = (bytes: Buffer) => {
    sum.update(bytes);
    return bytes;
  };
  const line = (value: unknown) => counted(Buffer.from(`${JSON.stringify(value)}\n`));
  yield counted(Buffer.from(`${FIRST_LINE}\n`));
  yield line(summary.head);
  for (const table of await listTables(db)) {
    yield line(table);
    const total = { table: table.table, rows: 0, bytes: 0, sha256: '' };
    for await (const piece of countedPieces(db, table, total)) {
      yield counted(Buffer.from(`${piece.length}\n`));
      yield counted(piece);
    }
    yield counted(Buffer.from('0\n'));
    summary.tables.push(total);
  }
  // Behind the rows: ids given meanwhile are given to nobody else either.
  summary.sequences = await listSequences(db);
  const sha256 = sum.digest('hex');
  yield Buffer.from(
    `${JSON.stringify({ end: { tables: summary.tables, sequences: summary.sequences, sha256 } })}\n`,
  );
}

async function* countedPieces(db: Db, table: TableColumns, total: TableTotal): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of tableRows(db, table)) {
    total.rows += countRows(chunk);
    total.bytes += chunk.length;
    hash.update(chunk);
    for (let from = 0; from < chunk.length; from += PIECE) yield chunk.subarray(from, from + PIECE);
  }
  total.sha256 = hash.digest('hex');
}

/** The new name is on the disk, too. Not every system can do that for a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

const REASONS: Record<string, string> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EACCES: 'its permissions do not allow it',
  EPERM: 'its permissions do not allow it',
  EROFS: 'the file system is read-only',
  EISDIR: 'there is a folder with that name',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EEXIST: 'a folder with that name is in the way',
};

function explain(file: string, error: unknown): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined
    ? error
    : new AppError('backup-not-written', `The backup ${file} cannot be written: ${reason}.`, {
        cause: error,
      });
}
