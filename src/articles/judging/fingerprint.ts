import { createHash } from 'node:crypto';

/** What a text is recognised by although words of it changed, or only a part of it is told. */
export interface Fingerprint {
  /** Of the words; null without any. */
  hash: string | null;
  /** The smallest hashes of its runs of three words, ascending: all of a short text, a sample of a long one. */
  sketch: number[];
}

export type TextSameness = 'same' | 'alike' | 'unlike' | 'unknown';

const SKETCH_SIZE = 128;
const RUN = 3;
/** The rest of a longer text says nothing more. */
const MAX_TEXT = 100_000;
/** So many runs of words make a text that nobody writes twice by chance. */
const LONG = 18;
const ALIKE = 0.5;
const CONTAINED = 0.8;
/** Fewer runs in common may be a phrase. */
const LEAST_CONTAINED = 8;

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;

export function fingerprintOf(html: string): Fingerprint {
  const plain = html
    .slice(0, MAX_TEXT)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&[a-z]+;|&#\w+;/gi, ' ');
  const words = plain.normalize('NFKC').toLowerCase().match(WORD) ?? [];
  if (words.length === 0) return { hash: null, sketch: [] };
  const runs = new Set<number>();
  for (let start = 0; start <= Math.max(0, words.length - RUN); start += 1)
    runs.add(hashOf(words.slice(start, start + RUN).join(' ')));
  const sketch = [...runs].toSorted((one, other) => one - other).slice(0, SKETCH_SIZE);
  return { hash: createHash('sha256').update(words.join(' ')).digest('hex'), sketch };
}

/** @param common runs of words that many articles of the feed share, such as a footer: they say nothing. */
export function compareTexts(
  one: Fingerprint,
  other: Fingerprint,
  common: ReadonlySet<number>,
): TextSameness {
  const ours = one.sketch.filter((run) => !common.has(run));
  const theirs = other.sketch.filter((run) => !common.has(run));
  if (ours.length === 0 || theirs.length === 0) return 'unknown';
  if (one.hash !== null && one.hash === other.hash) return 'same';
  // A full sketch is a sample of the hashes up to its largest: only there can two be compared.
  const reach = Math.min(reachOf(one.sketch), reachOf(other.sketch));
  const known = new Set(theirs.filter((run) => run <= reach));
  const within = ours.filter((run) => run <= reach);
  const shared = within.filter((run) => known.has(run)).length;
  const smaller = Math.min(within.length, known.size);
  const union = within.length + known.size - shared;
  if (union > 0 && shared / union >= ALIKE) return 'alike';
  return shared >= LEAST_CONTAINED && shared / smaller >= CONTAINED ? 'alike' : 'unlike';
}

export function isLongText({ sketch }: Fingerprint, common: ReadonlySet<number>): boolean {
  return sketch.filter((run) => !common.has(run)).length >= LONG;
}

/** Runs of words that a third of these texts share, three at least. */
export function commonRuns(texts: Fingerprint[]): Set<number> {
  const counts = new Map<number, number>();
  for (const { sketch } of texts) for (const run of sketch) counts.set(run, (counts.get(run) ?? 0) + 1);
  const least = Math.max(3, texts.length / 3);
  return new Set([...counts].filter(([, count]) => count >= least).map(([run]) => run));
}

const reachOf = (sketch: number[]) =>
  sketch.length < SKETCH_SIZE ? Number.POSITIVE_INFINITY : (sketch.at(-1) ?? 0);

/** FNV-1a with a final mix, as a signed 32-bit number. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) | 0;
}
