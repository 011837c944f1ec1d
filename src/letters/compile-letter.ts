import {
  compileLetterEmail,
  type CompileLimits,
  type EmailParts,
  type LetterFault as EmailFault,
} from '../emails/index.ts';
import { InvalidInput, type FieldError } from '../platform/errors.ts';
import { TooHard } from '../platform/processes/child-lanes.ts';
import type { App } from '../platform/app.ts';
import { getPublicationById, type Publication } from '../publications/index.ts';
import { letterFaultSays, type LetterFault } from '../words/index.ts';
import { MOST_CHARACTERS, type LetterTexts } from './letter.ts';

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
  letter: LetterTexts,
  limits: CompileLimits = {},
): Promise<EmailParts> {
  const unfinished = unfinishedFaults(letter);
  if (unfinished.length > 0) throw new FaultyLetter(unfinished);
  const { subject, preheader, markdown } = letter;
  const trimmed = { subject: subject.trim(), preheader: preheader.trim(), markdown };
  const compiled = await compileLetterEmail({ ...trimmed, brand: publication }, limits);
  if ('email' in compiled) return compiled.email;
  throw new FaultyLetter(faultsOf(compiled.fault));
}

/** Somebody waits; what is set out in this time is also when the letter is due. */
const WRITING_DEADLINE_MS = 5_000;

/** Takes what would hold up its own send later for a fault of the letter. @throws InvalidInput */
export async function tryOut(publication: Publication, letter: LetterTexts): Promise<EmailParts> {
  try {
    return await compileLetter(publication, letter, { deadlineMs: WRITING_DEADLINE_MS });
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    const message =
      'The markdown takes too long to be set out as an email: something is repeated or nested in it very often.';
    throw new InvalidInput([{ field: 'markdown', message }]);
  }
}

/** What keeps it from going out as it is; nothing for a letter that is ready. */
export async function findFaults(
  app: App,
  publicationId: number,
  letter: LetterTexts,
): Promise<FieldError[]> {
  try {
    await tryOut(await getPublicationById(app.db, publicationId), letter);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.errors;
    throw error;
  }
}

/** Drafts hold lines that a letter may not. Whether the text fits is seen when it is set out. */
function unfinishedFaults(letter: LetterTexts): LetterFault[] {
  const faults: LetterFault[] = letter.subject.trim() === '' ? [{ kind: 'no-subject' }] : [];
  for (const field of ['subject', 'preheader'] as const) {
    const maximum = MOST_CHARACTERS[field];
    if (letter[field].trim().length > maximum) faults.push({ kind: 'line-too-long', field, maximum });
  }
  return faults;
}

function fieldOf(fault: LetterFault): string {
  if (fault.kind === 'no-subject') return 'subject';
  return 'field' in fault ? fault.field : 'markdown';
}

function faultsOf(fault: EmailFault): LetterFault[] {
  if (typeof fault === 'string') return [{ kind: fault }];
  if ('placeholders' in fault) return fault.placeholders.map((one) => ({ kind: 'placeholder', ...one }));
  return [{ kind: 'too-long', kilobytes: Math.ceil(fault.tooLongBy / 1000) }];
}
