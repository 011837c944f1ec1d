import { fillSlots, nameValues } from '../emails/index.ts';
import type { App } from '../platform/app.ts';
import { InvalidInput } from '../platform/errors.ts';
import { getPublicationById } from '../publications/index.ts';
import type { LetterFault } from '../words/index.ts';
import type { SendKindName } from '../sends/index.ts';
import { tryOut } from './compile-letter.ts';
import { FaultyLetter } from './faulty-letter.ts';
import { MOST_CHARACTERS, type LetterTexts } from './letter.ts';

/** Nobody's: it leads nowhere. */
const NO_LINK = '#';

/**
 * What somebody is writing, as an email of a reader of this name; no fault of the subject stands in its way.
 * @returns why it cannot be shown instead: `too-hard` for what takes too long.
 */
export async function previewDraft(
  app: App,
  publicationId: number,
  { kind, subject, preheader, markdown }: LetterTexts & { kind?: SendKindName },
  name: string,
): Promise<{ html: string } | { faults: LetterFault[] | 'too-hard' }> {
  const cut = (text: string) => text.trim().slice(0, MOST_CHARACTERS.subject);
  const texts = { subject: cut(subject) || '…', preheader: cut(preheader), markdown };
  try {
    const email = await tryOut(app, await getPublicationById(app.db, publicationId), kind ?? 'letter', texts);
    const names = nameValues([email.subject, email.html, email.text])(name);
    const links = { unsubscribeUrl: NO_LINK, preferencesUrl: NO_LINK, viewUrl: NO_LINK };
    return { html: fillSlots(email, { ...links, ...names }).html };
  } catch (error) {
    if (error instanceof FaultyLetter) return { faults: error.faults };
    if (error instanceof InvalidInput) return { faults: 'too-hard' };
    throw error;
  }
}
