import { z } from 'zod';
import { CONDITIONS, type ConditionCode } from '../../../audiences/index.ts';
import { LEFT_OUT_OF_DIGEST, viewDraftAudience, viewSendAudience } from '../../../explain/index.ts';
import { RHYTHMS } from '../../../rhythms/index.ts';
import { getPublication } from '../../../publications/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { resolve, sendParams } from './shapes.ts';

const count = z.int().min(0);

const audienceAnswer = z.object({
  count,
  isExact: z.boolean().describe('False: about so many. Ask again with exact=true for the exact figure.'),
  countedAt: z.iso.datetime(),
  leftOut: z
    .array(
      z.object({
        code: z.enum([...(Object.keys(CONDITIONS) as ConditionCode[]), ...LEFT_OUT_OF_DIGEST]),
        count,
        says: z.string(),
      }),
    )
    .describe('Each person is counted once, under the first condition that is not met'),
  byDomain: z
    .array(z.object({ domain: z.string(), count }))
    .describe('The largest mail domains of the audience'),
  seconds: count
    .nullable()
    .describe('How long they take at the rate that the mail server is allowed; null where none is set'),
});

const exact = z
  .enum(['true', 'false'], 'exact must be true or false.')
  .default('false')
  .transform((text) => text === 'true')
  .describe('true: wait for the exact figure, which takes seconds for a million readers');

const topics = z
  .string({ error: 'topics must be slugs with commas between them.' })
  .max(3_100)
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((slug) => slug.trim())
      .filter((slug) => slug !== ''),
  )
  .describe('Slugs with commas between them; without any: everybody');

const rhythm = z.enum(RHYTHMS, 'The rhythm must be each, daily or weekly.').nullable().default(null);

const segment = z.coerce
  .number('The segment must be its number.')
  .int('The segment must be its number.')
  .min(1, 'The segment must be its number.')
  .nullable()
  .default(null)
  .describe('Only readers of this segment');

/** How many get a send, and who does not. */
export const audienceEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/audience',
    scope: ['sends:read'],
    summary: 'Count who would get a letter now, who is left out and why',
    params: slugParams,
    query: z.strictObject({ topics, rhythm, segment, exact }),
    answer: audienceAnswer,
    async handle({ app, params, query }) {
      const { id } = await getPublication(app.db, params.slug);
      return viewDraftAudience(app, id, query, { isExact: query.exact });
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/sends/:id/audience',
    scope: ['sends:read'],
    summary: 'Count who gets a send, who is left out and why',
    params: sendParams,
    query: z.strictObject({ exact }),
    answer: audienceAnswer,
    async handle({ app, params, query }) {
      const { publicationId, id } = await resolve(app, params);
      return viewSendAudience(app, publicationId, id, { isExact: query.exact });
    },
  }),
];
