import type { App } from '../../platform/app.ts';
import { copyArray, copyFile, copyInt4, copyInt8, copyTimestamp } from '../../platform/copy-binary.ts';
import { copyIn, copyValue } from '../../platform/copy.ts';
import type { EmailAddress } from '../../platform/email-address.ts';
import type { ImportCounts } from './import.ts';
import type { ReadRow } from './read-readers.ts';

const ROWS_IN_CHUNK = 5000;
/** Characters of refusals gathered before they are copied into the database: some thousand rows. */
const FLUSH_LENGTH = 1_000_000;

const COPY_REFUSALS = 'copy import_refusals (import_id, line, email, reason) from stdin';
export const COPY_CHUNKS = `copy import_chunks (import_id, number, lines, consented_at, emails, delivery_addresses,
  address_hashes, names) from stdin (format binary)`;

/** A row that may be taken in. */
export interface StagedReader {
  line: number;
  address: EmailAddress;
  /** Keyed, under every live secret, the newest first. */
  hashes: Buffer[];
  name: string;
  consentedAt: Date | undefined;
}

/** Copies rows into the database while the next ones are read; memory does not grow with their number. */
export async function stageRows(
  { db, keys }: Pick<App, 'db' | 'keys'>,
  importId: number,
  pieces: AsyncIterable<ReadRow[]>,
  rowsInChunk = ROWS_IN_CHUNK,
): Promise<Pick<ImportCounts, 'rows' | 'skipped' | 'refused'>> {
  const counts = { rows: 0, skipped: 0, refused: 0 };
  let readers: StagedReader[] = [];
  let refusals = '';
  let chunks = 0;
  let copying = Promise.resolve();
  const flush = async () => {
    const chunk = readers.length > 0 ? encodeChunk(importId, (chunks += 1), readers) : undefined;
    const refusalsNow = refusals;
    [readers, refusals] = [[], ''];
    await copying;
    copying = copyBoth(db, chunk, refusalsNow);
    // Whoever awaits it next gets the error; until then it must not end the process.
    copying.catch(() => {});
  };
  for await (const rows of pieces) {
    for (const row of rows) {
      counts.rows += 1;
      if (row.kind === 'reader') readers.push({ ...row, hashes: keys.addressHashes(row.address.key) });
      else {
        counts[row.kind] += 1;
        refusals += `${importId}\t${row.line}\t${copyValue(row.email)}\t${copyValue(row.reason)}\n`;
      }
      if (readers.length === rowsInChunk || refusals.length > FLUSH_LENGTH) await flush();
    }
  }
  await flush();
  await copying;
  return counts;
}

/** A row of `import_chunks` for `COPY_CHUNKS`. */
export function encodeChunk(importId: number, number: number, readers: StagedReader[]): Buffer {
  const texts = (textOf: (reader: StagedReader) => string) =>
    copyArray(
      'text',
      readers.map((reader) => Buffer.from(textOf(reader))),
    );
  return copyFile([
    [
      copyInt8(importId),
      copyInt4(number),
      copyArray(
        'int4',
        readers.map(({ line }) => copyInt4(line)),
      ),
      copyArray(
        'timestamptz',
        readers.map(({ consentedAt }) => (consentedAt ? copyTimestamp(consentedAt) : null)),
      ),
      texts(({ address }) => address.key),
      texts(({ address }) => address.delivery),
      copyArray(
        'bytea',
        readers.map(({ hashes }) => Buffer.concat(hashes)),
      ),
      texts(({ name }) => name),
    ],
  ]);
}

async function copyBoth(db: App['db'], chunk: Buffer | undefined, refusals: string): Promise<void> {
  if (chunk) await copyIn(db, COPY_CHUNKS, chunk);
  if (refusals !== '') await copyIn(db, COPY_REFUSALS, refusals);
}
