import { z } from 'zod';
import { requiredLine } from '../../platform/input.ts';
import { draftFields, MOST_CHARACTERS } from '../letter.ts';

/** More than an email has room for, with a line each. */
const MOST_PICKS = 150;
const id = z.int('An article is named by its id.').min(1, 'An article is named by its id.');

const picks = z
  .array(
    z.union(
      [z.strictObject({ articleId: id }), z.strictObject({ heading: requiredLine('A heading', 120) })],
      {
        error: 'Each of the picks has either an articleId or a heading.',
      },
    ),
  )
  .max(MOST_PICKS, `A digest has ${MOST_PICKS} articles and headings at most.`)
  .describe('Articles and own headings between them, in order; instead of articleIds');

const articleIds = z
  .array(id)
  .max(MOST_PICKS, `A digest has ${MOST_PICKS} articles and headings at most.`)
  .describe('Articles in order, without headings');

const introduction = z
  .string({ error: 'The introduction must be text.' })
  .max(
    MOST_CHARACTERS.markdown,
    `The introduction must have ${MOST_CHARACTERS.markdown} characters or fewer.`,
  )
  .describe('Markdown above the articles; may be empty');

/** What somebody changes in a digest, finished or not; left out: as it is. */
export const digestFields = draftFields.omit({ markdown: true }).extend({
  introduction: introduction.optional(),
  articleIds: articleIds.optional(),
  picks: picks.optional(),
});

export type DigestFields = z.input<typeof digestFields>;
