import type { DeskLanguage } from '../reasons/say.ts';
import { germanChecks } from './checks-de.ts';
import { englishChecks } from './checks-en.ts';
import type { Aspect, CheckCode, Checks, CheckWords, FindingWords, Found, WarningCode } from './checks.ts';

const WORDS: Record<DeskLanguage, CheckWords> = { en: englishChecks, de: germanChecks };

export const CHECK_CODES = Object.keys(englishChecks.found) as CheckCode[];

const BLOCKING: ReadonlySet<CheckCode> = new Set<CheckCode>([
  'subject-missing',
  'no-postal-address',
  'text-faulty',
  'article-gone',
  'too-hard',
  'not-made',
]);
export const isBlocker = (code: CheckCode) => BLOCKING.has(code);
/** Those that somebody may ignore. */
export const WARNING_CODES = CHECK_CODES.filter((code) => !isBlocker(code)) as WarningCode[];

/** What was found in the words of an editor's language. */
export function findingWords({ code, params }: Found, language: DeskLanguage = 'en'): FindingWords {
  return (WORDS[language].found[code] as (params: Checks[CheckCode]) => FindingWords)(params);
}

/** The same in whole sentences. */
export function findingSays(found: Found, language: DeskLanguage = 'en'): string {
  const { what, why } = findingWords(found, language);
  return `${what} ${why}`;
}

export const passedSays = (aspect: Aspect, facts: { kilobytes: number }, language: DeskLanguage = 'en') =>
  WORDS[language].passed[aspect](facts);
