import { clip } from '../clean-text.ts';
import { finishedBytes, MAX_HTML_BYTES } from '../compile/size-budget.ts';
import type { CompiledEmail } from '../compile/slots.ts';
import { frameOf } from '../frame/frame.ts';
import type { LetterFault } from '../letter/letter-email.ts';
import { readWritten } from '../letter/written.ts';
import type { Brand, EmailArticle } from '../model.ts';
import { printPlan } from './print-digest.ts';
import { setPress, type PressParts } from './set-press.ts';
import type { Plan } from './sheet.ts';
import { plain, storyOf, type Story } from './story.ts';

/** One line of a digest, in the order of its editor. */
export type DigestPiece = { heading: string } | { article: EmailArticle };

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

const MAX_HEADING = 120;

/**
 * The email of a digest that an editor made, with slots for what differs from reader to reader: a press with one edition. One
 * that is over the size budget shows its last articles as headlines, then tells their number (HTM-01). The same input gives
 * the same bytes.
 * @throws AppError `template-fault`
 */
export async function digestEmail(
  input: DigestEmailInput,
): Promise<{ email: CompiledEmail } | { fault: DigestFault }> {
  const parts = ownParts(input);
  if ('fault' in parts) return parts;
  const press = await setPress(parts);
  const { subject, html, text } = printPlan(press, ownPlan(input.pieces), NOTHING_AROUND);
  const tooLongBy = finishedBytes(html) - MAX_HTML_BYTES;
  return tooLongBy > 0 ? { fault: { tooLongBy } } : { email: { subject, html, text } };
}

const NOTHING_AROUND = { more: 0, keepAsItWas: undefined, corrections: [] };

/** Its articles are numbered by their place among the pieces. */
export function ownParts(input: DigestEmailInput): PressParts | { fault: DigestFault } {
  const { brand, pieces } = input;
  const { speech, ...frame } = frameOf(brand);
  const written = readWritten({ ...input, markdown: input.introduction }, frame, speech.words);
  if ('fault' in written) return written;
  const of = { brand, speech, frame, meta: 'dated' } as const;
  const stories = new Map<number, Story>(
    pieces.flatMap((piece, id) => ('article' in piece ? [[id, storyOf(piece.article, undefined, of)]] : [])),
  );
  if (stories.size === 0) return { fault: 'no-articles' };
  return {
    shape: 'own',
    frame,
    content: frame,
    speech,
    written,
    subject: written.subject,
    heading: written.heading || written.subject,
    why: speech.words.whyArticle(frame.brand.name, frame.brand.site),
    rhythm: null,
    stories,
    corrections: new Map(),
    templates: brand.templates,
  };
}

/** Headings before the first article stand above it; the others begin a group. */
export function ownPlan(pieces: DigestPiece[]): Plan {
  const first = pieces.findIndex((piece) => 'article' in piece);
  const plan: Plan = { ids: [first], above: [], groups: [{ heading: '', ids: [] }] };
  for (const [place, piece] of pieces.entries()) {
    if ('heading' in piece) {
      const heading = clip(plain(piece.heading), MAX_HEADING);
      if (place < first) plan.above.push(heading);
      else plan.groups.push({ heading, ids: [] });
    } else if (place > first) {
      plan.ids.push(place);
      plan.groups.at(-1)?.ids.push(place);
    }
  }
  return plan;
}
