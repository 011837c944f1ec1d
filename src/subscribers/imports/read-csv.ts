import type { Reason } from '../../words/index.ts';
import { readLines } from './read-lines.ts';

/** One row of a file: its cells, or why it cannot be read. `line` counts from 1 and only ever grows. */
export type Row = { line: number; cells: string[] } | { line: number; fault: Reason };

const OPEN_QUOTE: Reason = { code: 'row-open-quote', params: {} };
const ODD_QUOTES: Reason = { code: 'row-odd-quotes', params: {} };
/** A cell with more line breaks, or a row longer than this, is taken for a quote that somebody forgot to close. */
const MAX_CELL_LINES = 1000;
const MAX_ROW_LENGTH = 100_000;
const DELIMITERS = [',', ';', '\t', '|'];
/** What Excel writes as its first line to tell itself the separator. */
const SEPARATOR_LINE = /^"?sep=(.)"?\s*$/i;

/**
 * Rows of comma, semicolon or tab separated text (RFC 4180), cells without the blanks around them. One broken row costs
 * no other: after a quote that is never closed, reading goes on with the line behind the one that opened it.
 */
export async function* readCsv(texts: AsyncIterable<string>): AsyncGenerator<Row[]> {
  let lines: string[] = [];
  let at = 1;
  let delimiter: string | undefined;
  for await (const text of readLines(texts)) {
    lines = lines.length === 0 ? text : lines.concat(text);
    if (delimiter === undefined) {
      delimiter = SEPARATOR_LINE.exec(lines[0] ?? '')?.[1];
      if (delimiter !== undefined) lines[0] = '';
      delimiter ??= guessDelimiter(lines);
    }
    const read = readRows(lines, at, delimiter, false);
    yield read.rows;
    lines = lines.slice(read.used);
    at += read.used;
  }
  if (lines.length > 0) yield readRows(lines, at, delimiter ?? ',', true).rows;
}

/** The separator that the first line with words in it holds most often outside of quotes. */
function guessDelimiter(lines: string[]): string {
  const header = lines.find((line) => line.trim() !== '') ?? '';
  const bare = header.replaceAll(/"[^"]*"/g, '');
  const count = (mark: string) => bare.split(mark).length;
  return DELIMITERS.reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** @param isLast whether no line follows: a quote that is open then stays open. */
function readRows(
  lines: string[],
  first: number,
  delimiter: string,
  isLast: boolean,
): { rows: Row[]; used: number } {
  const rows: Row[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = first + index;
    const text = lines[index] ?? '';
    if (!text.includes('"')) {
      if (text.trim() !== '') rows.push({ line, cells: text.split(delimiter).map((cell) => cell.trim()) });
      index += 1;
      continue;
    }
    const row = readQuoted(lines, index, delimiter);
    if (row === 'more' && !isLast) break;
    const isBroken = typeof row === 'string';
    rows.push(
      isBroken ? { line, fault: row === 'odd' ? ODD_QUOTES : OPEN_QUOTE } : { line, cells: row.cells },
    );
    index += isBroken ? 1 : row.lines;
  }
  return { rows, used: index };
}

/** Where reading a row has come to: a quoted cell that began at `from` is open, and no quote before `searched` closes it. */
interface OpenCell {
  cells: string[];
  from: number;
  searched: number;
}

/** `open`: no end within the limits; `more`: it may end in lines that are not there yet. */
function readQuoted(
  lines: string[],
  start: number,
  delimiter: string,
): { cells: string[]; lines: number } | 'odd' | 'open' | 'more' {
  let text = '';
  let open: OpenCell | undefined;
  for (let count = 1; count <= MAX_CELL_LINES && text.length <= MAX_ROW_LENGTH; count += 1) {
    const next = lines[start + count - 1];
    if (next === undefined) return 'more';
    text += count === 1 ? next : `\n${next}`;
    if (count > 1 && !next.includes('"')) continue;
    const read = splitQuoted(text, delimiter, open);
    if (read === 'odd') return 'odd';
    if (Array.isArray(read)) return { cells: read, lines: count };
    open = read;
  }
  return 'open';
}

/** @param open where an earlier part of the row had come to. */
function splitQuoted(
  text: string,
  delimiter: string,
  open: OpenCell | undefined,
): string[] | 'odd' | OpenCell {
  const cells = open?.cells ?? [];
  let resumed = open;
  let at = 0;
  for (;;) {
    if (!resumed) at = behindBlanks(text, at);
    if (resumed || text[at] === '"') {
      const from: number = resumed?.from ?? at + 1;
      const end = closingQuote(text, resumed?.searched ?? from);
      resumed = undefined;
      // All quotes so far are in pairs.
      if (end < 0) return { cells, from, searched: text.length };
      cells.push(text.slice(from, end).replaceAll('""', '"').trim());
      at = end + 1;
      while (text[at] === ' ' || text[at] === '\r') at += 1;
      if (at < text.length && text[at] !== delimiter) return 'odd';
    } else {
      const end = text.indexOf(delimiter, at);
      cells.push(text.slice(at, end < 0 ? undefined : end).trim());
      at = end < 0 ? text.length : end;
    }
    if (at >= text.length) return cells;
    at += 1;
  }
}

function behindBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
