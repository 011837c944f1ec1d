import { z } from 'zod';
import { DIGEST_RHYTHMS, runDigests } from '../../../planning/index.ts';
import { getPublication } from '../../../publications/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';

export const digestEndpoints = [
  endpoint({
    method: 'post',
    path: '/publications/:slug/digests/run',
    summary:
      'Send the digests that the timer would send at a moment, at once. Called again, it brings what is still owed to readers',
    params: slugParams,
    body: z.strictObject({
      rhythm: z.enum(DIGEST_RHYTHMS, 'The rhythm must be daily, weekly, busy-day or catch-up.'),
      at: z.iso
        .datetime({ offset: true, error: 'at must be a moment such as 2027-05-01T09:30:00Z.' })
        .optional()
        .describe('Pauses that are over by then end; left out: now'),
    }),
    answer: z.object({
      sendIds: z
        .array(z.int())
        .describe('A send that turns out to have nothing for anybody is gone after a moment'),
    }),
    async handle({ app, params, body }) {
      const { id } = await getPublication(app.db, params.slug);
      return { sendIds: await runDigests(app, id, body) };
    },
  }),
];
