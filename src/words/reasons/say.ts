import type { Answer } from './answers.ts';
import { germanAnswers } from './answers-de.ts';
import { englishAnswers } from './answers-en.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { germanLeftOut } from './left-out-de.ts';
import { englishLeftOut } from './left-out-en.ts';
import type { LeftOut } from './left-out.ts';
import type { FieldError } from '../../platform/errors.ts';
import type { FieldFault } from '../../platform/field-faults.ts';
import { germanFieldFaults, type OtherWords } from './field-faults-de.ts';
import { germanLetterFaults } from './letter-faults-de.ts';
import { englishLetterFaults } from './letter-faults-en.ts';
import { letterFaultText, type LetterFault } from './letter-faults.ts';
import { germanPictureFaults } from './picture-faults-de.ts';
import { englishPictureFaults } from './picture-faults-en.ts';
import type { PictureFault } from './picture-faults.ts';
import { germanTemplateFaults } from './template-faults-de.ts';
import { englishTemplateFaults } from './template-faults-en.ts';
import { templateFaultText, type TemplateFault } from './template-faults.ts';
import type { Cause, CauseCode, CauseWords, Causes, Reason, ReasonCode, ReasonWords } from './reasons.ts';

/** The languages of the desk. */
export const DESK_LANGUAGES = ['en', 'de'] as const;
export type DeskLanguage = (typeof DESK_LANGUAGES)[number];

const WORDS: Record<DeskLanguage, ReasonWords> = { en: english, de: german };

export const REASON_CODES = Object.keys({ ...english.reasons, ...english.causes }) as ReasonCode[];

/** The language of the desk for a tag such as `de-AT`: English where it does not speak it. */
export const deskLanguageOf = (tag: string): DeskLanguage =>
  DESK_LANGUAGES.find((language) => language === new Intl.Locale(tag).language) ?? 'en';

/** A reason in whole sentences for an editor. */
export function says(reason: Reason, language: DeskLanguage = 'en'): string {
  if (isCause(reason)) {
    const { what, advice } = causeSays(reason, language);
    const reply = 'reply' in reason.params ? reason.params.reply : '';
    return [what, reply && WORDS[language].serverSaid(reply), advice].filter(Boolean).join(' ');
  }
  const sentence = WORDS[language].reasons[reason.code] as (
    params: Reason['params'],
    says: (inner: Reason) => string,
  ) => string;
  return sentence(reason.params, (inner) => says(inner, language));
}

const LETTER_FAULTS = { en: englishLetterFaults, de: germanLetterFaults };

/** One fault of a letter for whoever sent it to us. */
export const letterFaultSays = (fault: LetterFault, language: DeskLanguage = 'en') =>
  letterFaultText(fault, LETTER_FAULTS[language]);

const TEMPLATE_FAULTS = { en: englishTemplateFaults, de: germanTemplateFaults };

/** One fault of a template. @param edited the template that its reader looks at. */
export const templateFaultSays = (fault: TemplateFault, language: DeskLanguage = 'en', edited?: string) =>
  templateFaultText(fault, TEMPLATE_FAULTS[language], edited);

const inGerman: OtherWords = {
  template: (fault, edited) => templateFaultSays(fault, 'de', edited),
  letter: (fault) => letterFaultSays(fault, 'de'),
  reason: (reason) => says(reason, 'de'),
};

/** What is wrong with a field. Faults that no page meets have English words alone. */
export function fieldFaultSays({ message, fault }: FieldError, language: DeskLanguage): string {
  if (language === 'en' || !fault) return message;
  const sentence = germanFieldFaults[fault.code] as (
    params: FieldFault['params'],
    others: OtherWords,
  ) => string;
  return sentence(fault.params, inGerman);
}

const PICTURE_FAULTS = { en: englishPictureFaults, de: germanPictureFaults };

/** Why a file cannot be a picture of an email. */
export function pictureFaultSays({ code, params }: PictureFault, language: DeskLanguage = 'en'): string {
  return (PICTURE_FAULTS[language][code] as (params: PictureFault['params']) => string)(params);
}

/** What stopped a send, and what to do about it; the server's words are in `params.reply`. */
export function causeSays({ code, params }: Cause, language: DeskLanguage): CauseWords {
  return (WORDS[language].causes[code] as (params: Causes[CauseCode]) => CauseWords)(params);
}

const ANSWERS = { en: englishAnswers, de: germanAnswers };

/** The answer to one question about a reader and a send, as a whole sentence for an editor. */
export function answerSays({ code, holds, params }: Answer, language: DeskLanguage = 'en'): string {
  const ways = ANSWERS[language][code] as Partial<
    Record<'yes' | 'no', (params: Answer['params'], says: (reason: Reason) => string) => string>
  >;
  return ways[holds ? 'yes' : 'no']?.(params, (reason) => says(reason, language)) ?? '';
}

const LEFT_OUT = { en: englishLeftOut, de: germanLeftOut };

/** What people who are left out of an audience have in common; it stands behind their number. */
export const leftOutWhy = (code: LeftOut['code'], language: DeskLanguage = 'en'): string =>
  LEFT_OUT[language].why[code];

/** Who is left out of an audience, as a line for an editor. */
export function leftOutSays({ code, count }: LeftOut, language: DeskLanguage = 'en'): string {
  const { people, why } = LEFT_OUT[language];
  return `${people(count)}: ${why[code]}`;
}

const isCause = (reason: Reason): reason is Cause => reason.code in english.causes;

/** A value as it leaves for people: every reason, answer and left-out group in it, however deep, gets its words as `says`. */
export function withWords(value: unknown, language: DeskLanguage = 'en'): unknown {
  if (Array.isArray(value)) return value.map((one) => withWords(one, language));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const fields = Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === 'params' ? one : withWords(one, language)]),
  );
  if (isReason(value)) return { ...fields, says: says(value, language) };
  if (isLeftOut(value)) return { ...fields, says: leftOutSays(value, language) };
  return isAnswer(value) ? { ...fields, says: answerSays(value, language) } : fields;
}

const KNOWN: ReadonlySet<unknown> = new Set(REASON_CODES);

const isReason = (value: object): value is Reason =>
  'code' in value && 'params' in value && KNOWN.has(value.code);

const isAnswer = (value: object): value is Answer =>
  'code' in value && 'holds' in value && 'params' in value && String(value.code) in englishAnswers;

const isLeftOut = (value: object): value is LeftOut =>
  'code' in value && 'count' in value && String(value.code) in englishLeftOut.why;
