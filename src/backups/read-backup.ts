import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../platform/errors.ts';
import {
  damaged,
  FIRST_LINE,
  FORMAT,
  LONGEST,
  type BackupSummary,
  type Head,
  type TableTotal,
  type Tail,
} from './format.ts';

const headShape = z.looseObject({
  format: z.int(),
  program: z.string(),
  madeAt: z.iso.datetime(),
  signAt: z.iso.datetime().nullable(),
  server: z.string(),
  mark: z.string().nullable(),
  migrations: z.array(z.string()),
  fingerprints: z.array(z.string()),
  secrets: z.array(z.string()).optional(),
});
const recordShape = z.union([
  z.object({ table: z.string(), columns: z.array(z.string()) }),
  z.object({
    end: z.object({
      tables: z.array(z.object({ table: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() })),
      sequences: z.array(z.object({ table: z.string(), column: z.string(), value: z.int() })),
      sha256: z.string(),
    }),
  }),
]);

/** Takes the rows of a table; those of one that is not wanted are read all the same. */
export type TakeRows = (table: string, columns: string[], rows: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads a backup from the first byte to the last and checks every sum in it.
 * @param take gets each table while it is read; the sums are known only at the end.
 * @throws AppError `not-a-backup`, `backup-is-newer`, `backup-is-damaged`.
 */
export async function readBackup(file: string, take: TakeRows = passOver): Promise<BackupSummary> {
  const source = createReadStream(file);
  const plain = source.pipe(createGunzip());
  source.on('error', (error) => plain.destroy(error));
  try {
    return await readPlain(plain, take);
  } catch (error) {
    throw explain(file, error);
  } finally {
    source.destroy();
    plain.destroy();
  }
}

const passOver: TakeRows = async (_table, _columns, rows) => {
  for await (const _piece of rows);
};

async function readPlain(plain: AsyncIterable<Buffer>, take: TakeRows): Promise<BackupSummary> {
  const sum = createHash('sha256');
  const reader = createReader(plain, sum);
  if ((await reader.line()) !== FIRST_LINE) throw notABackup();
  try {
    return await readRecords(reader, sum, take);
  } catch (error) {
    throw asDamage(error);
  }
}

async function readRecords(reader: Reader, sum: Hash, take: TakeRows): Promise<BackupSummary> {
  const head = parseHead(await reader.line());
  const tables: TableTotal[] = [];
  for (;;) {
    const before = sum.copy().digest('hex');
    const record = recordShape.safeParse(json(await reader.line()));
    if (!record.success) throw damaged('a record in it cannot be read');
    if ('end' in record.data) {
      const { sha256, ...tail } = record.data.end;
      if (sha256 !== before || !isSame(tail, tables)) throw damaged('its checksums do not match its content');
      await reader.end();
      return { head, ...tail };
    }
    const { table, columns } = record.data;
    const pieces = countPieces(reader);
    await take(table, columns, pieces.rows);
    tables.push({ table, ...pieces.total() });
  }
}

function isSame(tail: Tail, tables: TableTotal[]): boolean {
  return JSON.stringify(tail.tables.map(inOrder)) === JSON.stringify(tables.map(inOrder));
}
const inOrder = ({ table, rows, bytes, sha256 }: TableTotal) => [table, rows, bytes, sha256];

function countPieces(reader: Reader) {
  const hash = createHash('sha256');
  let [rows, bytes] = [0, 0];
  async function* read() {
    for (;;) {
      const length = Number(await reader.line());
      if (!Number.isSafeInteger(length) || length < 0 || length > LONGEST)
        throw damaged('a piece has an impossible length');
      if (length === 0) return;
      const piece = await reader.bytes(length);
      hash.update(piece);
      bytes += length;
      rows += countRows(piece);
      yield piece;
    }
  }
  return { rows: read(), total: () => ({ rows, bytes, sha256: hash.digest('hex') }) };
}

const LINE_FEED = 0x0a;
/** COPY escapes line feeds inside of values. */
export function countRows(piece: Buffer): number {
  let count = 0;
  for (let at = piece.indexOf(LINE_FEED); at >= 0; at = piece.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

interface Reader {
  line(): Promise<string>;
  bytes(length: number): Promise<Buffer>;
  /** @throws when something follows, or when gzip's own end is missing. */
  end(): Promise<void>;
}

/** Hands out lines and bytes of a stream, one after the other; all of them go into `sum`. */
function createReader(plain: AsyncIterable<Buffer>, sum: Hash): Reader {
  const chunks = plain[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async () => {
    const { value, done } = await chunks.next();
    if (done === true) throw damaged('it ends too early');
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
  };
  const cut = (length: number) => {
    const part = rest.subarray(0, length);
    rest = rest.subarray(length);
    sum.update(part);
    return part;
  };
  return {
    async line() {
      for (let from = 0; ;) {
        const end = rest.indexOf(LINE_FEED, from);
        if (end >= 0) return cut(end + 1).toString('utf8', 0, end);
        if (rest.length > LONGEST) throw damaged('a line has no end');
        from = rest.length;
        await more();
      }
    },
    async bytes(length) {
      while (rest.length < length) await more();
      return cut(length);
    },
    async end() {
      if (rest.length > 0 || (await chunks.next()).done !== true)
        throw damaged('there is data after its end');
    },
  };
}

function parseHead(line: string): Head {
  const text = json(line);
  const { format } = z.looseObject({ format: z.int() }).catch({ format: 0 }).parse(text);
  if (format > FORMAT)
    throw new AppError(
      'backup-is-newer',
      `This backup has the format ${format}; this version of Paperround reads up to ${FORMAT}. Restore it with the version that made it, or a newer one.`,
    );
  const head = headShape.safeParse(text);
  if (!head.success) throw damaged('its head cannot be read');
  return head.data;
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const notABackup = () =>
  new AppError('not-a-backup', 'This file is not a Paperround backup. Nothing was changed.');

function explain(file: string, error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'ENOENT') return new AppError('no-such-file', `There is no file ${file}.`, { cause: error });
  if (code === 'EACCES' || code === 'EISDIR')
    return new AppError('unreadable-file', `The file ${file} cannot be read.`, { cause: error });
  if (code === 'Z_DATA_ERROR' && /incorrect header/.test(String(error))) return notABackup();
  return asDamage(error);
}

function asDamage(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || !code.startsWith('Z_')) return error;
  return damaged(code === 'Z_BUF_ERROR' ? 'it ends too early' : 'its bytes were altered', error);
}
