import { deskLanguageOf } from '../reasons/say.ts';
import { readerFormat, type ReaderFormat, type ReaderLanguage } from './format.ts';
import { confirmDe } from './confirm-de.ts';
import { confirmEn, type ConfirmWords } from './confirm-en.ts';
import { frameDe } from './frame-de.ts';
import { frameEn, type FrameWords } from './frame-en.ts';
import { leavingDe } from './leaving-de.ts';
import { leavingEn, type LeavingWords } from './leaving-en.ts';
import { pauseDe } from './pause-de.ts';
import { pauseEn, type PauseWords } from './pause-en.ts';
import { preferencesDe } from './preferences-de.ts';
import { preferencesEn, type PreferencesWords } from './preferences-en.ts';
import { rhythmDe } from './rhythm-de.ts';
import { rhythmEn, type RhythmPageWords } from './rhythm-en.ts';
import { signUpDe } from './sign-up-de.ts';
import { signUpEn, type SignUpWords } from './sign-up-en.ts';

export type { ConfirmWords } from './confirm-en.ts';
export type { PreferencesWords } from './preferences-en.ts';
export type { SignUpWords } from './sign-up-en.ts';
export type { PauseWords } from './pause-en.ts';

/** What pages say to readers. */
export interface ReaderWords {
  confirm: ConfirmWords;
  frame: FrameWords;
  leaving: LeavingWords;
  pause: PauseWords;
  preferences: PreferencesWords;
  rhythm: RhythmPageWords;
  signUp: SignUpWords;
}

/** How a page speaks to a reader. */
export interface ReaderSpeech extends ReaderFormat {
  language: ReaderLanguage;
  words: ReaderWords;
}

const SPEECHES: Record<ReaderLanguage, ReaderSpeech> = {
  en: {
    language: 'en',
    words: {
      frame: frameEn,
      leaving: leavingEn,
      pause: pauseEn,
      preferences: preferencesEn,
      rhythm: rhythmEn,
      signUp: signUpEn,
      confirm: confirmEn,
    },
    ...readerFormat('en'),
  },
  de: {
    language: 'de',
    words: {
      frame: frameDe,
      leaving: leavingDe,
      pause: pauseDe,
      preferences: preferencesDe,
      rhythm: rhythmDe,
      signUp: signUpDe,
      confirm: confirmDe,
    },
    ...readerFormat('de'),
  },
};

/** The words of pages for a tag such as `de-AT`; English where they do not speak it. */
export const readerSpeechIn = (tag: string): ReaderSpeech => SPEECHES[deskLanguageOf(tag)];
