import { clip } from '../clean-text.ts';
import { renderTemplate, type Template } from '../compile/render-template.ts';
import { finishedBytes, MAX_HTML_BYTES } from '../compile/size-budget.ts';
import { slot, type CompiledEmail } from '../compile/slots.ts';
import { endSlots, endWords, type EndSlots, type EndWords } from '../frame/end-of-mail.ts';
import { footerText, RULE } from '../frame/footer-text.ts';
import { frameOf, audiencePreheader, type Frame } from '../frame/frame.ts';
import { blocksToText, paragraphs, rightToLeft, wrap } from '../frame/text-part.ts';
import type { LetterFault } from '../letter/letter-email.ts';
import { beginningOf, readWritten, type Written } from '../letter/written.ts';
import type { Brand, EmailArticle } from '../model.ts';
import { CORRECTIONS_BYTES } from '../digest/print-digest.ts';
import { storyOf } from '../digest/story.ts';

export interface CorrectionEmailInput {
  brand: Brand;
  /** Of its readers; left out: the publication's. */
  language?: string;
  /** As it is now. */
  article: EmailArticle;
  /** Markdown of an editor: what was wrong, what is right. */
  note: string;
  /** Left out or empty: made of the title. */
  subject?: string;
  /** Digests carry it, too, so it may be half as long. */
  isForDigests?: boolean;
}

interface CorrectionModel extends Frame {
  title: string;
  preheader: string;
  heading: string;
  about: string;
  url: string | null;
  say: EndWords & { button: string; why: string };
  slots: EndSlots & { body: string };
}

const LONGEST_SUBJECT = { ltr: 90, rtl: 40 };
const LONGEST_TITLE = 120;

/**
 * The email to those who were mailed a mistake, with slots for what differs from reader to reader. It is never shortened.
 * @returns the email, or why there is none.
 * @throws AppError `template-fault`
 */
export async function correctionEmail(
  input: CorrectionEmailInput,
): Promise<{ email: CompiledEmail } | { fault: LetterFault }> {
  const made = correctionModel(input);
  if ('fault' in made) return made;
  const template = { name: 'correction', own: input.brand.templates };
  const mostBytes = input.isForDigests ? CORRECTIONS_BYTES : MAX_HTML_BYTES;
  return asEmail(made.model, made.written, template, mostBytes);
}

export function correctionModel(
  input: CorrectionEmailInput,
): { model: CorrectionModel; written: Written } | { fault: LetterFault } {
  const brand = { ...input.brand, language: input.language ?? input.brand.language };
  const { speech, ...frame } = frameOf(brand);
  const { words } = speech;
  const story = storyOf(input.article, undefined, { brand, speech, frame, meta: 'day' });
  const made = clip(words.correction.subject(story.title), LONGEST_SUBJECT[frame.dir]);
  const subject = input.subject?.trim() || made;
  const written = readWritten({ subject, preheader: '', markdown: input.note }, frame, words);
  if ('fault' in written) return written;
  if (written.blocks.length === 0) return { fault: 'empty' };
  const about = words.correction.about(clip(story.title, LONGEST_TITLE));
  const model: CorrectionModel = {
    ...frame,
    title: written.toWords(written.subject),
    preheader: audiencePreheader(beginningOf(written.blocks), about),
    heading: written.heading || words.correction.heading,
    about,
    url: story.url,
    say: {
      button: words.correction.button,
      why: words.correction.why(frame.brand.name),
      ...endWords(words),
    },
    slots: { body: slot('body'), ...endSlots() },
  };
  return { model, written };
}

async function asEmail(
  model: CorrectionModel,
  { subject, blocks, toSlots }: Written,
  template: Template,
  mostBytes: number,
): Promise<{ email: CompiledEmail } | { fault: LetterFault }> {
  const compiled = await renderTemplate(template, { mail: model });
  const html = toSlots(compiled.split(model.slots.body).join(blocks.join('\n')));
  const tooLongBy = finishedBytes(html) - mostBytes;
  if (tooLongBy > 0) return { fault: { tooLongBy } };
  const text = toSlots(correctionText(model, blocks));
  return {
    email: { subject: toSlots(subject), html, text: model.dir === 'rtl' ? rightToLeft(text) : text },
  };
}

/** It begins with the note, as the preheader does (HDR-04). */
function correctionText(model: CorrectionModel, blocks: string[]): string {
  return paragraphs(
    blocksToText(blocks),
    wrap(model.about),
    model.url && `${model.say.button}:\n${model.url}`,
    RULE,
    footerText(model),
  );
}
