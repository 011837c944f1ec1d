import {
  compileLetterEmail,
  type CompileLimits,
  type EmailParts,
  type LetterFault as EmailFault,
} from '../emails/index.ts';
import { InvalidInput } from '../platform/errors.ts';
import type { Publication } from '../publications/index.ts';
import { letterFaultSays, type LetterFault } from '../words/index.ts';

/** A letter that cannot become an email. */
export class FaultyLetter extends InvalidInput {
  readonly faults: LetterFault[];

  constructor(faults: LetterFault[]) {
    super(faults.map((fault) => ({ field: fieldOf(fault), message: letterFaultSays(fault) })));
    this.faults = faults;
  }
}

/** The email of a letter as the publication looks now. @throws FaultyLetter, TooHard */
export async function compileLetter(
  publication: Publication,
  letter: { subject: string; preheader: string; markdown: string },
  limits: CompileLimits = {},
): Promise<EmailParts> {
  const compiled = await compileLetterEmail({ ...letter, brand: publication }, limits);
  if ('email' in compiled) return compiled.email;
  throw new FaultyLetter(faultsOf(compiled.fault));
}

const fieldOf = (fault: LetterFault) => (fault.kind === 'placeholder' ? fault.field : 'markdown');

function faultsOf(fault: EmailFault): LetterFault[] {
  if (typeof fault === 'string') return [{ kind: fault }];
  if ('placeholders' in fault) return fault.placeholders.map((one) => ({ kind: 'placeholder', ...one }));
  return [{ kind: 'too-long', kilobytes: Math.ceil(fault.tooLongBy / 1000) }];
}
