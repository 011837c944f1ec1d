import { plainDate, WORD, wordsOf } from './date-text.ts';
import { isAfternoon, isFiller, monthOf, weekdayOfWord } from './date-words.ts';
import { isYearFirst, orderIn, type DateContext, type DayOrder } from './day-order.ts';
import { fullYear, isDay, momentOf, weekdayOf, type Clock, type Day } from './moment.ts';
import { isZoneName, takeZone } from './zones.ts';

const TIME =
  /(?<![\d.])(\d{1,2})(?::|\s?h\s?(?=\d))(\d{1,2})(?::(\d{1,2})(?:[.,:](\d{1,9}))?)?(?!\d)|(?<![\d./-])(\d{1,2})\s?(?:(?=[ap]m\b)|(?:h|uhr)\b)/;
/** Of the Nordic countries, Italy and Oracle. */
const DOTTED_TIME = /(?<![\d.,])(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![\d.])/;
const YEAR_FIRST = /(?<!\d)(\d{4})\s?([-/.]|년|年)\s?(\d{1,2})\s?([-/.]|월|月)\s?(\d{1,2})(?!\d)\s?[일日.]?/;
const YEAR_LAST = /(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)\.?/;
const VIETNAMESE = /(?<!\d)(\d{1,2})[\s,/-]*(?:thang|thg)\s?(\d{1,2}),?\s*(?:nam )?(\d{4})/;
const CJK_WEEKDAY =
  /[(（]?(?:(?:星期|周|週|礼拜|禮拜)([一二三四五六日天])|([月火水木金土日])曜日?|([월화수목금토일])요일)[)）]?|[(（]([月火水木金土日월화수목금토일一二三四五六])[)）]/;
const CJK_DAYS = ['日天일', '月一월', '火二화', '水三수', '木四목', '金五금', '土六토'];

/** Days that a text may mean, with what is left of it. */
interface Found {
  days: Day[];
  rest: string;
}

/**
 * A date in words or numbers, as sites write them for people, in any order: by the language of the feed, else where all
 * languages agree. What may mean two days means none.
 */
export function readSpokenDate(text: string, context: DateContext): Date | undefined {
  const plain = withoutRemark(
    plainDate(text)
      .replace(/(\d{4}):(?=\d{1,2}:\d{2})/, '$1 ')
      .replace(/(\d)t(?=\d)/, '$1 ')
      .replace(/ m=[+-][\d.]+$/, ''),
  );
  return readParts(plain, TIME, context) ?? readParts(plain, DOTTED_TIME, context);
}

function readParts(plain: string, timePattern: RegExp, context: DateContext): Date | undefined {
  const { clock, before, after } = takeTime(plain, timePattern);
  const zone = clock && takeZone(after);
  const found = findDay(`${before} ${zone?.rest ?? after}`, context);
  if (!found) return undefined;
  const weekday = takeWeekday(found.rest, context.language);
  const fits = (day: Day) => weekday.day === undefined || weekdayOf(day) === weekday.day;
  const days = found.days.length > 1 ? found.days.filter(fits) : found.days;
  const [day] = days;
  const words = wordsOf(weekday.rest);
  const halves = words.flatMap((word) => isAfternoon(word, context.language) ?? []);
  const isUnderstood = words.every(
    (word) => isAfternoon(word, context.language) !== undefined || isFiller(word, context.language),
  );
  // A number that is left over may change everything.
  if (!day || days.length > 1 || !isUnderstood || /\d/.test(weekday.rest)) return undefined;
  const time = clock && inHalf(clock, halves[0]);
  const wallTime = momentOf(day, time, 0);
  return wallTime && momentOf(day, time, zone?.offsetAt(wallTime.getTime()) ?? 0);
}

function takeTime(
  text: string,
  pattern: RegExp,
): { clock: Clock | undefined; before: string; after: string } {
  const match = pattern.exec(text);
  if (!match) return { clock: undefined, before: text, after: '' };
  const [found, hour, minute, second, fraction = '', bare] = match;
  const clock = {
    hour: Number(hour ?? bare),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
  };
  return { clock, before: text.slice(0, match.index), after: text.slice(match.index + found.length) };
}

function inHalf(clock: Clock, isAfternoon: boolean | undefined): Clock {
  if (isAfternoon === undefined || clock.hour > 12) return clock;
  return { ...clock, hour: (clock.hour % 12) + (isAfternoon ? 12 : 0) };
}

