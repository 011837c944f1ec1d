import { frameOf, audiencePreheader, type Frame } from '../frame/frame.ts';
import type { Brand } from '../model.ts';
import type { PlaceholderFault } from './placeholders.ts';
import { renderTemplate } from '../compile/render-template.ts';
import { finishedBytes, MAX_HTML_BYTES } from '../compile/size-budget.ts';
import { slot, type CompiledEmail } from '../compile/slots.ts';
import { endSlots, endWords, type EndSlots, type EndWords } from '../frame/end-of-mail.ts';
import { footerText, RULE } from '../frame/footer-text.ts';
import { END_OF_WORDS } from '../frame/own-parts.ts';
import { blocksToText, paragraphs, wrap } from '../frame/text-part.ts';
import { beginningOf, readWritten, type Written } from './written.ts';

export interface LetterEmailInput {
  brand: Brand;
  subject: string;
  /** Shown beside the subject; empty: the beginning of the letter. */
  preheader: string;
  markdown: string;
}

/** Why a letter cannot be an email. A letter is never shortened: what it says last may be what matters. */
export type LetterFault = 'empty' | 'too-deep' | { tooLongBy: number } | { placeholders: PlaceholderFault[] };

interface LetterModel extends Frame {
  title: string;
  heading: string;
  preheader: string;
  /** What the editor wrote to stand beside the subject. */
  opening: string;
  say: EndWords & { why: string };
  slots: EndSlots & { body: string };
}

/**
 * The email of a letter, with slots for what differs from reader to reader. The same input gives the same bytes.
 * @returns the email, or why there is none; `tooLongBy` in octets (HTM-01).
 * @throws AppError `template-fault`
 */
export async function letterEmail(
  input: LetterEmailInput,
): Promise<{ email: CompiledEmail } | { fault: LetterFault }> {
  const made = letterModel(input);
  if ('fault' in made) return made;
  const { model, written } = made;
  const { subject, blocks, opening, toSlots } = written;
  const compiled = await renderTemplate({ name: 'letter', own: input.brand.templates }, { mail: model });
  const whole = toSlots(compiled.split(model.slots.body).join(blocks.join('\n')));
  const tooLongBy = finishedBytes(whole) - MAX_HTML_BYTES;
  if (tooLongBy > 0) return { fault: { tooLongBy } };
  const text = toSlots(letterText(model, opening));
  return { email: { subject: toSlots(subject), html: whole, text } };
}

export function letterModel(
  input: LetterEmailInput,
): { model: LetterModel; written: Written } | { fault: LetterFault } {
  const { speech, ...frame } = frameOf(input.brand);
  const { words } = speech;
  const written = readWritten(input, frame, words);
  if ('fault' in written) return written;
  const { subject, heading, blocks, opening, toWords } = written;
  if (blocks.length === 0 && heading === '') return { fault: 'empty' };
  const why = words.whyArticle(frame.brand.name, frame.brand.site);
  const model: LetterModel = {
    ...frame,
    title: toWords(subject),
    heading: heading === '' ? subject : heading,
    preheader: audiencePreheader(written.preheader || beginningOf(opening), why),
    opening: written.preheader,
    say: { ...endWords(words), why },
    slots: { body: slot('body'), ...endSlots() },
  };
  return { model, written };
}

/** The text part, from the same model as the HTML (HDR-04): it begins with the letter's own words, as the preheader does. */
function letterText(model: LetterModel, blocks: string[]): string {
  return paragraphs(wrap(model.opening), blocksToText(blocks), END_OF_WORDS + RULE, footerText(model));
}
