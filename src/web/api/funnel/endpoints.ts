import { z } from 'zod';
import { line } from '../../../platform/input.ts';
import { getPublication } from '../../../publications/index.ts';
import {
  LEAVING_REASONS,
  listLeavingReasons,
  readFunnel,
  readFunnelRange,
} from '../../../subscribers/index.ts';
import { endpoint, RANGE_EDGE, slugParams } from '../endpoint.ts';

const count = z.int().min(0);
const edge = (name: string, left: string) => line(name, 40).optional().describe(`${RANGE_EDGE}. ${left}`);

const range = z.strictObject({
  from: edge('from', 'Left out: 28 days until to'),
  to: edge('to', 'Left out: today'),
});

const answer = z.object({
  data: z.array(
    z.object({
      source: z
        .string()
        .describe(
          'The page that led to the sign-up, without tracking parameters; hosted page, embedded box, or the word that a caller gave. unknown: nothing was told. others: all beyond the first 50',
        ),
      shown: count.describe('How often the box was shown there, by whole days of the publication'),
      signedUp: count.describe('People who signed up; who asks for the mail again counts once'),
      mailed: count.describe('Their confirmation mail was accepted by a mail server'),
      confirmed: count,
      lost: z.object({
        bounced: count.describe('Their address takes no mail'),
        expired: count.describe('Their link ran out after seven days, or they want no mail'),
        waiting: count.describe('They can still confirm'),
      }),
    }),
  ),
});

export const funnelEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/funnel',
    scope: ['subscribers:read'],
    summary:
      'Count what became of sign-ups, by the page that led to them; those with the most sign-ups first',
    params: slugParams,
    query: range,
    answer,
    async handle({ app, params, query }) {
      const publication = await getPublication(app.db, params.slug);
      const { rows } = await readFunnel(app, publication, readFunnelRange(app, publication, query));
      return {
        data: rows.map(({ source, shown, signedUp, mailed, confirmed, lost }) => ({
          source,
          shown,
          signedUp,
          mailed,
          confirmed,
          lost,
        })),
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/leaving-reasons',
    scope: ['subscribers:read'],
    summary: 'Count why readers said that they left, the most frequent reason first; most say nothing',
    params: slugParams,
    query: range,
    answer: z.object({ data: z.array(z.object({ reason: z.enum(LEAVING_REASONS), readers: count })) }),
    async handle({ app, params, query }) {
      const publication = await getPublication(app.db, params.slug);
      const within = readFunnelRange(app, publication, query);
      return { data: await listLeavingReasons(app, publication, within) };
    },
  }),
];
