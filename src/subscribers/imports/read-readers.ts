import { InvalidInput } from '../../platform/errors.ts';
import type { Reason } from '../../words/index.ts';
import { meaningOf } from './column-names.ts';
import { findColumns, learnOrder, notUnderstood, refuseMissing, type Columns } from './columns.ts';
import { decodeText } from './decode-text.ts';
import { addressColumnOf, guessColumns, SAMPLE_ROWS } from './guess-columns.ts';
import { UnreadableFile, type ImportFormat, type Reading } from './import.ts';
import { judgeRow, tidy, type ReadRow } from './judge-row.ts';
import { layoutOf, type Layout } from './kind-of-file.ts';
import { readMailbox } from './mailbox.ts';
import { readMailboxes } from './read-mailboxes.ts';
import { readLdif, readSympaDump, readSympaReview, readVcards } from './read-blocks.ts';
import { readCsv, type Row } from './read-csv.ts';
import { readJson, readJsonLines, type KeyedRow } from './read-json.ts';
import {
  newReport,
  noteColumns,
  noteOddMoment,
  noteOddWay,
  noteSamples,
  noteUnknownTopics,
  type ReadingReport,
} from './reading-report.ts';

const NO_EMAIL_COLUMN: Reason = { code: 'file-without-addresses', params: {} };
const NO_ADDRESS: Reason = { code: 'row-without-address', params: {} };
/** Characters in which the layout shows. */
const HEAD_LENGTH = 20_000;

/**
 * Bytes of a file → its rows, judged, in pieces of a few hundred; nothing is kept in memory.
 * @throws UnreadableFile
 * @throws InvalidInput for columns that are not understood.
 */
export async function* readReaders(
  bytes: AsyncIterable<Buffer>,
  reading: Reading,
  report: ReadingReport = newReport(),
): AsyncGenerator<ReadRow[]> {
  const { head, texts } = await peek(decodeText(bytes));
  const layout = layoutIn(head, reading.format);
  if (layout === 'csv') yield* readCsvReaders(texts, reading, report);
  else if (layout === 'mailboxes') yield* readMailboxes(texts, report);
  else yield* readKeyedReaders(KEYED[layout](texts), reading, report);
}

