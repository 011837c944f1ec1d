import { hunksOf, linesOf, wordsOf, type Hunk } from './difference.ts';

/** Two people changed the same place. */
export interface Overlap {
  base: string;
  mine: string;
  theirs: string;
}

/** A text that two people made of one: what goes together, and where they changed the same place. */
export type MergedText = (string | Overlap)[];

/** Line by line, and where both changed the same lines, word by word. Whatever either of them wrote is in it. */
export function mergeTexts(base: string, mine: string, theirs: string): MergedText {
  if (mine === theirs || theirs === base) return [mine];
  if (mine === base) return [theirs];
  return merged(linesOf, base, mine, theirs).flatMap((part) => {
    if (typeof part === 'string') return part;
    const byWord = merged(wordsOf, part.base, part.mine, part.theirs);
    return byWord.every((piece) => typeof piece === 'string') ? byWord : part;
  });
}

/** Where both changed the same place, both stand there, theirs first, as paragraphs of their own. */
export const withBoth = (text: MergedText): string =>
  text.map((part) => (typeof part === 'string' ? part : oneAfterAnother(part))).join('');

function oneAfterAnother({ mine, theirs }: Overlap): string {
  if (mine.trim() === '') return theirs;
  if (theirs.trim() === '') return mine;
  return `${theirs.trimEnd()}\n\n${mine}`;
}

function merged(
  piecesOf: (text: string) => string[],
  base: string,
  mine: string,
  theirs: string,
): MergedText {
  const pieces = piecesOf(base);
  const mineHunks = hunksOf(pieces, piecesOf(mine));
  const theirHunks = hunksOf(pieces, piecesOf(theirs));
  const parts: MergedText = [];
  let at = 0;
  for (const { start, end, mine: a, theirs: b } of placesOf(mineHunks, theirHunks)) {
    parts.push(pieces.slice(at, start).join(''));
    const before = pieces.slice(start, end);
    const [asMine, asTheirs] = [a, b].map((hunks) => applied(before, start, hunks));
    if (b.length === 0 || asMine === asTheirs) parts.push(asMine ?? '');
    else if (a.length === 0) parts.push(asTheirs ?? '');
    else parts.push({ base: before.join(''), mine: asMine ?? '', theirs: asTheirs ?? '' });
    at = end;
  }
  parts.push(pieces.slice(at).join(''));
  return parts.filter((part) => part !== '');
}

/** A place of the base that one of them changed, or both. */
interface Place {
  start: number;
  end: number;
  mine: Hunk[];
  theirs: Hunk[];
}

/** Changes that overlap or touch each other are of one place. */
function placesOf(mine: Hunk[], theirs: Hunk[]): Place[] {
  const all = [
    ...mine.map((hunk) => ({ hunk, side: 'mine' as const })),
    ...theirs.map((hunk) => ({ hunk, side: 'theirs' as const })),
  ].toSorted((a, b) => a.hunk.start - b.hunk.start || a.hunk.end - b.hunk.end);
  const places: Place[] = [];
  for (const { hunk, side } of all) {
    let place = places.at(-1);
    if (!place || hunk.start > place.end)
      places.push((place = { start: hunk.start, end: hunk.end, mine: [], theirs: [] }));
    place.end = Math.max(place.end, hunk.end);
    place[side].push(hunk);
  }
  return places;
}

function applied(pieces: string[], offset: number, hunks: Hunk[]): string {
  let text = '';
  let at = 0;
  for (const { start, end, insert } of hunks) {
    text += pieces.slice(at, start - offset).join('') + insert.join('');
    at = end - offset;
  }
  return text + pieces.slice(at).join('');
}
