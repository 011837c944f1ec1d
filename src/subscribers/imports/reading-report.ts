import type { Reason } from '../../words/index.ts';
import { meaningOf } from './column-names.ts';
import type { ColumnSamples, TakenColumn } from './import.ts';
import type { OddWay } from './read-ways.ts';

/** What there is to say of how a file was read, gathered while it is. */
export interface ReadingReport {
  columns: Map<string, TakenColumn>;
  /** Moments of consent that could not be read. */
  oddMoments: { rows: number; lines: number[]; example: string };
  /** What is said of how mail comes and not understood, by column. */
  oddWays: Map<string, { rows: number; lines: number[]; example: string }>;
  unknownTopics: Map<string, number>;
  /** The first cells of each column, in the order of the columns. */
  samples: Map<string, string[]>;
  /** Rows whose cells were looked at for samples. */
  sampled: number;
  hasNoHeading: boolean;
}

const MAX_COLUMNS = 500;
const MAX_TOPICS = 1000;
const SHOWN = 10;
const SAMPLES = 3;
const SAMPLED_ROWS = 200;
const SAMPLE_LENGTH = 80;

export const newReport = (): ReadingReport => ({
  columns: new Map(),
  oddMoments: { rows: 0, lines: [], example: '' },
  oddWays: new Map(),
  unknownTopics: new Map(),
  samples: new Map(),
  sampled: 0,
  hasNoHeading: false,
});

export function noteColumns(report: ReadingReport, taken: TakenColumn[]): void {
  for (const column of taken)
    if (report.columns.size < MAX_COLUMNS) report.columns.set(column.column, column);
}

export function noteOddMoment({ oddMoments }: ReadingReport, line: number, cell: string): void {
  oddMoments.rows += 1;
  if (oddMoments.lines.length < SHOWN) oddMoments.lines.push(line);
  oddMoments.example ||= cell.slice(0, 40);
}

export function noteOddWay({ oddWays }: ReadingReport, line: number, { column, cell }: OddWay): void {
  const known = oddWays.get(column) ?? { rows: 0, lines: [], example: cell.slice(0, 40) };
  known.rows += 1;
  if (known.lines.length < SHOWN) known.lines.push(line);
  oddWays.set(column, known);
}

export function noteUnknownTopics({ unknownTopics }: ReadingReport, names: string[]): void {
  for (const name of names)
    if (unknownTopics.has(name) || unknownTopics.size < MAX_TOPICS)
      unknownTopics.set(name, (unknownTopics.get(name) ?? 0) + 1);
}

/** The first different cells of each column, so that people see what it holds. */
export function noteSamples(report: ReadingReport, names: string[], cells: string[]): void {
  if (report.sampled >= SAMPLED_ROWS) return;
  report.sampled += 1;
  for (const [at, name] of names.entries()) {
    const column = name.trim() || `column ${at + 1}`;
    const known = report.samples.get(column) ?? [];
    const cell = (cells[at] ?? '')
      .slice(0, SAMPLE_LENGTH)
      .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
      .trim();
    if (cell !== '' && known.length < SAMPLES && !known.includes(cell)) known.push(cell);
    if (report.samples.size < MAX_COLUMNS) report.samples.set(column, known);
  }
}

export const samplesOf = ({ samples }: ReadingReport): ColumnSamples[] =>
  [...samples].map(([column, cells]) => ({ column, samples: cells }));

/** What there is to tell about how the file was read. */
export function notesOf({
  columns,
  oddMoments,
  oddWays,
  unknownTopics,
  hasNoHeading,
}: ReadingReport): Reason[] {
  const all = [...columns.values()].map(({ column, takenAs }) => ({ column: shown(column), takenAs }));
  const namesOf = (of: (column: TakenColumn) => boolean) => all.filter(of).map(({ column }) => column);
  const unused = namesOf(({ takenAs }) => takenAs === 'nothing');
  const ignored = namesOf(({ takenAs }) => takenAs === 'ignored');
  const taken = all.filter(({ takenAs }) => takenAs !== 'nothing' && takenAs !== 'ignored');
  const topicColumns = unused.filter((column) => meaningOf(column).is === 'topics');
  const hasStates = all.some(({ takenAs }) => takenAs.includes('state'));
  const notes: (Reason | false)[] = [
    hasNoHeading && { code: 'read-without-heading', params: {} },
    taken.length > 0 && { code: 'read-columns', params: { columns: taken } },
    unused.length > 0 && { code: 'read-unused', params: { columns: unused } },
    ignored.length > 0 && { code: 'read-left-out', params: { columns: ignored } },
    !hasStates && all.length > 0 && { code: 'read-all-as-readers', params: {} },
    topicColumns.length > 0 && { code: 'read-topics-unasked', params: { columns: topicColumns } },
    oddMoments.rows > 0 && {
      code: 'read-odd-moments',
      params: { ...oddMoments, example: shown(oddMoments.example) },
    },
    ...[...oddWays].map(([column, odd]): Reason => ({
      code: 'read-odd-ways',
      params: { ...odd, column: shown(column), example: shown(odd.example) },
    })),
    unknownTopics.size > 0 && { code: 'read-unknown-topics', params: mostWanted(unknownTopics) },
  ];
  return notes.filter((note) => note !== false);
}

function mostWanted(unknownTopics: Map<string, number>) {
  const topics = [...unknownTopics].toSorted(([, one], [, other]) => other - one).slice(0, SHOWN);
  return {
    topics: topics.map(([name, rows]) => ({ name: shown(name), rows })),
    more: unknownTopics.size - topics.length,
  };
}

const shown = (text: string) =>
  text
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .slice(0, 60)
    .toWellFormed();
