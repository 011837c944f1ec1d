import { clip, oneLine } from '../clean-text.ts';
import { emailBlocks } from '../html/email-html.ts';
import { frameOf, preheaderOf, type Frame } from '../frame/frame.ts';
import { markdownToHtml } from './markdown.ts';
import type { Brand } from '../model.ts';
import { markPlaceholders, type PlaceholderFault } from './placeholders.ts';
import { renderTemplate } from '../compile/render-template.ts';
import { finishedBytes, MAX_HTML_BYTES } from '../compile/size-budget.ts';
import { escapeHtml } from '../../platform/html/escape-html.ts';
import { slot, type CompiledEmail } from '../compile/slots.ts';
import { keepTypedLineEnds } from './typed-line-ends.ts';
import { blocksToText, htmlToText, paragraphs, wrap } from '../frame/text-part.ts';

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
  const found = markPlaceholders(input);
  if (Array.isArray(found)) return { fault: { placeholders: found } };
  const { marked, toSlots, toWords } = found;
  const html = markdownToHtml(keepTypedLineEnds(marked.markdown));
  if (html === undefined) return { fault: 'too-deep' };
  const { speech, ...frame } = frameOf(input.brand);
  const { words } = speech;
  const style = {
    base: frame.brand.siteUrl,
    color: frame.look.link,
    start: frame.start,
    embeds: words.embeds,
  };
  const { heading, rest } = headingOf(html);
  const blocks = emailBlocks(rest, style);
  if (blocks.length === 0 && heading === '') return { fault: 'empty' };
  const inAddress = markInAddress(blocks.join(''));
  if (inAddress) return { fault: { placeholders: [inAddress] } };
  const why = words.whyArticle(frame.brand.name, frame.brand.site);
  const subject = clip(oneLine(marked.subject), MAX_SUBJECT) || frame.brand.name;
  const opening =
    heading === '' || isAlike(heading, toWords(subject)) ? [] : [`<p>${escapeHtml(heading)}</p>`];
  const model: LetterModel = {
    ...frame,
    title: toWords(subject),
    heading: heading === '' ? subject : heading,
    preheader: preheaderOf(marked.preheader || beginningOf([...opening, ...blocks]), why),
    opening: oneLine(marked.preheader),
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
  const whole = toSlots(compiled.split(model.slots.body).join(blocks.join('\n')));
  const tooLongBy = finishedBytes(whole) - MAX_HTML_BYTES;
  if (tooLongBy > 0) return { fault: { tooLongBy } };
  const text = toSlots(letterText(model, [...opening, ...blocks]));
  return { email: { subject: toSlots(subject), html: whole, text } };
}

/** A letter that begins with a heading has it as its title; the subject stands in the list of mails already. */
function headingOf(html: string): { heading: string; rest: string } {
  const [whole = '', inner = ''] = /^\s*<h1[^<>]*>([^]*?)<\/h1>/.exec(html.slice(0, 5_000)) ?? [];
  const heading = clip(oneLine(htmlToText(inner.replace(/<a\s[^<>]*>|<\/a>/gi, ''))), MAX_SUBJECT);
  return heading === '' ? { heading, rest: html } : { heading, rest: html.slice(whole.length) };
}

const isAlike = (a: string, b: string) => letters(a) === letters(b);
const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** A mark within an address was encoded: nothing can be put in its place there. */
function markInAddress(html: string): PlaceholderFault | undefined {
  if (!/%EE%80%[89AB][0-9A-F]/i.test(html)) return undefined;
  return { field: 'markdown', line: 0, found: '{{ name }}', advice: 'in-address' };
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
    brand.privacy && `${brand.privacy.word}:\n${brand.privacy.url}`,
    [brand.name, ...model.address].map(wrap).join('\n'),
  );
}
