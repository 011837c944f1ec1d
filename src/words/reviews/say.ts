import type { DeskLanguage } from '../reasons/say.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import type { ReviewMailWords } from './reviews.ts';

/** What the mail says that asks somebody to look at a send. */
export const reviewMailWords = (language: DeskLanguage): ReviewMailWords =>
  language === 'de' ? german : english;
