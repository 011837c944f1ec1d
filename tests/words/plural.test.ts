import { describe, expect, test } from 'vitest';
import { pluralIn } from '../../src/words/plural.ts';
import { KEPT_AFTER_PAUSE } from '../../src/rhythms/index.ts';
import { READER_LANGUAGES, readerSpeechIn, speechIn } from '../../src/words/index.ts';

describe('A number with its word', () => {
  test('takes the form that the language has for it', () => {
    const arabic = { zero: 'zero', one: 'one', two: 'two', few: '# few', many: '# many', other: '# other' };
    const say = (language: string, counts: number[]) =>
      counts.map((count) => pluralIn(language)(count, arabic));
    expect(say('ar', [0, 1, 2, 3, 11, 100])).toEqual(['zero', 'one', 'two', '3 few', '11 many', '100 other']);
    expect(say('fr', [0, 1, 2])).toEqual(['one', 'one', '2 other']);
    expect(say('en', [0, 1, 2])).toEqual(['0 other', 'one', '2 other']);
    expect(say('ja', [0, 1, 2])).toEqual(['0 other', '1 other', '2 other']);
  });

  test('takes the general form where there is no other', () => {
    expect(pluralIn('ar')(3, { one: 'one', other: '# all' })).toBe('3 all');
  });

  test('is written as the language writes numbers', () => {
    expect(pluralIn('de')(12_345, { other: '# Mails' })).toBe('12.345 Mails');
  });
});

describe.each(READER_LANGUAGES)('In %s', (language) => {
  test('no number is lost and no mark is left', () => {
    const { articles, minutes, startWith } = speechIn(language).words.digest;
    const { rhythm, leaving } = readerSpeechIn(language).words;
    const sayings = [
      ...[articles, minutes, startWith, rhythm.aWeek.each, rhythm.aWeek.daily].map((say) => say(7)),
      leaving.ratherThan(7, 9),
      speechIn(language).words.moreOnSite(7),
    ];
    for (const said of sayings) {
      expect(said).toContain('7');
      expect(said).not.toContain('#');
    }
  });

  test('a mail after a break says how many articles it brings at most', () => {
    expect(speechIn(language).words.digest.afterPause).toContain(String(KEPT_AFTER_PAUSE));
  });
});
