import { z } from 'zod';
import { changeLimit, limitInput, limitOf, listLimits, type SendLimit } from '../../../transports/index.ts';
import { endpoint } from '../endpoint.ts';

const limitAnswer = z.object({
  scope: z.string().describe('`transport:` and a name, or `domain:` and a domain'),
  perSecond: z.number().nullable(),
  fromAccount: z
    .boolean()
    .describe('True when nobody set this limit: the provider allows the account no more'),
  perHour: z.int().nullable(),
  slowedTo: z.number().nullable().describe('Messages per second since the domain asked for fewer'),
  slowedAt: z.iso.datetime().nullable(),
  slowedReply: z.string().nullable(),
});
const transportParams = z.object({ name: z.string() });
const domainParams = z.object({ domain: z.string() });

const shown = ({ slowedAt, ...limit }: SendLimit) => ({
  ...limit,
  slowedAt: slowedAt?.toISOString() ?? null,
});

export const limitEndpoints = [
  endpoint({
    method: 'get',
    path: '/limits',
    scope: ['settings'],
    summary: 'List the limits of mail, by transport and by recipient domain',
    answer: z.object({ data: z.array(limitAnswer) }),
    handle: async ({ app }) => ({ data: (await listLimits(app.db)).map(shown) }),
  }),
  endpoint({
    method: 'get',
    path: '/transports/:name/limits',
    scope: ['settings'],
    summary: 'Show the limit of a transport. The transport of SMTP_URL is called `default`',
    params: transportParams,
    answer: limitAnswer,
    handle: async ({ app, params }) => shown(await limitOf(app, { transport: params.name })),
  }),
  endpoint({
    method: 'put',
    path: '/transports/:name/limits',
    scope: ['settings'],
    summary: 'Limit a transport. Null or a missing field means no limit',
    params: transportParams,
    body: limitInput,
    answer: limitAnswer,
    handle: async ({ app, params, body }) => shown(await changeLimit(app, { transport: params.name }, body)),
  }),
  endpoint({
    method: 'get',
    path: '/domains/:domain/limits',
    scope: ['settings'],
    summary: 'Show the limit of mail to a domain',
    params: domainParams,
    answer: limitAnswer,
    handle: async ({ app, params }) => shown(await limitOf(app, { domain: params.domain })),
  }),
  endpoint({
    method: 'put',
    path: '/domains/:domain/limits',
    scope: ['settings'],
    summary: 'Limit mail to a domain. Null or a missing field means no limit',
    params: domainParams,
    body: limitInput,
    answer: limitAnswer,
    handle: async ({ app, params, body }) => shown(await changeLimit(app, { domain: params.domain }, body)),
  }),
];