/** How a file is laid out, by its beginning. @throws UnreadableFile */
export const layoutIn = (head: string, format: ImportFormat): Layout =>
  format === 'json-lines' && !/^[[{]/.test(head) ? 'json-lines' : layoutOf(head);

type KeyedLayout = Exclude<Layout, 'csv' | 'mailboxes'>;

export const isKeyed = (layout: Layout): layout is KeyedLayout => layout in KEYED;

export const KEYED: Record<KeyedLayout, (texts: AsyncIterable<string>) => AsyncIterable<KeyedRow[]>> = {
  json: readJson,
  'json-lines': readJsonLines,
  'sympa-dump': readSympaDump,
  'sympa-review': readSympaReview,
  ldif: readLdif,
  vcard: readVcards,
};

/** The beginning of a text, up to the end of a line at least, and the whole of it. */
export async function peek(
  texts: AsyncGenerator<string>,
): Promise<{ head: string; texts: AsyncIterable<string> }> {
  const taken: string[] = [];
  let head = '';
  for (;;) {
    const next = await texts.next();
    if (next.done === true) break;
    taken.push(next.value);
    head = (head + next.value).replace(/^[\uFEFF\s]+/, '');
    if (head.includes('\n') || head.includes('\r') || head.length > HEAD_LENGTH) break;
  }
  return { head: head.slice(0, HEAD_LENGTH), texts: all() };

  async function* all(): AsyncGenerator<string> {
    yield* taken;
    yield* texts;
  }
}

async function* readCsvReaders(
  texts: AsyncIterable<string>,
  reading: Reading,
  report: ReadingReport,
): AsyncGenerator<ReadRow[]> {
  let columns: Columns | undefined;
  let heading: string[] = [];
  let waiting: Row[] = [];
  let isOrdered = false;
  const decide = (isEnd: boolean): void => {
    const found = columnsOf(waiting, reading, report, isEnd);
    if (!found) return;
    columns = found.columns;
    waiting = waiting.slice(found.used);
    heading = found.heading;
    noteColumns(report, columns.taken);
  };
  const sampled = (row: Row, known: Columns): ReadRow => {
    if ('cells' in row) noteSamples(report, heading, row.cells);
    return judged(row, known, reading, report);
  };
  for await (const rows of readCsv(texts)) {
    if (columns === undefined) {
      waiting = waiting.concat(rows);
      decide(false);
    } else waiting = rows;
    if (columns === undefined) continue;
    const known: Columns = columns;
    if (!isOrdered) learnOrder(known, sampleOf(waiting));
    isOrdered ||= waiting.length > 0;
    yield waiting.map((row) => sampled(row, known));
    waiting = [];
  }
  if (columns === undefined && waiting.length > 0) {
    decide(true);
    const known = columns as Columns | undefined;
    if (known) yield waiting.map((row) => sampled(row, known));
  }
}

/** @returns how many of the rows are the heading; undefined while more rows are needed to tell. */
function columnsOf(
  rows: Row[],
  { choices }: Reading,
  report: ReadingReport,
  isEnd: boolean,
): { columns: Columns; heading: string[]; used: number } | undefined {
  const [first, ...others] = rows;
  if (!first) return undefined;
  if ('fault' in first)
    throw new UnreadableFile({
      code: 'file-heading-broken',
      params: { line: first.line, because: first.fault },
    });
  if (first.cells.some((cell) => readMailbox(cell))) {
    report.hasNoHeading = true;
    const columns = guessColumns(sampleOf(rows), choices);
    if (!columns) throw new UnreadableFile(NO_EMAIL_COLUMN);
    return { columns, heading: columns.taken.map(({ column }) => column), used: 0 };
  }
  refuseMissing(first.cells, choices);
  const columns = findColumns(first.cells, choices);
  if (columns) return { columns, heading: first.cells, used: 1 };
  if (others.length === 0 && !isEnd) return undefined;
  const addresses = addressColumnOf(sampleOf(others));
  const byCells = addresses === undefined ? undefined : findColumns(first.cells, choices, addresses);
  if (!byCells) throw new UnreadableFile(NO_EMAIL_COLUMN);
  return { columns: byCells, heading: first.cells, used: 1 };
}

const sampleOf = (rows: Row[]) =>
  rows.slice(0, SAMPLE_ROWS).flatMap((row) => ('cells' in row ? [row.cells] : []));

function judged(
  row: { line: number } & ({ cells: string[] } | { fault: Reason }),
  columns: Columns,
  { topics, now }: Reading,
  report: ReadingReport,
): ReadRow {
  const { line } = row;
  if ('fault' in row) return { line, kind: 'refused', email: null, reason: row.fault };
  const found = judgeRow(columns, row.cells, topics, now);
  if (found.kind === 'reader') {
    if (found.oddMoment !== undefined) noteOddMoment(report, line, found.oddMoment);
    for (const odd of found.oddWays) noteOddWay(report, line, odd);
    if (found.topics && found.topics.unknown.length > 0) noteUnknownTopics(report, found.topics.unknown);
  }
  return { line, ...found };
}

const MAX_SHAPES = 200;

async function* readKeyedReaders(
  pieces: AsyncIterable<KeyedRow[]>,
  reading: Reading,
  report: ReadingReport,
): AsyncGenerator<ReadRow[]> {
  const shapes = new Map<string, Columns | undefined>();
  /** Columns that say who reads: a person without one is no reader for sure. */
  const needed = new Set<string>();
  const columnsFor = (keys: string[]): Columns | undefined => {
    const shape = keys.join('\0');
    if (shapes.has(shape)) return shapes.get(shape);
    const columns = findColumns(keys, reading.choices);
    if (!columns) refuseUnknownKeys(keys, reading);
    if (columns) noteColumns(report, columns.taken);
    if (shapes.size >= MAX_SHAPES) shapes.clear();
    shapes.set(shape, columns);
    return columns;
  };
  const judge = (row: KeyedRow): ReadRow => {
    const { line } = row;
    if ('fault' in row) return { line, kind: 'refused', email: null, reason: row.fault };
    const columns = columnsFor(row.keys);
    if (!columns) return { line, kind: 'refused', email: null, reason: NO_ADDRESS };
    noteSamples(report, row.keys, row.cells);
    learnOrder(columns, [row.cells]);
    const states = columns.states.filter(({ isNeeded }) => isNeeded).map(({ column }) => column);
    for (const column of states) needed.add(column);
    const missing =
      needed.size > states.length ? [...needed].find((column) => !states.includes(column)) : undefined;
    const found = judged(row, columns, reading, report);
    if (missing === undefined || found.kind !== 'reader') return found;
    const { address } = found;
    return {
      line,
      kind: 'out',
      address,
      state: 'unknown',
      leftAt: undefined,
      reason: { code: 'row-says-gone', params: { column: tidy(missing), value: null } },
    };
  };
  for await (const rows of pieces) yield rows.map(judge);
}

/** @throws InvalidInput for keys of an object without an address that are not understood. */
function refuseUnknownKeys(keys: string[], { choices }: Reading): void {
  const errors = keys.flatMap((key) => {
    const meaning = meaningOf(key);
    const isIgnored = choices.ignored.includes(key);
    return meaning.is === 'unknown' && meaning.smells && !isIgnored
      ? [{ field: key, message: notUnderstood(key, true) }]
      : [];
  });
  if (errors.length > 0) throw new InvalidInput(errors);
}
