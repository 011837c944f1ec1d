import type { Columns } from './columns.ts';
import { judgeRow, type ReadRow } from './judge-row.ts';
import { readLines } from './read-lines.ts';
import { noteColumns, noteSamples, type ReadingReport } from './reading-report.ts';

/** A list without columns: an address on each line, perhaps with a name before it. */
export async function* readMailboxes(
  texts: AsyncIterable<string>,
  report: ReadingReport,
): AsyncGenerator<ReadRow[]> {
  report.hasNoHeading = true;
  noteColumns(report, [{ column: 'each line', takenAs: 'email' }]);
  let line = 0;
  const columns = { ...LINE_COLUMNS };
  for await (const lines of readLines(texts))
    yield lines.flatMap((text): ReadRow[] => {
      line += 1;
      const cell = text.trim();
      if (cell !== '') noteSamples(report, ['each line'], [cell]);
      return cell === '' ? [] : [{ line, ...judgeRow(columns, [cell], [], new Date(0)) }];
    });
}

const LINE_COLUMNS: Columns = {
  email: 0,
  name: undefined,
  nameParts: [],
  consentedAt: [],
  states: [],
  language: undefined,
  topics: undefined,
  ways: [],
  order: undefined,
  unnamed: new Set(),
  width: 1,
  taken: [],
};
