import { parseEmailAddress } from '../../platform/email-address.ts';
import { columnsWithoutHeader, findColumns, type Columns } from './columns.ts';
import { decodeText } from './decode-text.ts';
import { UnreadableFile, type ImportFormat } from './import.ts';
import { judgeRow, type JudgedRow } from './judge-row.ts';
import { readCsv } from './read-csv.ts';
import { readJsonLines, type JsonRow } from './read-json-lines.ts';

export type ReadRow = JudgedRow & { line: number };

const NO_EMAIL_COLUMN =
  'No column is named "email". Name the columns in the first line, and the one with the addresses "email".';

/**
 * Bytes of a file → its rows, judged, in pieces of a few hundred; nothing is kept in memory.
 * @throws UnreadableFile
 */
export async function* readReaders(
  bytes: AsyncIterable<Buffer>,
  format: ImportFormat,
  now: Date,
): AsyncGenerator<ReadRow[]> {
  if (format === 'csv') yield* readCsvReaders(decodeText(bytes), now);
  else yield* readJsonReaders(decodeText(bytes), now);
}

async function* readCsvReaders(texts: AsyncIterable<string>, now: Date): AsyncGenerator<ReadRow[]> {
  let columns: Columns | undefined;
  for await (const rows of readCsv(texts)) {
    const found: ReadRow[] = [];
    for (const row of rows) {
      if (columns === undefined) {
        if ('fault' in row)
          throw new UnreadableFile(`Line ${row.line} should name the columns. ${row.fault}`);
        columns = findColumns(row.cells);
        if (columns) continue;
        columns = findAddresses(row.cells);
      }
      found.push(
        'fault' in row
          ? { line: row.line, kind: 'refused', email: null, reason: row.fault }
          : { line: row.line, ...judgeRow(columns, row.cells, now) },
      );
    }
    yield found;
  }
}

/** A file whose first line is a reader already. @throws UnreadableFile when it is none. */
function findAddresses(cells: string[]): Columns {
  const email = cells.findIndex((cell) => parseEmailAddress(cell) !== undefined);
  if (email < 0) throw new UnreadableFile(NO_EMAIL_COLUMN);
  return columnsWithoutHeader(email, cells.length);
}

async function* readJsonReaders(texts: AsyncIterable<string>, now: Date): AsyncGenerator<ReadRow[]> {
  let known: { keys: string; columns: Columns | undefined } | undefined;
  const judge = (row: JsonRow): ReadRow => {
    const { line } = row;
    if ('fault' in row) return { line, kind: 'refused', email: null, reason: row.fault };
    const keys = row.keys.join('\0');
    // Lines of one file mostly have the same keys.
    if (known?.keys !== keys) known = { keys, columns: findColumns(row.keys) };
    return known.columns
      ? { line, ...judgeRow(known.columns, row.cells, now) }
      : { line, kind: 'refused', email: null, reason: 'The address is missing.' };
  };
  for await (const rows of readJsonLines(texts)) yield rows.map(judge);
}