function findDay(text: string, context: DateContext): Found | undefined {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) {
    const [found, year, , month, , day] = yearFirst;
    return foundAt(text, yearFirst.index, found, [
      [inGregorian(Number(year), context), Number(month), Number(day)],
    ]);
  }
  const vietnamese = VIETNAMESE.exec(text);
  if (vietnamese) {
    const [found, day, month, year] = vietnamese;
    return foundAt(text, vietnamese.index, found, [[Number(year), Number(month), Number(day)]]);
  }
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast) {
    const [found, first = '', separator = '', second = '', year = ''] = yearLast;
    return foundAt(text, yearLast.index, found, daysOf([first, second, year], separator, context));
  }
  return findNamedMonth(text, context);
}

const foundAt = (text: string, index: number, found: string, days: Day[]): Found => ({
  days: days.filter(isDay),
  rest: `${text.slice(0, index)} ${text.slice(index + found.length)}`,
});

/** The readings of a day in numbers that are left by the language and by the other dates of the document. */
function daysOf(
  [first, second, third]: [string, string, string],
  separator: string,
  context: DateContext,
): Day[] {
  const year = inGregorian(fullYear(third), context);
  const readings: Record<DayOrder, Day> = {
    'day-first': [year, Number(second), Number(first)],
    'month-first': [year, Number(first), Number(second)],
  };
  if (third.length === 2 && isYearFirst(context.language))
    return [[fullYear(first), Number(second), Number(third)]];
  const byLanguage = orderIn(context.language, separator);
  // Dates with dots are another program's than those with slashes, and tell their order by themselves.
  const order = separator === '.' ? (byLanguage ?? context.order) : (context.order ?? byLanguage);
  const all = [readings['day-first'], ...(first === second ? [] : [readings['month-first']])].filter(isDay);
  if (all.length < 2 || order === undefined) return all;
  return [readings[order]];
}

/** Years of the Buddhist calendar, where it is in use. */
function inGregorian(year: number, { language }: DateContext): number {
  return /^th\b/i.test(language ?? '') && year >= 2400 && year < 2700 ? year - 543 : year;
}

function findNamedMonth(text: string, { language, ...context }: DateContext): Found | undefined {
  const named = findMonthWord(text, language);
  if (!named) return undefined;
  const { index, written, month } = named;
  const rest = `${text.slice(0, index)} ${text.slice(index + written.length)}`;
  const numbers = [...rest.matchAll(/(?<!\d)\d{1,4}(?!\d)/g)].map(([number]) => number);
  const [one = '', other = '', more] = numbers;
  const [day, year] = one.length > 2 ? [other, one] : [one, other];
  if (more !== undefined || year.length < 2 || year.length === 3 || day.length > 2) return undefined;
  const found: Day = [inGregorian(fullYear(year), { language, ...context }), month, Number(day)];
  return { days: [found].filter(isDay), rest: rest.replace(/\d+/g, ' ') };
}

/** Some words name a month and a day of the week (`mar`, `mawrth`): the day of the week comes first. */
function findMonthWord(text: string, language: string | undefined) {
  const words = [...text.matchAll(WORD)].map(({ 0: written, index }) => ({ written, index }));
  const pairs = words.flatMap(({ written, index }, place) => {
    const pair = `${written} ${words[place + 1]?.written}`;
    return text.startsWith(pair, index) ? [{ written: pair, index }] : [];
  });
  const found = [...pairs, ...words].flatMap(({ written, index }) => {
    const name = written.replaceAll('.', '');
    const month = monthOf(name, language);
    return month === undefined ? [] : [{ index, written, month, name }];
  });
  if (found.length === 1) return found[0];
  const clear = found.filter(
    ({ name }) => weekdayOfWord(name, language) === undefined && !isFiller(name, language),
  );
  if (clear.length === 0) return found.at(-1);
  return clear.every(({ month }) => month === clear[0]?.month) ? clear[0] : undefined;
}

function takeWeekday(text: string, language: string | undefined): { day: number | undefined; rest: string } {
  const inCharacters = CJK_WEEKDAY.exec(text);
  const character = inCharacters?.slice(1).find((group) => group !== undefined);
  if (inCharacters && character !== undefined) {
    const day = CJK_DAYS.findIndex((characters) => characters.includes(character));
    return { day, rest: text.replace(inCharacters[0], ' ') };
  }
  const days = new Set<number>();
  const rest = text.replace(WORD, (written) => {
    const day = weekdayOfWord(written.replaceAll('.', ''), language);
    if (day !== undefined) days.add(day);
    return day === undefined ? written : ' ';
  });
  return { day: days.size === 1 ? [...days][0] : undefined, rest };
}

/** Without a remark in brackets, which may name the zone once more. */
function withoutRemark(text: string): string {
  return text
    .replace(/\(\s*(\p{L}[^()\d]*)\)?$/u, (_all, remark: string) =>
      isZoneName(remark.trim()) ? ` ${remark}` : ' ',
    )
    .trim();
}
