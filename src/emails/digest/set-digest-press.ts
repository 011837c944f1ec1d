import { finishedBytes, MAX_HTML_BYTES } from '../compile/size-budget.ts';
import { frameOf } from '../frame/frame.ts';
import { readWritten } from '../letter/written.ts';
import type { Brand, EmailArticle } from '../model.ts';
import { shortDayText, weekdayText, type Speech } from '../../words/index.ts';
import type { DigestFault } from './digest-email.ts';
import type { DigestPress } from './digest-press.ts';
import type { DigestShape } from './forms.ts';
import { printDigest } from './print-digest.ts';
import { setPress, type PressParts } from './set-press.ts';
import { readCorrections, type CorrectionInput } from './set-corrections.ts';
import { storyOf } from './story.ts';

export interface DigestPressInput {
  brand: Brand;
  /** BCP 47 tag of its readers. */
  language: string;
  shape: DigestShape;
  /** The day that its heading names, in the zone of the publication. */
  day: Date;
  /** An editor's; else it is made of the headlines. */
  subject?: string;
  /** Markdown of an editor; empty: none. */
  introduction: string;
  /** All that some edition shows. */
  articles: { id: number; article: EmailArticle; topic?: string }[];
  /** All that some edition carries on top. */
  corrections?: CorrectionInput[];
}

const RHYTHMS = { daily: 'daily', weekly: 'weekly', 'busy-day': 'each', 'catch-up': 'any' } as const;

/**
 * What every digest of one day, language and shape is printed from.
 * @returns the press, or why the editor's words cannot stand in an email.
 * @throws AppError `template-fault`
 */
export async function digestPress(
  input: DigestPressInput,
): Promise<{ press: DigestPress } | { fault: DigestFault }> {
  const parts = pressParts(input);
  if ('fault' in parts) return parts;
  const press = await setPress(parts);
  const tooLongBy = Math.max(...input.articles.map(({ id }) => bytesAlone(press, id))) - MAX_HTML_BYTES;
  return tooLongBy > 0 ? { fault: { tooLongBy } } : { press };
}

export function pressParts(input: DigestPressInput): PressParts | { fault: DigestFault } {
  const { shape } = input;
  const brand = { ...input.brand, language: input.language };
  const { speech, ...frame } = frameOf(brand);
  const { speech: _own, ...content } = frameOf(input.brand);
  const subject = (input.subject ?? '').trim();
  const written = readWritten(
    { subject, preheader: '', markdown: input.introduction },
    content,
    speech.words,
  );
  if ('fault' in written) return written;
  const corrections = readCorrections(input.corrections ?? [], { brand, speech, frame: content });
  if ('fault' in corrections) return corrections;
  if (input.articles.length === 0 && corrections.size === 0) return { fault: 'no-articles' };
  const meta = shape === 'weekly' || shape === 'catch-up' ? 'day' : 'author';
  const of = { brand, speech, frame: content, meta } as const;
  const { name, site } = frame.brand;
  // Where articles have topics, a category is no topic.
  const noTopic = input.articles.some(({ topic }) => topic) ? '' : undefined;
  return {
    shape,
    frame,
    content,
    speech,
    written,
    subject: subject === '' ? '' : written.subject,
    heading: written.heading || headingOf(input, speech),
    why: shape === 'catch-up' ? speech.words.digest.whyAfterPause(name) : speech.words.whyArticle(name, site),
    rhythm: RHYTHMS[shape],
    stories: new Map(
      input.articles.map(({ id, article, topic }) => [id, storyOf(article, topic ?? noTopic, of)]),
    ),
    corrections,
    templates: brand.templates,
  };
}

/** Every article can be the first of an edition, below as many corrections as there is room for. */
function bytesAlone(press: DigestPress, id: number): number {
  const corrections = Object.keys(press.corrections).map(Number);
  const { html } = printDigest(press, { articleIds: [id], more: 1, keepAsItWas: 'daily', corrections });
  return finishedBytes(html);
}

/** Empty where it tells how many articles there are. */
function headingOf(
  { shape, day, language, brand }: DigestPressInput,
  { words, language: spoken }: Speech,
): string {
  if (shape === 'busy-day') return '';
  if (shape === 'catch-up') return words.digest.welcomeBack;
  // A weekday has a name in every language, also in those that we do not speak.
  if (shape === 'daily') return weekdayText(day, language, brand.timeZone);
  return words.digest.week(shortDayText(day, spoken, brand.timeZone));
}
