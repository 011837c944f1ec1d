import { z } from 'zod';
import { Conflict } from '../../../platform/errors.ts';
import { seenVersion } from '../../../letters/index.ts';
import { requiredLine } from '../../../platform/input.ts';
import { getPublication } from '../../../publications/index.ts';
import { decideReview, listReviews } from '../../../reviews/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { resolve, reviewAnswer, sendDetailsAnswer, sendParams, showSend, shownReview } from './shapes.ts';

const approval = z.strictObject({
  at: requiredLine('The time', 40)
    .optional()
    .describe('Once its time has passed: `now`, or a time as for scheduling'),
  timeZone: requiredLine('The time zone', 60).optional(),
  version: seenVersion.optional().describe('409 when the letter has changed since this version'),
  subject: requiredLine('The subject', 250).optional().describe('In the place of the one it has'),
});

/** What people say about sends before they go out. */
export const reviewEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/reviews',
    scope: ['sends:read'],
    summary: 'List the sends that wait for an answer: those in review, and those that need a second person',
    params: slugParams,
    answer: z.object({ data: z.array(reviewAnswer.extend({ sendId: z.int(), subject: z.string() })) }),
    async handle({ app, params }) {
      const { id } = await getPublication(app.db, params.slug);
      const data = (await listReviews(app, id)).map((review) => ({
        sendId: review.sendId,
        subject: review.subject,
        ...shownReview(review),
      }));
      return { data };
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/approve',
    scope: ['sends:send'],
    summary:
      'Approve a send that is in review or needs a second person. It goes out at its time, not earlier',
    params: sendParams,
    body: approval,
    answer: sendDetailsAnswer,
    async handle({ app, params, body }) {
      const { publicationId, id } = await resolve(app, params);
      const decided = await decideReview(app, publicationId, id, { answer: 'approve', ...body });
      if (decided === 'changed')
        throw new Conflict('stale-version', 'The letter has changed since this version. Read it again.');
      return showSend(app, publicationId, id);
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/hold',
    scope: ['sends:send', 'sends:write'],
    summary: 'Hold a send that is in review or was approved. Nobody gets it until somebody approves it',
    params: sendParams,
    answer: sendDetailsAnswer,
    async handle({ app, params }) {
      const { publicationId, id } = await resolve(app, params);
      await decideReview(app, publicationId, id, { answer: 'hold' });
      return showSend(app, publicationId, id);
    },
  }),
];
