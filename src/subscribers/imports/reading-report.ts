import { meaningOf } from './column-names.ts';
import type { TakenColumn } from './import.ts';

/** What there is to say of how a file was read, gathered while it is. */
export interface ReadingReport {
  columns: Map<string, TakenColumn>;
  /** Moments of consent that could not be read. */
  oddMoments: { rows: number; lines: number[]; example: string };
  unknownTopics: Map<string, number>;
  hasNoHeading: boolean;
}

const MAX_COLUMNS = 500;
const MAX_TOPICS = 1000;
const SHOWN = 10;

export const newReport = (): ReadingReport => ({
  columns: new Map(),
  oddMoments: { rows: 0, lines: [], example: '' },
  unknownTopics: new Map(),
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

export function noteUnknownTopics({ unknownTopics }: ReadingReport, names: string[]): void {
  for (const name of names)
    if (unknownTopics.has(name) || unknownTopics.size < MAX_TOPICS)
      unknownTopics.set(name, (unknownTopics.get(name) ?? 0) + 1);
}

/** Sentences for people. */
export function notesOf({ columns, oddMoments, unknownTopics, hasNoHeading }: ReadingReport): string[] {
  const all = [...columns.values()];
  const unused = all.filter(({ takenAs }) => takenAs === 'nothing').map(({ column }) => column);
  const ignored = all.filter(({ takenAs }) => takenAs === 'ignored').map(({ column }) => column);
  const states = all.filter(({ takenAs }) => takenAs.includes('state')).map(({ column }) => column);
  const taken = all.filter(({ takenAs }) => takenAs !== 'nothing' && takenAs !== 'ignored');
  const topicColumns = unused.filter((column) => meaningOf(column).is === 'topics');
  const topics = [...unknownTopics].toSorted(([, one], [, other]) => other - one);
  return [
    hasNoHeading && 'The file has no heading: what the columns are was told from their cells.',
    taken.length > 0 &&
      `Taken: ${taken.map(({ column, takenAs }) => (plain(column) === plain(takenAs) ? quoted(column) : `${quoted(column)} as ${takenAs}`)).join(', ')}.`,
    unused.length > 0 && `Not taken over: ${unused.map(quoted).join(', ')}.`,
    ignored.length > 0 && `Left out by hand: ${ignored.map(quoted).join(', ')}.`,
    states.length === 0 &&
      all.length > 0 &&
      'No column says who left: everybody in the file counts as a reader.',
    topicColumns.length > 0 &&
      `${topicColumns.map(quoted).join(', ')} may name topics: --topics-column ${topicColumns[0]} (in the API topicsColumn=…) takes them over.`,
    oddMoments.rows > 0 &&
      `${oddMoments.rows} ${oddMoments.rows === 1 ? 'row has a moment' : 'rows have moments'} of consent that cannot be read, such as ${quoted(oddMoments.example)} (${linesText(oddMoments)}): when these people agreed is kept as unknown.`,
    topics.length > 0 &&
      `Topics that are not here: ${topics
        .slice(0, SHOWN)
        .map(([name, rows]) => `${quoted(name)} (${rows})`)
        .join(', ')}${topics.length > SHOWN ? ` and ${topics.length - SHOWN} more` : ''}.`,
  ].filter((note) => note !== false);
}

const plain = (text: string) => text.toLowerCase();
const quoted = (text: string) => `"${text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').slice(0, 60)}"`;
const linesText = ({ rows, lines }: ReadingReport['oddMoments']) =>
  `line${rows === 1 ? '' : 's'} ${lines.join(', ')}${rows > lines.length ? ', …' : ''}`;
