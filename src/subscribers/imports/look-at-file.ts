import { decodeText } from './decode-text.ts';
import type { ColumnSamples, ImportFormat } from './import.ts';
import { readMailbox } from './mailbox.ts';
import { readCsv } from './read-csv.ts';
import { isKeyed, KEYED, layoutIn, peek } from './read-readers.ts';
import { newReport, noteSamples, samplesOf } from './reading-report.ts';

const ROWS = 200;

/** What a file looks like before anybody judges it. */
export interface Look {
  columns: ColumnSamples[];
  /** Its first line names the columns. */
  hasHeading: boolean;
}

/**
 * The columns of a file and their first cells, whether or not anybody understands them.
 * @throws UnreadableFile
 */
export async function lookAtFile(bytes: AsyncIterable<Buffer>, format: ImportFormat): Promise<Look> {
  const { head, texts } = await peek(decodeText(bytes));
  const layout = layoutIn(head, format);
  const report = newReport();
  if (layout === 'mailboxes') {
    const samples = head
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .slice(0, 3);
    return { columns: [{ column: 'each line', samples }], hasHeading: false };
  }
  if (isKeyed(layout)) {
    let seen = 0;
    for await (const rows of KEYED[layout](texts)) {
      for (const row of rows) if ('keys' in row) noteSamples(report, row.keys, row.cells);
      seen += rows.length;
      if (seen >= ROWS) break;
    }
    return { columns: samplesOf(report), hasHeading: true };
  }
  const cells: string[][] = [];
  for await (const rows of readCsv(texts)) {
    for (const row of rows) if ('cells' in row) cells.push(row.cells);
    if (cells.length > ROWS) break;
  }
  const [first = [], ...others] = cells;
  const hasHeading = !first.some((cell) => readMailbox(cell));
  const names = hasHeading ? first : first.map((_, at) => `column ${at + 1}`);
  noteSamples(report, names, []);
  for (const row of hasHeading ? others : cells) noteSamples(report, names, row);
  return { columns: samplesOf(report), hasHeading };
}
