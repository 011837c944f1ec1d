import { clip, oneLine } from './clean-text.ts';
import { emailBlocks } from './email-html.ts';
import { frameOf, preheaderOf, type Frame } from './frame.ts';
import { markdownToHtml } from './markdown.ts';
import type { Brand } from './model.ts';
import { renderTemplate } from './render-template.ts';
import { finishedBytes, MAX_HTML_BYTES } from './size-budget.ts';
import { slot, type CompiledEmail } from './slots.ts';
import { blocksToText, htmlToText, paragraphs, wrap } from './text-part.ts';

export interface LetterEmailInput {
  brand: Brand;
  subject: string;
  /** Shown beside the subject; empty: the beginning of the letter. */
  preheader: string;
  markdown: string;
}

/** Why a letter cannot be an email. A letter is never shortened: what it says last may be what matters. */
export type LetterFault = 'empty' | 'too-deep' | { tooLongBy: number };

interface LetterModel extends Frame {
  title: string;
  preheader: string;
  /** What the editor wrote to stand beside the subject. */
  opening: string;
  say: { unsubscribe: string; preferences: string; imprint: string; why: string };
  slots: { body: string; unsubscribeUrl: string; preferencesUrl: string };
}

const MAX_SUBJECT = 250;

/**
 * The email of a letter, with slots for what differs from reader to reader. The same input gives the same bytes.
 * @returns the email, or why there is none; `tooLongBy` in octets (HTM-01).
 * @throws AppError `template-fault`
 */
export async function letterEmail(
  input: LetterEmailInput,
): Promise<{ email: CompiledEmail } | { fault: LetterFault }> {
  const html = markdownToHtml(input.markdown);
  if (html === undefined) return { fault: 'too-deep' };
  const { speech, ...frame } = frameOf(input.brand);
  const { words } = speech;
  const style = {
    base: frame.brand.siteUrl,
    color: frame.look.link,
    start: frame.start,
    embeds: words.embeds,
  };
  const blocks = emailBlocks(html, style);
  if (blocks.length === 0) return { fault: 'empty' };
  const why = words.whyArticle(frame.brand.name, frame.brand.site);
  const model: LetterModel = {
    ...frame,
    title: clip(oneLine(input.subject), MAX_SUBJECT) || frame.brand.name,
    preheader: preheaderOf(input.preheader || beginningOf(blocks), why),
    opening: oneLine(input.preheader),
    say: {
      unsubscribe: words.unsubscribe,
      preferences: words.preferences,
      imprint: words.imprint,
      why,
    },
    slots: {
      body: slot('body'),
      unsubscribeUrl: slot('unsubscribeUrl'),
      preferencesUrl: slot('preferencesUrl'),
    },
  };
  const compiled = await renderTemplate('letter', { mail: model });
  const whole = compiled.split(model.slots.body).join(blocks.join('\n'));
  const tooLongBy = finishedBytes(whole) - MAX_HTML_BYTES;
  if (tooLongBy > 0) return { fault: { tooLongBy } };
  return { email: { subject: model.title, html: whole, text: letterText(model, blocks) } };
}

/** The first words, without the addresses of their links. */
function beginningOf(blocks: string[]): string {
  const start = blocks.slice(0, 3).join('\n').slice(0, 20_000);
  return oneLine(htmlToText(start.replace(/<a\s[^<>]*>|<\/a>/gi, '')));
}

/** The text part, from the same model as the HTML (HDR-04): it begins with the letter's own words, as the preheader does. */
function letterText(model: LetterModel, blocks: string[]): string {
  const { say, slots, brand } = model;
  return paragraphs(
    wrap(model.opening),
    blocksToText(blocks),
    '-'.repeat(40),
    wrap(say.why),
    `${say.unsubscribe}:\n${slots.unsubscribeUrl}`,
    `${say.preferences}:\n${slots.preferencesUrl}`,
    brand.imprintUrl && `${say.imprint}:\n${brand.imprintUrl}`,
    [brand.name, ...model.address].map(wrap).join('\n'),
  );
}
