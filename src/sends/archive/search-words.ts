import { withDefaults } from '../../emails/index.ts';

/** Text search configurations of every PostgreSQL since 13, by language; other languages are searched word by word. */
const CONFIGURATIONS: Record<string, string> = {
  ar: 'arabic',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hu: 'hungarian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  ne: 'nepali',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
};

/** @param tag BCP 47. */
export const searchConfiguration = (tag: string): string =>
  CONFIGURATIONS[new Intl.Locale(tag).language] ?? 'simple';

/** Scripts that put no space between words. PostgreSQL would take a whole clause for one word. */
const SPACELESS =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const RUN = new RegExp(`[${SPACELESS}]+`, 'gu');
const SPACE_BETWEEN = new RegExp(
  `(?<=[${SPACELESS}][\\uFDE0\\uFDE1]?) (?=[\\uFDE0\\uFDE1]?[${SPACELESS}])`,
  'gu',
);

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** With spaces where its language has none. */
export const spaced = (text: string): string =>
  text.replace(RUN, (run) => ` ${Array.from(segmenter.segment(run), ({ segment }) => segment).join(' ')} `);

/** Takes back what `spaced` did, also around marks. */
export const unspaced = (text: string): string => text.replace(SPACE_BETWEEN, '');

/** More is not searched; it is longer than any email of ours. */
const MOST_CHARACTERS = 100_000;

/** What of a text part can be found: words without addresses of links, and names as readers without a name have them. */
export function searchableWords(text: string): string {
  const plain = withDefaults(text)
    .replace(/<?https?:\/\/\S+/g, ' ')
    .replace(/[\0\uFDD0-\uFDEF]/g, '');
  return spaced(plain).replace(/\s+/g, ' ').trim().slice(0, MOST_CHARACTERS).toWellFormed();
}
