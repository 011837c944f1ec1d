import { InvalidInput } from '../../platform/errors.ts';
import { plainName } from './words-of.ts';
import { isWordOfState } from './states.ts';
import type { Columns } from './columns.ts';
import type { ColumnChoices } from './import.ts';
import { readMailbox } from './mailbox.ts';

/** Rows that are looked at to see what the columns of a file without a heading are. */
export const SAMPLE_ROWS = 200;

/** The column whose cells are addresses; undefined when there is none. @throws InvalidInput when there are several. */
export function addressColumnOf(rows: string[][]): number | undefined {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const found = Array.from({ length: width }, (_, at) => at).filter((at) => {
    const cells = cellsOf(rows, at);
    return cells.length > 0 && cells.filter((cell) => readMailbox(cell)).length > cells.length / 2;
  });
  if (found.length > 1)
    throw new InvalidInput([
      {
        field: 'email',
        message:
          `Columns ${found.map((at) => at + 1).join(' and ')} hold addresses. ` +
          'Name the one to take "email", or say which it is (--column email=NAME, in the API columns=email:NAME).',
      },
    ]);
  return found[0];
}

/**
 * What the columns of a file without a heading are, by their cells: addresses, a name, and what tells nothing of consent.
 * @throws InvalidInput naming each column that may say who left.
 */
export function guessColumns(rows: string[][], { ignored }: ColumnChoices): Columns | undefined {
  const email = addressColumnOf(rows);
  if (email === undefined) return undefined;
  const width = Math.max(...rows.map((cells) => cells.length));
  const isIgnored = (at: number) =>
    ignored.some((name) => [`column${at + 1}`, `${at + 1}`].includes(plainName(name)));
  const others = Array.from({ length: width }, (_, at) => at).filter((at) => at !== email && !isIgnored(at));
  const names = others.filter((at) => isName(cellsOf(rows, at)));
  const name = names.length === 1 ? names[0] : undefined;
  const open = others.filter((at) => at !== name && !cellsOf(rows, at).every(tellsNothing));
  if (open.length > 0) throw new InvalidInput(open.map((at) => notTold(at, cellsOf(rows, at)[0] ?? '')));
  // A value further down in a column that was empty so far would not be understood either.
  const unnamed = others.filter((at) => at !== name && cellsOf(rows, at).length === 0);
  const taken = Array.from({ length: width }, (_, at) => ({
    column: `column ${at + 1}`,
    takenAs: at === email ? 'email' : at === name ? 'name' : isIgnored(at) ? 'ignored' : 'nothing',
  }));
  return {
    email,
    name,
    nameParts: [],
    consentedAt: [],
    states: [],
    language: undefined,
    topics: undefined,
    ways: [],
    order: undefined,
    unnamed: new Set(unnamed),
    width,
    taken,
  };
}

const cellsOf = (rows: string[][], at: number) =>
  rows.map((cells) => cells[at] ?? '').filter((cell) => cell !== '');

function notTold(at: number, cell: string): { field: string; message: string } {
  const shown = cell.replaceAll(/[^\p{L}\p{N} .,:@+/_-]/gu, '').slice(0, 40);
  return {
    field: `column ${at + 1}`,
    message:
      `The file has no heading, and column ${at + 1} ("${shown}") may say who left. Nothing was imported. ` +
      `Put a first line above the rows that names the columns, or leave this one out (--ignore-column "column ${at + 1}", in the API ignoreColumns=column ${at + 1}).`,
  };
}

/** Two words or more in most cells, or words that differ from row to row: nobody's state looks like that. */
function isName(cells: string[]): boolean {
  // One cell may be the name of Conrad Black; many that are words of states are a column of states.
  if (cells.filter(isWordOfState).length > Math.max(1, cells.length / 20)) return false;
  const words = cells.filter((cell) => /^\p{L}[\p{L}\p{M}\p{P} ]*$/u.test(cell));
  if (cells.length === 0 || words.length < cells.length * 0.9) return false;
  const isSeveral = words.filter((cell) => cell.includes(' ')).length > words.length / 2;
  return isSeveral
    ? new Set(words).size > words.length / 2
    : words.length > 3 && new Set(words).size > words.length * 0.8;
}

/** Long numbers, ids, addresses of machines and of pages. */
const tellsNothing = (cell: string) =>
  /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(cell) ||
  /^[0-9a-f]{20,}$/i.test(cell) ||
  /^https?:\/\//i.test(cell) ||
  /^\d{1,3}(\.\d{1,3}){3}$/.test(cell) ||
  /^\+?\d[\d ()/-]{5,7}\d$/.test(cell);
