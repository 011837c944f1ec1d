import type { App } from '../../platform/app.ts';
import { copyBytesArray, copyIn, copyValue } from '../../platform/copy.ts';
import type { ImportCounts } from './import.ts';
import type { ReadRow } from './read-readers.ts';

/** Characters gathered before they are copied into the database: some thousand rows. */
const FLUSH_LENGTH = 1_000_000;

const COPY_ROWS =
  'copy import_rows (import_id, line, consented_at, email, delivery_address, address_hashes, name) from stdin';
const COPY_REFUSALS = 'copy import_refusals (import_id, line, email, reason) from stdin';

/** Copies rows into the database while the next ones are read; memory does not grow with their number. */
export async function stageRows(
  { db, keys }: Pick<App, 'db' | 'keys'>,
  importId: number,
  pieces: AsyncIterable<ReadRow[]>,
): Promise<Pick<ImportCounts, 'rows' | 'skipped' | 'refused'>> {
  const counts = { rows: 0, skipped: 0, refused: 0 };
  let [readers, refusals] = ['', ''];
  let copying = Promise.resolve();
  const flush = async () => {
    const [readersNow, refusalsNow] = [readers, refusals];
    [readers, refusals] = ['', ''];
    await copying;
    copying = copyBoth(db, readersNow, refusalsNow);
    // Whoever awaits it next gets the error; until then it must not end the process.
    copying.catch(() => {});
  };
  for await (const rows of pieces) {
    for (const row of rows) {
      counts.rows += 1;
      if (row.kind === 'reader') readers += readerLine(importId, row, keys.addressHashes(row.address.key));
      else {
        counts[row.kind] += 1;
        refusals += `${importId}\t${row.line}\t${copyValue(row.email)}\t${copyValue(row.reason)}\n`;
      }
    }
    if (readers.length + refusals.length > FLUSH_LENGTH) await flush();
  }
  await flush();
  await copying;
  return counts;
}

function readerLine(importId: number, row: ReadRow & { kind: 'reader' }, hashes: Buffer[]): string {
  const { line, address, name, consentedAt } = row;
  const at = consentedAt?.toISOString() ?? null;
  const values = [copyValue(at), copyValue(address.key), copyValue(address.delivery), copyBytesArray(hashes)];
  return `${importId}\t${line}\t${values.join('\t')}\t${copyValue(name)}\n`;
}

async function copyBoth(db: App['db'], readers: string, refusals: string): Promise<void> {
  if (readers !== '') await copyIn(db, COPY_ROWS, readers);
  if (refusals !== '') await copyIn(db, COPY_REFUSALS, refusals);
}
