import { plainDate, wordsOf } from './date-text.ts';

/** The languages of feeds whose names for months and days are known, as ICU has them. */
export const DATE_LANGUAGES = (
  'en de de-AT fr es it pt nl sv da nb nn fi pl cs sk hu ro bg ru uk be sr sr-Latn hr bs sl mk sq el tr az lt lv et is ' +
  'ga cy ca eu gl mt he ar ar-SY fa ur hi bn ta ka hy kk vi id ms th ko ja zh fil sw af'
).split(' ');

/** What ICU does not say: short forms of PHP, glibc and WordPress. */
const MORE_MONTHS: Record<string, Record<string, number>> = {
  de: { mrz: 3, maerz: 3, jaenner: 1, janner: 1, feber: 2 },
  nl: { mrt: 3 },
  es: { setiembre: 9, set: 9 },
};
/** What stands in dates beside what ICU puts there. */
const FILLERS = new Set(
  'st nd rd th of the on at um uhr klo kl de den d del di do da le la las les el a as à alle ore ora o ob om von vom am pm i r roku godz godzina года року dnia dne den dia er e en du h y t published updated posted date'.split(
    ' ',
  ),
);

interface DateWords {
  months: Map<string, number>;
  /** From 0, Sunday. */
  weekdays: Map<string, number>;
  /** True: after noon. */
  halves: Map<string, boolean>;
  fillers: Set<string>;
}

const known = new Map<string, DateWords>();

/** The month of a name: in the language of the feed, else where all languages that have the name agree. */
export function monthOf(name: string, language: string | undefined): number | undefined {
  const own = wordsIn(language);
  const month = own && (own.months.get(name) ?? beginning(own, name));
  if (month !== undefined || own?.fillers.has(name) || name.length < 3) return month;
  return agreed(name, 'months') ?? agreed(name, 'beginnings');
}

/** The day of the week of a word, from 0, Sunday. */
export function weekdayOfWord(word: string, language: string | undefined): number | undefined {
  return wordsIn(language)?.weekdays.get(word) ?? agreed(word, 'weekdays');
}

export function isAfternoon(word: string, language: string | undefined): boolean | undefined {
  if (word === 'am' || word === 'pm') return word === 'pm';
  return wordsIn(language)?.halves.get(word);
}

/** A word that stands in dates and says nothing by itself. */
export function isFiller(word: string, language: string | undefined): boolean {
  return FILLERS.has(word) || wordsIn(language)?.fillers.has(word) === true || index().fillers.has(word);
}

/** Short forms are beginnings of names: of one month only. */
function beginning({ months }: DateWords, word: string): number | undefined {
  if (word.length < 3) return undefined;
  const found = new Set<number>();
  for (const [name, month] of months) if (name.startsWith(word)) found.add(month);
  return found.size === 1 ? [...found][0] : undefined;
}

interface Index {
  /** Undefined: languages disagree. */
  months: Map<string, number | undefined>;
  beginnings: Map<string, number | undefined>;
  weekdays: Map<string, number | undefined>;
  fillers: Set<string>;
}

let everything: Index | undefined;

const agreed = (word: string, what: 'months' | 'beginnings' | 'weekdays') => index()[what].get(word);

function index(): Index {
  everything ??= readIndex();
  return everything;
}

function readIndex(): Index {
  const all: Index = { months: new Map(), beginnings: new Map(), weekdays: new Map(), fillers: new Set() };
  const add = (map: Map<string, number | undefined>, name: string, value: number) =>
    map.set(name, map.has(name) && map.get(name) !== value ? undefined : value);
  for (const language of DATE_LANGUAGES) {
    const words = wordsIn(language);
    for (const [name, month] of words?.months ?? []) {
      add(all.months, name, month);
      for (let length = 3; length < name.length; length += 1)
        add(all.beginnings, name.slice(0, length), month);
    }
    for (const [name, day] of words?.weekdays ?? []) add(all.weekdays, name, day);
    for (const word of words?.fillers ?? []) all.fillers.add(word);
  }
  return all;
}

function wordsIn(tag: string | undefined): DateWords | undefined {
  const language = tag === undefined ? undefined : nearest(tag);
  if (language === undefined) return undefined;
  const words = known.get(language) ?? readWords(language);
  known.set(language, words);
  return words;
}

/** `de-CH` is read as `de`, `no` as `nb`. */
function nearest(tag: string): string | undefined {
  const [language = '', ...rest] = tag.split('-');
  const name = { no: 'nb', tl: 'fil', iw: 'he', in: 'id' }[language.toLowerCase()] ?? language.toLowerCase();
  return [[name, ...rest].join('-'), name].find((candidate) => DATE_LANGUAGES.includes(candidate));
}

const STYLES: Intl.DateTimeFormatOptions[] = [
  { dateStyle: 'full', timeStyle: 'short' },
  { dateStyle: 'medium' },
  { month: 'long' },
  { month: 'short' },
  { weekday: 'short', hour: 'numeric', hour12: true },
];

/** Names as they stand in dates (genitives, prefixes, suffixes) and alone, long and short. */
function readWords(language: string): DateWords {
  const words: DateWords = { months: new Map(), weekdays: new Map(), halves: new Map(), fillers: new Set() };
  for (const style of STYLES) {
    const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, { ...style, timeZone: 'UTC' });
    for (let month = 0; month < 12; month += 1) note(words, format, Date.UTC(2026, month, 1, 9));
    for (let day = 0; day < 7; day += 1) note(words, format, Date.UTC(2026, 0, 5 + day, 14));
  }
  for (const [name, month] of Object.entries(MORE_MONTHS[language.slice(0, 2)] ?? {}))
    words.months.set(name, month);
  return words;
}

/** What is said of a month reaches to the ends of its word: prefixes and cases stand in the text between. */
function note(words: DateWords, format: Intl.DateTimeFormat, at: number): void {
  const date = new Date(at);
  const parts = format.formatToParts(date);
  const named = new Map(parts.map(({ type, value }) => [type, wordsOf(plainDate(value))]));
  const [month = [], weekday = [], half = []] = [
    named.get('month'),
    named.get('weekday'),
    named.get('dayPeriod'),
  ];
  if (month.length > 1) words.months.set(month.join(' '), date.getUTCMonth() + 1);
  const isNamed = (word: string, [name = '', ...more]: string[]) =>
    more.length === 0 && (word === name || (name.length >= 3 && word.includes(name)));
  for (const word of wordsOf(plainDate(parts.map(({ value }) => value).join('')))) {
    if (half.length === 1 && word === half[0]) words.halves.set(word, date.getUTCHours() >= 12);
    else if (isNamed(word, month)) words.months.set(word, date.getUTCMonth() + 1);
    else if (isNamed(word, weekday)) words.weekdays.set(word, date.getUTCDay());
    else if (!month.includes(word)) words.fillers.add(word);
  }
}
