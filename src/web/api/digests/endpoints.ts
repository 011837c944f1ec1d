import { z } from 'zod';
import { runDigests, runFields } from '../../../planning/index.ts';
import { getPublication } from '../../../publications/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';

export const digestEndpoints = [
  endpoint({
    method: 'post',
    path: '/publications/:slug/digests/run',
    scope: ['sends:send'],
    summary:
      'Send the digests that the timer would send at a moment, at once. Called again, it brings what is still owed to readers',
    params: slugParams,
    body: runFields,
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
