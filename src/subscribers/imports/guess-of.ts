import { meaningOf } from './column-names.ts';
import { COLUMN_FIELDS, type ColumnField } from './import.ts';

/** What a column can be: a field, nothing that we take over, left out by hand, or not understood. */
export type ColumnGuess = ColumnField | 'nothing' | 'ignored' | 'unknown';

const BY_USE: [use: string, field: ColumnField][] = [
  ['email', 'email'],
  ['state', 'state'],
  ['moment of consent', 'consent-at'],
  ['language', 'language'],
  ['topics', 'topics'],
  ['rhythm', 'rhythm'],
  ['time zone', 'time-zone'],
];

/** Whether a name is understood, and if not, whether it may say who left. */
export function clarityOf(column: string): 'doubt' | 'harmless' | 'understood' {
  const meaning = meaningOf(column);
  if (meaning.is !== 'unknown') return 'understood';
  return meaning.smells ? 'doubt' : 'harmless';
}

/** @param takenAs what reading the file took it for; undefined: nobody has read it yet. */
export function guessOf(column: string, takenAs?: string): ColumnGuess {
  if (takenAs === 'ignored') return 'ignored';
  const uses = takenAs?.split(', ') ?? [];
  const byUse = BY_USE.find(([use]) => uses.includes(use));
  if (byUse) return byUse[1];
  const meaning = meaningOf(column);
  if (meaning.is === 'ways') return fieldOf(meaning.field) ?? 'nothing';
  if (meaning.is === 'unknown') return takenAs === undefined ? 'unknown' : (fieldOf(takenAs) ?? 'nothing');
  if (meaning.is === 'reader' || meaning.is === 'departure' || meaning.is === 'count') return 'state';
  if (meaning.is === 'arrival') return takenAs === undefined ? 'consent-at' : 'nothing';
  return fieldOf(meaning.is) ?? 'nothing';
}

const fieldOf = (name: string) => COLUMN_FIELDS.find((field) => field === name);
