/** What keeps a letter from becoming an email. */
export type LetterFault =
  | { kind: 'empty' }
  | { kind: 'no-subject' }
  | { kind: 'no-articles' }
  | { kind: 'line-too-long'; field: 'subject' | 'preheader'; maximum: number }
  | { kind: 'too-deep' }
  | { kind: 'too-long'; kilobytes: number }
  /** `found`: as the editor wrote it; `line` from 1 on, 0 where nobody knows it. */
  | {
      kind: 'placeholder';
      field: 'subject' | 'preheader' | 'markdown';
      line: number;
      found: string;
      advice: PlaceholderAdvice;
    };

export type PlaceholderAdvice = 'name' | 'links' | 'address' | 'none' | 'in-address';

/** The sentences about a letter in one language. */
export interface LetterFaultWords {
  empty: string;
  noSubject: string;
  noArticles: string;
  lineTooLong(field: 'subject' | 'preheader', maximum: number): string;
  tooDeep: string;
  tooLong(kilobytes: number): string;
  /** @param line undefined where there is only one. */
  notFilledIn(found: string, line: number | undefined): string;
  advice: Record<PlaceholderAdvice, string>;
}

/** One fault as whole sentences. */
export function letterFaultText(fault: LetterFault, words: LetterFaultWords): string {
  if (fault.kind === 'empty') return words.empty;
  if (fault.kind === 'no-subject') return words.noSubject;
  if (fault.kind === 'no-articles') return words.noArticles;
  if (fault.kind === 'line-too-long') return words.lineTooLong(fault.field, fault.maximum);
  if (fault.kind === 'too-deep') return words.tooDeep;
  if (fault.kind === 'too-long') return words.tooLong(fault.kilobytes);
  const { field, line, found, advice } = fault;
  const place = field === 'markdown' && line > 0 ? line : undefined;
  return `${words.notFilledIn(found, place)} ${words.advice[advice]}`;
}

/** All that is wrong with a letter. */
export const letterFaultsText = (faults: LetterFault[], words: LetterFaultWords) =>
  faults.map((fault) => letterFaultText(fault, words)).join(' ');
