import { clip } from '../clean-text.ts';
import { fillCut, NO_CUT, pieceOf, spot, wordsPiece, type Cut } from '../compile/spots.ts';
import type { Frame } from '../frame/frame.ts';
import { blocksToText, paragraphs, wrap } from '../frame/text-part.ts';
import type { LetterFault } from '../letter/letter-email.ts';
import { beginningOf, readWritten, type Written } from '../letter/written.ts';
import type { Brand, EmailArticle } from '../model.ts';
import type { Speech } from '../../words/index.ts';
import type { CorrectionBlock } from './digest-model.ts';
import type { PressCorrection } from './digest-press.ts';
import { storyOf } from './story.ts';

/** A correction that a digest carries on top, for those of its readers whose mail had the mistake. */
export interface CorrectionInput {
  id: number;
  /** As it is now. */
  article: EmailArticle;
  /** Markdown of an editor: what was wrong, what is right. */
  note: string;
}

/** The same as it stands in an email. */
export interface Correction {
  title: string;
  heading: string;
  about: string;
  url: string | null;
  written: Written;
}

const LONGEST_TITLE = 120;

export function readCorrections(
  inputs: CorrectionInput[],
  { brand, speech, frame }: { brand: Brand; speech: Speech; frame: Frame },
): Map<number, Correction> | { fault: Exclude<LetterFault, 'empty'> } {
  const corrections = new Map<number, Correction>();
  for (const { id, article, note } of inputs) {
    const written = readWritten({ subject: '', preheader: '', markdown: note }, frame, speech.words);
    if ('fault' in written) return written;
    const { title, url } = storyOf(article, undefined, { brand, speech, frame, meta: 'day' });
    const heading = written.toWords(written.heading) || speech.words.correction.heading;
    const about = speech.words.correction.about(clip(title, LONGEST_TITLE));
    corrections.set(id, { title, heading, about, url, written });
  }
  return corrections;
}

/** Those with a link have one block of the template, those without another. */
const blockOf = (url: string | null) => `correction_${url === null ? 0 : 1}`;

/** Corrections with spots for words, one of each kind that is needed. */
export function correctionSpecimens(
  corrections: Map<number, Correction>,
  marksOf: (kind: string) => CorrectionBlock['marks'],
): CorrectionBlock[] {
  const urls = new Map([...corrections.values()].map(({ url }) => [blockOf(url), url]));
  return [...urls].map(([kind, url]) => ({
    heading: spot('heading'),
    about: spot('about'),
    url: url && spot('url'),
    body: spot('body'),
    marks: marksOf(kind),
  }));
}

export function setCorrection(
  { title, heading, about, url, written }: Correction,
  { words }: Speech,
  blocks: Record<string, Cut>,
  turns: Record<'ours' | 'theirs', (text: string) => string>,
): PressCorrection {
  const { blocks: body, toSlots } = written;
  const text = paragraphs(
    turns.ours(paragraphs(wrap(heading), wrap(about)).trimEnd()),
    turns.theirs(blocksToText(body)),
    url !== null && `${words.correction.button}:\n${url}`,
  );
  return {
    title,
    about,
    beginning: toSlots(beginningOf(body)),
    html: fillCut(blocks[blockOf(url)] ?? NO_CUT, {
      heading: wordsPiece(heading),
      about: wordsPiece(about),
      url: wordsPiece(url ?? ''),
      body: pieceOf(toSlots(body.join('\n'))),
    }),
    text: toSlots(text).trimEnd(),
  };
}
