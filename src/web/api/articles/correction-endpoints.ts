import { z } from 'zod';
import { correctArticle, correctionFields, viewCorrection } from '../../../planning/index.ts';
import { endpoint } from '../endpoint.ts';
import { sendDetailsAnswer, sendKind, showSend } from '../sends/shapes.ts';
import { articleParams, resolveArticle } from './resolve-article.ts';

const count = z.int().min(0);

/** What went out wrong is put right for those who got it. */
export const correctionEndpoints = [
  endpoint({
    method: 'post',
    path: '/publications/:slug/articles/:id/corrections',
    scope: ['sends:send'],
    summary:
      'Send a correction to those whose mail had another text of the article than it has now, at once or with their next digest. Again for the same text, it answers with the same send',
    status: 201,
    creates: true,
    params: articleParams,
    body: correctionFields,
    answer: sendDetailsAnswer,
    async handle({ app, params, body }) {
      const { id, publicationId } = await resolveArticle(app, params);
      const send = await correctArticle(app, publicationId, id, body);
      return showSend(app, publicationId, send.id);
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/articles/:id/corrections/audience',
    scope: ['sends:read'],
    summary: 'Show how many readers got another text of an article than it has now',
    params: articleParams,
    answer: z.object({
      readers: count.describe('Who would get the correction now'),
      byMail: z.array(z.object({ kind: sendKind, count })).describe('How the other text came to them'),
      everybody: count.describe('With all others who may get the article: audience everybody'),
      inDigest: z
        .object({ readers: count, everybody: count })
        .describe('How many of either get digests: inNextDigest brings it to them with the next one'),
      waiting: count
        .nullable()
        .describe(
          'Readers whose next digest is still to carry the correction of this text; null: none carries it',
        ),
    }),
    async handle({ app, params }) {
      const { id, publicationId } = await resolveArticle(app, params);
      const { readers, byMail, everybody, inDigest, carried } = await viewCorrection(app, publicationId, id);
      return { readers, byMail, everybody, inDigest, waiting: carried?.waiting ?? null };
    },
  }),
];
