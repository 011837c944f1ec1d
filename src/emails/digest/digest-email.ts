import { clip } from '../clean-text.ts';
import { renderTemplate } from '../compile/render-template.ts';
import { finishedBytes, MAX_HTML_BYTES } from '../compile/size-budget.ts';
import type { CompiledEmail } from '../compile/slots.ts';
import { frameOf } from '../frame/frame.ts';
import type { LetterFault } from '../letter/letter-email.ts';
import { readWritten } from '../letter/written.ts';
import type { Brand } from '../model.ts';
import type { Words } from '../../words/index.ts';
import { digestModel, type DigestModel, type DigestPiece, type Entry } from './digest-model.ts';
import { digestText } from './digest-text.ts';

export interface DigestEmailInput {
  brand: Brand;
  subject: string;
  /** Shown beside the subject; empty: the beginning of the introduction, or the first headlines. */
  preheader: string;
  /** Markdown; empty: none. */
  introduction: string;
  pieces: DigestPiece[];
}

/** Why a digest cannot be an email. Its introduction is never shortened. */
export type DigestFault = Exclude<LetterFault, 'empty'> | 'no-articles';

/** What entries below the first article are cut to, one step after the other, before any of them is left out. */
const STEPS = [
  { standfirst: 220, pictures: Infinity, standfirsts: Infinity },
  { standfirst: 120, pictures: Infinity, standfirsts: Infinity },
  { standfirst: 120, pictures: 10, standfirsts: Infinity },
  { standfirst: 120, pictures: 10, standfirsts: 20 },
  { standfirst: 0, pictures: 0, standfirsts: 0 },
];

/**
 * The email of a digest, with slots for what differs from reader to reader. One that is over the size budget loses the length of
 * its standfirsts first, then pictures and standfirsts from the end, then its last articles, whose number it tells (HTM-01). The
 * same input gives the same bytes.
 * @throws AppError `template-fault`
 */
export async function digestEmail(
  input: DigestEmailInput,
): Promise<{ email: CompiledEmail } | { fault: DigestFault }> {
  const { speech, ...frame } = frameOf(input.brand);
  const written = readWritten({ ...input, markdown: input.introduction }, frame, speech.words);
  if ('fault' in written) return written;
  const model = digestModel(input.brand, speech, frame, written, input.pieces);
  if (!model) return { fault: 'no-articles' };
  const body = written.blocks.join('\n');
  const render = async (shown: DigestModel) =>
    written.toSlots((await renderTemplate('digest', { mail: shown })).split(shown.slots.body).join(body));
  const fitted = await fit(model, render, speech.words);
  if ('tooLongBy' in fitted) return { fault: fitted };
  const text = written.toSlots(digestText(fitted.model, written.opening));
  return { email: { subject: written.toSlots(written.subject), html: fitted.html, text } };
}

async function fit(
  model: DigestModel,
  render: (model: DigestModel) => Promise<string>,
  words: Words,
): Promise<{ model: DigestModel; html: string } | { tooLongBy: number }> {
  let over = 0;
  const tried = async (shown: DigestModel) => {
    const html = await render(shown);
    over = finishedBytes(html) - MAX_HTML_BYTES;
    return over <= 0 ? { model: shown, html } : undefined;
  };
  let shown = model;
  for (const step of STEPS) {
    shown = { ...model, entries: cut(model.entries, step) };
    const fitted = await tried(shown);
    if (fitted) return fitted;
  }
  const whole = shown.entries;
  for (let kept = whole.length; kept > 0;) {
    // What is left out is about as large as the rest.
    const bytesEach = Math.max(1, Buffer.byteLength(JSON.stringify(whole)) / whole.length);
    kept = Math.max(0, Math.min(kept - 1, Math.floor(kept - over / bytesEach)));
    const fitted = await tried(withFirst(shown, whole, kept, words));
    if (fitted) return fitted;
  }
  return { tooLongBy: over };
}

function cut(entries: Entry[], step: (typeof STEPS)[number]): Entry[] {
  let place = 0;
  return entries.map((entry) => {
    if (entry.is === 'heading') return entry;
    place += 1;
    return {
      ...entry,
      standfirst: place > step.standfirsts ? '' : clip(entry.standfirst, step.standfirst),
      imageUrl: place > step.pictures ? null : entry.imageUrl,
    };
  });
}

/** The first entries, without headings at their end, and how many articles follow on the site. */
function withFirst(model: DigestModel, whole: Entry[], kept: number, words: Words): DigestModel {
  const last = whole.slice(0, kept).findLastIndex(({ is }) => is === 'story');
  const entries = whole.slice(0, last + 1);
  const left = whole.slice(last + 1).filter(({ is }) => is === 'story').length;
  return { ...model, entries, more: left === 0 ? '' : words.moreOnSite(left) };
}
