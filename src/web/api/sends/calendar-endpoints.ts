import { z } from 'zod';
import { moveFields, moveSend } from '../../../letters/index.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { requiredLine } from '../../../platform/input.ts';
import { readRange } from '../../../platform/read-range.ts';
import { getPublication } from '../../../publications/index.ts';
import { DIGEST_RHYTHMS } from '../../../planning/index.ts';
import { listCalendar } from '../../../reports/index.ts';
import { SEND_STATUSES } from '../../../sends/index.ts';
import { endpoint, RANGE_EDGE, slugParams } from '../endpoint.ts';
import { resolve, sendDetailsAnswer, sendKind, sendParams, showSend } from './shapes.ts';

const MAX_DAYS = 400;
const MAX_ROWS = 5000;

const calendarAnswer = z.object({
  data: z.array(
    z.object({
      sendId: z
        .int()
        .optional()
        .describe('Left out for an article that gets its send when its time has come'),
      articleId: z.int().optional(),
      kind: sendKind,
      rhythm: z.enum(DIGEST_RHYTHMS).optional().describe('Of a digest that is made by itself'),
      subject: z.string(),
      at: z.iso.datetime(),
      status: z.enum([...SEND_STATUSES, 'planned']),
      audience: z.int().min(0).nullable().describe('Null: not counted yet'),
      about: z.boolean().describe('Not frozen yet: as it was last counted'),
    }),
  ),
});

const moment = (name: string) => requiredLine(name, 40).describe(RANGE_EDGE);

/** What went out and what will, and moving it. */
export const calendarEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/calendar',
    scope: ['sends:read'],
    summary: 'List what went out and what will within some time, by time',
    params: slugParams,
    query: z.strictObject({ from: moment('from'), to: moment('to') }),
    answer: calendarAnswer,
    async handle({ app, params, query }) {
      const { id, timeZone } = await getPublication(app.db, params.slug);
      const range = readRange(query, timeZone, MAX_DAYS);
      const found = await listCalendar(app.db, id, { ...range, limit: MAX_ROWS + 1 });
      if (found.length > MAX_ROWS)
        throw refused('to', `More than ${MAX_ROWS} sends lie in between. Ask for a shorter time.`);
      return {
        data: found.map(({ sendId, articleId, kind, digest, subject, at, status, audience, isAbout }) => ({
          ...(sendId !== null && { sendId }),
          ...(articleId !== null && { articleId }),
          kind,
          ...(digest !== null && { rhythm: digest }),
          subject,
          at,
          status,
          audience,
          about: isAbout,
        })),
      };
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/sends/:id/move',
    scope: ['sends:send'],
    summary: 'Move a send that waits for its time: a scheduled letter, or the send of an article',
    params: sendParams,
    body: moveFields,
    answer: sendDetailsAnswer,
    async handle({ app, params, body }) {
      const { publicationId, id } = await resolve(app, params);
      await moveSend(app, publicationId, id, body);
      return showSend(app, publicationId, id);
    },
  }),
];

const refused = (field: string, message: string) => new InvalidInput([{ field, message }]);
