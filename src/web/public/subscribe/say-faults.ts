import { InvalidInput, type FieldError } from '../../../platform/errors.ts';
import type { ReaderSpeech } from '../../../words/index.ts';
import type { Problem } from '../../problem.ts';
import { CheckNeeded } from './require-check.ts';
import { DoneTooOften, sayTrouble } from '../say-trouble.ts';

/** What is wrong with a sign-up, in the language of its reader; English has the words of the rules themselves. */
export function sayFaults(errors: FieldError[], { language, words }: ReaderSpeech): FieldError[] {
  if (language === 'en') return errors;
  const { trouble, preferences } = words;
  const about: Partial<Record<string, string>> = {
    name: preferences.faults.name,
    rhythm: preferences.faults.rhythm,
    topics: preferences.faults.goneTopic,
    timeZone: preferences.faults.zone,
    language: preferences.faults.language,
  };
  return errors.map((error) => {
    const [field = ''] = error.field.split('.');
    const email = error.fault?.code === 'missing' ? trouble.noEmail : trouble.email;
    return { ...error, message: field === 'email' ? email : (about[field] ?? trouble.field) };
  });
}

/** A problem as a site can show it to its visitor. */
export function problemFor(problem: Problem, error: unknown, speech: ReaderSpeech): Problem {
  if (error instanceof CheckNeeded)
    return { ...problem, title: 'A check is needed', detail: speech.words.check.program };
  if (speech.language === 'en' && !(error instanceof DoneTooOften)) return problem;
  if (!(error instanceof InvalidInput))
    return { ...problem, detail: sayTrouble(error, { status: problem.status, isLink: false, speech }).says };
  const errors = sayFaults(error.errors, speech).map(({ fault: _fault, ...told }) => told);
  return { ...problem, detail: errors.map(({ message }) => message).join(' '), errors };
}
