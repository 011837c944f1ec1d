import { InvalidInput } from '../platform/errors.ts';
import { letterFaultSays, type LetterFault } from '../words/index.ts';
import { MOST_CHARACTERS, type LetterTexts } from './letter.ts';

/** A letter that cannot become an email. */
export class FaultyLetter extends InvalidInput {
  readonly faults: LetterFault[];

  /** @param text what the field with the Markdown is called. */
  constructor(faults: LetterFault[], text: 'markdown' | 'introduction' = 'markdown') {
    super(
      faults.map((fault) => ({
        field: fieldOf(fault, text),
        message: letterFaultSays(fault),
        fault: { code: 'letter-text', params: { fault } },
      })),
    );
    this.faults = faults;
  }
}

/** Drafts hold lines that a letter may not. Whether the text fits is seen when it is set out. */
export function unfinishedFaults(letter: LetterTexts): LetterFault[] {
  const faults: LetterFault[] = letter.subject.trim() === '' ? [{ kind: 'no-subject' }] : [];
  for (const field of ['subject', 'preheader'] as const) {
    const maximum = MOST_CHARACTERS[field];
    if (letter[field].trim().length > maximum) faults.push({ kind: 'line-too-long', field, maximum });
  }
  return faults;
}

function fieldOf(fault: LetterFault, text: string): string {
  if (fault.kind === 'no-subject') return 'subject';
  if (fault.kind === 'no-articles') return 'articleIds';
  return 'field' in fault && fault.field !== 'markdown' ? fault.field : text;
}
