/** What the law and readers need of every mail to an audience, so a template cannot leave it out. */
export type MailNeed = 'unsubscribe' | 'preferences' | 'address' | 'why' | 'imprint' | 'content';

/** What keeps a template from making mails. `element`, `attribute`, `name`: as they stand in the template. */
export type TemplateProblem =
  /** `meant`: a variable that is there and looks alike. */
  | { kind: 'unknown-variable'; name: string; meant?: string }
  | { kind: 'unknown-filter'; name: string }
  | { kind: 'unknown-tag'; name: string }
  | { kind: 'unexpected-end'; name: string }
  | { kind: 'not-closed'; what: string }
  | { kind: 'no-part'; name: string }
  | { kind: 'takes-too-long' }
  | { kind: 'makes-too-much' }
  | { kind: 'no-mjml' }
  | { kind: 'unknown-element'; element: string }
  | { kind: 'unknown-attribute'; element: string; attribute: string }
  | { kind: 'bad-value'; element: string; attribute: string; value: string }
  | { kind: 'misplaced'; element: string; inside: string }
  | { kind: 'include' }
  | { kind: 'script' }
  | { kind: 'lacks'; need: MailNeed }
  /** Links of one reader would be in the public archive. */
  | { kind: 'unmarked' }
  | { kind: 'depends-on-neighbours' }
  | { kind: 'too-large'; kilobytes: number }
  /** In the words of the library that found it. */
  | { kind: 'other'; reply: string };

/** A problem and where it is. `line` and `column` count from 1; 0: it is nowhere in particular. */
export type TemplateFault = TemplateProblem & { template: string; line: number; column: number };

/** The sentences about templates in one language. */
export type TemplateFaultWords = {
  [Kind in TemplateProblem['kind']]: (problem: Extract<TemplateProblem, { kind: Kind }>) => string;
} & { at(line: number, column: number): string; in(template: string): string };

/** One fault as whole sentences. @param edited the template that its reader looks at: its name is left out. */
export function templateFaultText(fault: TemplateFault, words: TemplateFaultWords, edited?: string): string {
  const say = words[fault.kind] as (problem: TemplateProblem) => string;
  const name = fault.template === edited ? '' : words.in(fault.template);
  const place = fault.line > 0 ? words.at(fault.line, fault.column) : '';
  const where = [name, place].filter(Boolean).join(', ');
  return `${where}${where && ': '}${say(fault)}`;
}
