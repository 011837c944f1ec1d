import { z } from 'zod';
import { findSuppressionsOf, liftSuppression } from '../../../subscribers/index.ts';
import { endpoint } from '../endpoint.ts';

const reasons = z.enum(['bounced', 'complained', 'erased', 'never-again', 'operator', 'unsubscribed']);
const publication = z.string().nullable().describe('Slug; null: everywhere.');
const since = z.iso.datetime();

export const suppressionEndpoints = [
  endpoint({
    method: 'get',
    path: '/suppressions',
    scope: ['subscribers:read'],
    summary: 'Show why no mail is sent to an address',
    query: z.strictObject({ email: z.string('email must be an email address.').max(600) }),
    answer: z.object({
      data: z.array(z.object({ reason: reasons, publication, since, source: z.string() })),
    }),
    handle: async ({ app, query }) => ({
      data: (await findSuppressionsOf(app, query)).map(({ reason, publication, since, source }) => ({
        reason,
        publication,
        since,
        source,
      })),
    }),
  }),
  endpoint({
    method: 'post',
    path: '/suppressions/lift',
    scope: ['subscribers:write'],
    summary:
      'Allow mail to an address again. A person who complained or wanted no mail must sign up and confirm first',
    body: z.strictObject({ email: z.string('email must be an email address.').max(600) }),
    answer: z.object({
      lifted: z.array(z.object({ reason: reasons, publication, since })),
      subscribers: z
        .array(z.object({ id: z.int(), publication: z.string(), status: z.string() }))
        .describe('The subscriptions of the address whose status has changed.'),
    }),
    handle: ({ app, body }) => liftSuppression(app, body),
  }),
];
