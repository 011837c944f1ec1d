import { compileLetterEmail, tellFaults, type CompileLimits, type EmailParts } from '../emails/index.ts';
import { InvalidInput, type FieldError } from '../platform/errors.ts';
import { TooHard } from '../platform/processes/child-lanes.ts';
import type { App } from '../platform/app.ts';
import { getPublicationById, type Publication } from '../publications/index.ts';
import { getSendRow, type SendKindName } from '../sends/index.ts';
import { withTemplates } from '../templates/index.ts';
import { compileDigest } from './digest/compile-digest.ts';
import { FaultyLetter, unfinishedFaults } from './faulty-letter.ts';
import { findLetter } from './letter-queries.ts';
import type { LetterTexts } from './letter.ts';

/** The email of a letter as the publication looks now. @throws FaultyLetter, TooHard */
export async function compileLetter(
  app: App,
  publication: Publication,
  letter: LetterTexts,
  limits: CompileLimits = {},
): Promise<EmailParts> {
  const unfinished = unfinishedFaults(letter);
  if (unfinished.length > 0) throw new FaultyLetter(unfinished);
  const { subject, preheader, markdown } = letter;
  const trimmed = { subject: subject.trim(), preheader: preheader.trim(), markdown };
  const compiled = await withTemplates(app, publication, 'letter', (brand) =>
    compileLetterEmail({ ...trimmed, brand }, limits),
  );
  if ('email' in compiled) return compiled.email;
  throw new FaultyLetter(tellFaults(compiled.fault));
}

type Compile = (
  app: App,
  publication: Publication,
  letter: LetterTexts,
  limits: CompileLimits,
) => Promise<EmailParts>;

/** How what an editor wrote becomes an email; what nobody writes is set out as a letter. */
const COMPILE: Record<SendKindName, Compile> = {
  letter: compileLetter,
  article: compileLetter,
  correction: compileLetter,
  digest: async (...digest) => (await compileDigest(...digest)).email,
};

/** Somebody waits; what is set out in this time is also when the letter is due. */
const WRITING_DEADLINE_MS = 5_000;

/** Takes what would hold up its own send later for a fault of the letter. @throws InvalidInput */
export async function tryOut(
  app: App,
  publication: Publication,
  kind: SendKindName,
  letter: LetterTexts,
): Promise<EmailParts> {
  try {
    return await COMPILE[kind](app, publication, letter, { deadlineMs: WRITING_DEADLINE_MS });
  } catch (error) {
    if (!(error instanceof TooHard)) throw error;
    const message =
      'The markdown takes too long to be set out as an email: something is repeated or nested in it very often.';
    throw new InvalidInput([{ field: 'markdown', message, fault: { code: 'hard-text', params: {} } }]);
  }
}

/** What keeps a letter from going out as it is; nothing for one that is ready. */
export async function findFaults(
  app: App,
  publicationId: number,
  { kind, ...letter }: LetterTexts & { kind?: SendKindName },
): Promise<FieldError[]> {
  try {
    await tryOut(app, await getPublicationById(app.db, publicationId), kind ?? 'letter', letter);
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.errors;
    throw error;
  }
}

/** The same for what stands in a draft. Nothing for what nobody writes. @throws NotFound */
export async function findFaultsOf(app: App, publicationId: number, id: number): Promise<FieldError[]> {
  const { kind, subject } = await getSendRow(app.db, publicationId, id);
  const letter = await findLetter(app.db, id);
  return letter ? findFaults(app, publicationId, { kind, subject, ...letter }) : [];
}
