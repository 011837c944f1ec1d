import { clip, oneLine } from '../clean-text.ts';
import { escapeHtml } from '../../platform/html/escape-html.ts';
import { emailBlocks } from '../html/email-html.ts';
import type { Frame } from '../frame/frame.ts';
import { htmlToText } from '../frame/text-part.ts';
import type { Words } from '../../words/index.ts';
import { markdownToHtml } from './markdown.ts';
import { markPlaceholders, type PlaceholderFault } from './placeholders.ts';
import { keepTypedLineEnds } from './typed-line-ends.ts';

/** What an editor wrote, as it stands in an email. Where a reader's name goes, all of it has marks. */
export interface Written {
  subject: string;
  /** The title that the text begins with; empty: none. */
  heading: string;
  /** What was written to stand beside the subject. */
  preheader: string;
  blocks: string[];
  /** The heading and the blocks, as the text part begins. */
  opening: string[];
  toSlots(compiled: string): string;
  toWords(text: string): string;
}

const MAX_SUBJECT = 250;

/** Reads Markdown with what stands around it, or tells what is wrong with it. */
export function readWritten(
  typed: { subject: string; preheader: string; markdown: string },
  frame: Frame,
  words: Words,
): Written | { fault: 'too-deep' | { placeholders: PlaceholderFault[] } } {
  const found = markPlaceholders(typed);
  if (Array.isArray(found)) return { fault: { placeholders: found } };
  const { marked, toSlots, toWords } = found;
  const html = markdownToHtml(keepTypedLineEnds(marked.markdown));
  if (html === undefined) return { fault: 'too-deep' };
  const { heading, rest } = headingOf(html);
  const style = {
    base: frame.brand.siteUrl,
    color: frame.look.link,
    start: frame.start,
    headFont: frame.headFont,
    embeds: words.embeds,
  };
  const blocks = emailBlocks(rest, style);
  const inAddress = markInAddress(blocks.join(''));
  if (inAddress) return { fault: { placeholders: [inAddress] } };
  const subject = clip(oneLine(marked.subject), MAX_SUBJECT) || frame.brand.name;
  const isRepeat = heading === '' || isAlike(heading, toWords(subject));
  const opening = isRepeat ? blocks : [`<p>${escapeHtml(heading)}</p>`, ...blocks];
  return { subject, heading, preheader: oneLine(marked.preheader), blocks, opening, toSlots, toWords };
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
export function beginningOf(blocks: string[]): string {
  const start = blocks.slice(0, 3).join('\n').slice(0, 20_000);
  return oneLine(htmlToText(start.replace(/<a\s[^<>]*>|<\/a>/gi, '')));
}
