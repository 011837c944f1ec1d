import { arabic } from './mails/ar.ts';
import { german } from './mails/de.ts';
import { english, type Words } from './mails/en.ts';
import { spanish } from './mails/es.ts';
import { french } from './mails/fr.ts';
import { japanese } from './mails/ja.ts';
import { portuguese } from './mails/pt.ts';

/** The languages of emails and of pages for readers. */
export const READER_LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'ja', 'ar'] as const;
export type ReaderLanguage = (typeof READER_LANGUAGES)[number];

const BY_LANGUAGE: Record<ReaderLanguage, Words> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  ja: japanese,
  ar: arabic,
};

/** Which of our languages a tag such as `de-AT` means; undefined: none. */
export function readerLanguageOf(tag: string): ReaderLanguage | undefined {
  const language = tag.split('-')[0]?.toLowerCase();
  return READER_LANGUAGES.find((known) => known === language);
}

/** The language of a reader's mails and pages: theirs where we speak it, else the publication's. @param chosen empty: none */
export function languageFor(chosen: string | null, publication: string): string {
  const ours = chosen ? readerLanguageOf(chosen) : undefined;
  return ours === undefined || ours === readerLanguageOf(publication) ? publication : ours;
}

/** A language as our emails use it. */
export interface Speech {
  words: Words;
  /** The tag that the words are in, and that dates and lists among them are written in. */
  language: string;
}

// Reading a tag takes longer than all else that is done with it.
const known = new Map<string, Speech>();

/** The words for a tag such as `de-AT`; English where we do not speak it. */
export function speechIn(language: string): Speech {
  const found = known.get(language);
  if (found) return found;
  const ours = readerLanguageOf(language);
  const speech = ours ? { words: BY_LANGUAGE[ours], language } : { words: english, language: 'en' };
  known.set(language, speech);
  return speech;
}

const RIGHT_TO_LEFT_SCRIPTS = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
]);

/** Which way a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const { script } = new Intl.Locale(language).maximize();
  return script !== undefined && RIGHT_TO_LEFT_SCRIPTS.has(script) ? 'rtl' : 'ltr';
}

/** An address inside a sentence: it keeps its order where the sentence runs from right to left. */
export const addressIn = (language: string, address: string): string =>
  directionOf(language) === 'rtl' ? `\u2066${address}\u2069` : address;

/** Such as "November 12, 2026". */
export function dayText(at: Date, language: string, timeZone: string): string {
  return format(at, language, { dateStyle: 'long', timeZone });
}

/** Such as "Thursday, November 12". */
export function weekdayText(at: Date, language: string, timeZone: string): string {
  return format(at, language, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
}

/** Such as "Saturday, December 5 at 8:00 AM (Europe/Berlin)". */
export function weekdayMomentText(at: Date, language: string, timeZone: string): string {
  const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return `${format(at, language, { ...day, hour: 'numeric', minute: '2-digit', timeZone })} (${timeZone})`;
}

/** Such as "November 12". */
export function shortDayText(at: Date, language: string, timeZone: string): string {
  return format(at, language, { day: 'numeric', month: 'long', timeZone });
}

/** Such as "November 12, 2026 at 4:20 PM (Europe/Berlin)": the zone is named, because the reader may be elsewhere. */
export function momentText(at: Date, language: string, timeZone: string): string {
  return `${format(at, language, { dateStyle: 'long', timeStyle: 'short', timeZone })} (${timeZone})`;
}

/** "A, B" or "A; B": what stands beside each other, with the marks of the language. Parts without words are left out. */
export function besideText(parts: string[], language: string, mark: keyof typeof MARKS = 'comma'): string {
  const joint = MARKS[mark];
  return parts
    .filter((part) => part !== '')
    .join(joint[language.split('-')[0]?.toLowerCase() ?? ''] ?? joint.en);
}

type Marks = Record<string, string> & { en: string };
const MARKS: Record<'comma' | 'semicolon', Marks> = {
  comma: { en: ', ', ar: '، ', fa: '، ', ur: '، ', ja: '、', zh: '、' },
  semicolon: { en: '; ', ar: '؛ ', fa: '؛ ', ur: '؛ ', ja: '。', zh: '；' },
};

/** "A, B, and C" as the language has it. */
export function listText(names: string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

function format(at: Date, language: string, options: Intl.DateTimeFormatOptions): string {
  // ICU writes narrow no-break spaces, which plain-text readers may show as boxes.
  return new Intl.DateTimeFormat(language, options).format(at).replace(/[\u202F\u00A0]/g, ' ');
}
