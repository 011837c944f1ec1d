import { z } from 'zod';
import type { ArticleForm } from '../../articles/index.ts';

export const CORRECTION_AUDIENCES = ['wrong-text', 'everybody'] as const;

/** Those who got another text than the article has now, or all who may get the article. */
export type CorrectionAudience = (typeof CORRECTION_AUDIENCES)[number];

/** Characters of a note. */
const LONGEST_NOTE = 2_000;

/** What an editor says about a mistake, and to whom. */
export const correctionFields = z.strictObject({
  note: z
    .string({ error: 'The note must be text.' })
    .trim()
    .min(1, 'The note is missing. Say what was wrong and what is right.')
    .max(LONGEST_NOTE, `The note must have ${LONGEST_NOTE} characters or fewer.`)
    .describe('Markdown: what was wrong, what is right'),
  audience: z
    .enum(CORRECTION_AUDIENCES, 'audience must be wrong-text or everybody.')
    .default('wrong-text')
    .describe('Those who got another text, or all who may get the article, too'),
  inNextDigest: z
    .boolean('inNextDigest must be true or false.')
    .default(false)
    .describe(
      'Readers of digests find it on top of their next one, within 8 days; all others get a mail at once',
    ),
});

export interface Correction {
  sendId: number;
  publicationId: number;
  articleId: number;
  note: string;
  audience: CorrectionAudience;
  /** Readers of digests get it with the next one, instead of a mail of its own. */
  inNextDigest: boolean;
}

/** The article as it is right, in each form that a mail may hold. */
export type Versions = Record<ArticleForm, Buffer>;

/** How many readers get a correction, by how much of the article their mail held. */
export type CountByForm = Record<ArticleForm, number>;

export interface ReaderCount {
  /** By a mail of its own. */
  atOnce: CountByForm;
  /** How many get digests, and it with the next one. */
  inDigest: number;
}

export const totalOf = ({ atOnce: { full, summary, headline }, inDigest }: ReaderCount) =>
  full + summary + headline + inDigest;
