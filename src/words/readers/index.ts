import { readerLanguageOf, type ReaderLanguage } from '../languages.ts';
import { arabic } from './ar.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { readerFormat, type ReaderFormat } from './format.ts';
import { french } from './fr.ts';
import { japanese } from './ja.ts';
import { portuguese } from './pt.ts';
import type { ReaderWords } from './reader-words.ts';

export type { Around } from './around.ts';
export type { CheckInboxWords } from './check-inbox-en.ts';
export type { ConfirmWords } from './confirm-en.ts';
export type { HistoryWords } from './history-en.ts';
export type { LeavingWords } from './leaving-en.ts';
export type { PreferencesWords } from './preferences-en.ts';
export type { SignUpWords } from './sign-up-en.ts';
export type { PauseWords } from './pause-en.ts';
export type { TooOften, Trouble } from './trouble-en.ts';

/** How a page speaks to a reader. */
export interface ReaderSpeech extends ReaderFormat {
  language: ReaderLanguage;
  words: ReaderWords;
}

const speech = (language: ReaderLanguage, words: ReaderWords): ReaderSpeech => ({
  language,
  words,
  ...readerFormat(language),
});

const SPEECHES: Record<ReaderLanguage, ReaderSpeech> = {
  en: speech('en', english),
  de: speech('de', german),
  fr: speech('fr', french),
  es: speech('es', spanish),
  pt: speech('pt', portuguese),
  ja: speech('ja', japanese),
  ar: speech('ar', arabic),
};

/** The words of pages for a tag such as `de-AT`; English where they do not speak it. */
export const readerSpeechIn = (tag: string): ReaderSpeech => SPEECHES[readerLanguageOf(tag) ?? 'en'];
