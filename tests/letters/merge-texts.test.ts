import { describe, expect, test } from 'vitest';
import { differenceOf, editsBetween } from '../../src/letters/difference.ts';
import { mergeTexts, withBoth } from '../../src/letters/merge-texts.ts';
import { randomOf } from '../support/app/random.ts';

const LETTER = `Dear readers,

From Saturday your weekend mail looks different.

## What stays

It comes at eight. It fits on one page.
`;

const merge = (mine: string, theirs: string, base = LETTER) => mergeTexts(base, mine, theirs);
/** The text, of one that has no overlaps. */
function cleanOf(merged: ReturnType<typeof mergeTexts>): string {
  expect(overlapsOf(merged)).toEqual([]);
  return withBoth(merged);
}
const overlapsOf = (merged: ReturnType<typeof mergeTexts>) =>
  merged.filter((part) => typeof part !== 'string');

describe('Two texts of one draft', () => {
  test('go together where they changed different paragraphs', () => {
    const merged = merge(
      LETTER.replace('Dear readers', 'Good morning'),
      LETTER.replace('one page', 'two pages'),
    );
    expect(cleanOf(merged)).toBe(
      LETTER.replace('Dear readers', 'Good morning').replace('one page', 'two pages'),
    );
  });

  test('go together where they changed different words of one sentence', () => {
    const merged = merge(LETTER.replace('Saturday', 'Sunday'), LETTER.replace('different', 'new'));
    expect(cleanOf(merged)).toBe(LETTER.replace('Saturday', 'Sunday').replace('different', 'new'));
  });

  test('go together where both made the same change', () => {
    const both = LETTER.replace('eight', 'nine');
    expect(merge(both, both)).toEqual([both]);
    expect(cleanOf(merge(both.replace('Dear', 'My dear'), both))).toBe(both.replace('Dear', 'My dear'));
  });

  test('overlap where they changed the same words, and then both stand there as paragraphs', () => {
    const merged = merge(LETTER.replace('eight', 'nine'), LETTER.replace('eight', 'seven'));
    expect(overlapsOf(merged)).toEqual([
      {
        base: 'It comes at eight. It fits on one page.\n',
        mine: 'It comes at nine. It fits on one page.\n',
        theirs: 'It comes at seven. It fits on one page.\n',
      },
    ]);
    expect(withBoth(merged)).toContain(
      'It comes at seven. It fits on one page.\n\nIt comes at nine. It fits on one page.\n',
    );
  });

  test('overlap where one took out what the other one changed', () => {
    const merged = merge(
      LETTER.replace('\n## What stays\n\nIt comes at eight. It fits on one page.\n', ''),
      LETTER.replace('eight', 'nine'),
    );
    expect(overlapsOf(merged)).toHaveLength(1);
    expect(withBoth(merged)).toContain('nine');
  });

  test('overlap as a whole when nobody knows what both began with', () => {
    const merged = merge('What I wrote.', 'What you wrote.', '');
    expect(merged).toEqual([{ base: '', mine: 'What I wrote.', theirs: 'What you wrote.' }]);
  });

  test('are compared within a second, however long and however alike their words are', () => {
    const many = (word: string) => `${word} `.repeat(50_000);
    const begun = performance.now();
    const merged = mergeTexts(many('a'), many('a b'), many('c a'));
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(withBoth(merged)).toContain('c a');
  });
});

describe('Random changes of two people (seeds)', () => {
  const WORDS = ['harbour', 'council', 'tide', 'the', 'a', 'and', 'late', '**bold**', '\n\n', '\n', '- item'];

  /** Every word that is put in is one of a kind, so that it can be looked for. */
  function changedBy(who: string, text: string, random: () => number): { text: string; added: string[] } {
    const pieces = text.split(/(?<=\s)/);
    const added: string[] = [];
    const count = 1 + Math.floor(random() * 6);
    for (let turn = 0; turn < count; turn += 1) {
      const at = Math.floor(random() * (pieces.length + 1));
      const kind = random();
      if (kind < 0.3) pieces.splice(at, 1 + Math.floor(random() * 5));
      else {
        const word = `${who}${turn}`;
        pieces.splice(at, kind < 0.6 ? 1 : 0, `${word}${random() < 0.2 ? '\n\n' : ' '}`);
        added.push(word);
      }
    }
    const after = pieces.join('');
    return { text: after, added: added.filter((word) => after.split(/\s+/).includes(word)) };
  }

  const textOf = (random: () => number) =>
    Array.from(
      { length: Math.floor(random() * 60) },
      () => `${WORDS[Math.floor(random() * WORDS.length)]} `,
    ).join('');

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('No word of either side is lost (%i)', (seed) => {
    const random = randomOf(seed);
    for (let round = 0; round < 150; round += 1) {
      const base = textOf(random);
      const mine = changedBy('mine', base, random);
      const theirs = changedBy('theirs', base, random);
      const words = withBoth(mergeTexts(base, mine.text, theirs.text)).split(/\s+/);
      for (const word of [...mine.added, ...theirs.added]) expect(words).toContain(word);
    }
  });

  test.each([11, 12, 13])('A merge with an unchanged text is the changed one (%i)', (seed) => {
    const random = randomOf(seed);
    for (let round = 0; round < 100; round += 1) {
      const base = textOf(random);
      const { text } = changedBy('mine', base, random);
      expect(cleanOf(mergeTexts(base, text, base))).toBe(text);
      expect(cleanOf(mergeTexts(base, base, text))).toBe(text);
    }
  });

  test.each([21, 22, 23])(
    'A difference holds both texts, and its edits make one of the other (%i)',
    (seed) => {
      const random = randomOf(seed);
      for (let round = 0; round < 100; round += 1) {
        const before = textOf(random);
        const { text: after } = changedBy('new', before, random);
        const pieces = differenceOf(before, after);
        const without = (kind: string) =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map(({ text }) => text)
            .join('');
        expect([without('in'), without('out')]).toEqual([before, after]);
        const edited = editsBetween(before, after).reduceRight(
          (text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to),
          before,
        );
        expect(edited).toBe(after);
      }
    },
  );
});
