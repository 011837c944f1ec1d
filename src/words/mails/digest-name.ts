import { dayText, speechIn } from '../languages.ts';
import type { DigestWords } from './digests-en.ts';

/** What a digest is called until its articles are known. @param language BCP 47 tag. */
export function digestName(
  rhythm: keyof DigestWords['names'],
  day: Date,
  language: string,
  timeZone: string,
): string {
  return `${speechIn(language).words.digest.names[rhythm]}, ${dayText(day, language, timeZone)}`;
}
