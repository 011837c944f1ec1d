import { z } from 'zod';
import { VERDICTS as ARTICLE_VERDICTS } from '../../../articles/index.ts';
import { explain, question, VERDICTS } from '../../../explain/index.ts';
import { getPublication } from '../../../publications/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { MESSAGE_STATES, sendAnswer } from '../sends/shapes.ts';
import { subscriberAnswer } from '../subscribers/shapes.ts';

const moment = z.iso.datetime().nullable();

const answer = z.object({
  code: z.string(),
  holds: z.boolean(),
  params: z.record(z.string(), z.unknown()),
  says: z.string(),
});

export const explainEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/explain',
    scope: ['subscribers:read'],
    summary:
      'Explain why a reader did or did not get an article or a send. Give email, and either article (id or address) or send (id)',
    params: slugParams,
    query: question,
    answer: z.object({
      subscriber: subscriberAnswer.nullable().describe('Null: no reader has this address.'),
      article: z
        .object({
          id: z.int(),
          title: z.string(),
          url: z.string().nullable(),
          verdict: z.enum(ARTICLE_VERDICTS),
        })
        .optional(),
      send: sendAnswer
        .pick({ id: true, kind: true, status: true, subject: true, articleId: true, scheduledAt: true })
        .optional(),
      fate: answer
        .optional()
        .describe(
          'What became of the article for the reader, or will: brought by a mail, counted by a full digest, due with one, or why not',
        ),
      verdict: z
        .enum(VERDICTS)
        .describe('left-out: never frozen into the send. skipped: frozen, then not mailed.'),
      because: z
        .array(answer)
        .describe('Every condition as it is now. One with holds: false stops the mail, or stopped it then.'),
      messages: z.array(
        z.object({
          sendId: z.int(),
          state: z.enum(MESSAGE_STATES),
          attempts: z.int(),
          lastReply: z.string().nullable(),
          at: moment,
        }),
      ),
    }),
    handle: async ({ app, params, query }) => explain(app, await getPublication(app.db, params.slug), query),
  }),
];
