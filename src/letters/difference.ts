import { diffArrays } from 'diff';

/** A stretch of two texts, side by side in one. */
export interface Difference {
  kind: 'same' | 'out' | 'in';
  text: string;
}

/** These characters (UTF-16, counted before any edit) become that text. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
}

/** Part of a list that another list has instead. */
export interface Hunk {
  start: number;
  end: number;
  insert: string[];
}

/** Texts that differ in almost everything are not worth more; they count as replaced as a whole. */
const TIMEOUT_MS = 250;

export const wordsOf = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

/** What made `after` of `before`, word by word. */
export function differenceOf(before: string, after: string): Difference[] {
  const words = wordsOf(before);
  const pieces: Difference[] = [];
  const add = (kind: Difference['kind'], parts: string[]) => {
    if (parts.length > 0) pieces.push({ kind, text: parts.join('') });
  };
  let at = 0;
  for (const { start, end, insert } of hunksOf(words, wordsOf(after))) {
    add('same', words.slice(at, start));
    add('out', words.slice(start, end));
    add('in', insert);
    at = end;
  }
  add('same', words.slice(at));
  return pieces;
}

/** The same as edits of a text that somebody has in an editor. */
export function editsBetween(before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  for (const { kind, text } of differenceOf(before, after)) {
    if (kind === 'in') {
      const last = edits.at(-1);
      if (last?.to === at) last.insert += text;
      else edits.push({ from: at, to: at, insert: text });
      continue;
    }
    if (kind === 'out') edits.push({ from: at, to: at + text.length, insert: '' });
    at += text.length;
  }
  return edits;
}

/** In order, and never two that touch. */
export function hunksOf(before: string[], after: string[]): Hunk[] {
  const changes = diffArrays(before, after, { timeout: TIMEOUT_MS });
  if (!changes) return [{ start: 0, end: before.length, insert: after }];
  const hunks: Hunk[] = [];
  let at = 0;
  for (const { added, removed, value } of changes) {
    if (added || removed) {
      let last = hunks.at(-1);
      if (last?.end !== at) hunks.push((last = { start: at, end: at, insert: [] }));
      if (added) last.insert.push(...value);
      else last.end += value.length;
    }
    if (!added) at += value.length;
  }
  return hunks;
}
