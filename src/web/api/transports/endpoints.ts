import { z } from 'zod';
import {
  changeTransport,
  changeWarmUp,
  checkTransport,
  createTransport,
  getTransport,
  listTransports,
  newTransport,
  removeTransport,
  transportChanges,
  warmUpInput,
  type Transport,
} from '../../../transports/index.ts';
import { endpoint } from '../endpoint.ts';
import { toldReason } from '../told-reason.ts';

const transportAnswer = z.object({
  name: z.string(),
  kind: z.enum(['environment', 'smtp', 'ses', 'file', 'mailbox']),
  settings: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .describe('Passwords and secret keys are left out'),
  status: z.enum(['working', 'waiting', 'out-of-order', 'full']),
  lastFault: z.string().nullable(),
  blockedUntil: z.iso.datetime().nullable(),
  warmUp: z
    .object({
      plan: z.array(z.int()),
      since: z.iso.date(),
      limitToday: z.int().nullable(),
      countToday: z.int(),
    })
    .nullable(),
  habits: z
    .object({
      waitsForAnswers: z.boolean().describe('Each message waits for the answer to the previous one'),
      messagesPerConnection: z
        .int()
        .nullable()
        .describe('It wants a new connection after this many messages'),
    })
    .describe('What Paperround has learnt about its server. A check or new settings clear this'),
  hints: z.array(toldReason).describe('What to set up for this kind of server'),
  warnings: z.array(toldReason).describe('What the settings make insecure, such as TLS that is turned off'),
  publications: z.array(z.string()),
});
const params = z.object({ name: z.string() });

const shown = ({ blockedUntil, ...transport }: Transport) => ({
  ...transport,
  blockedUntil: blockedUntil?.toISOString() ?? null,
});

export const transportEndpoints = [
  endpoint({
    method: 'get',
    path: '/transports',
    scope: ['settings'],
    summary: 'List the transports. The one of SMTP_URL is called `default`',
    answer: z.object({ data: z.array(transportAnswer) }),
    handle: async ({ app }) => ({ data: (await listTransports(app)).map(shown) }),
  }),
  endpoint({
    method: 'post',
    path: '/transports',
    scope: ['settings'],
    summary: 'Set up a transport; a publication uses it when it names it among its transports',
    status: 201,
    creates: true,
    body: newTransport,
    answer: transportAnswer,
    handle: async ({ app, body }) => shown(await createTransport(app, body)),
  }),
  endpoint({
    method: 'get',
    path: '/transports/:name',
    scope: ['settings'],
    summary: 'Show a transport',
    params,
    answer: transportAnswer,
    handle: async ({ app, params }) => shown(await getTransport(app, params.name)),
  }),
  endpoint({
    method: 'patch',
    path: '/transports/:name',
    scope: ['settings'],
    summary: 'Change settings of a transport; null takes an optional one away',
    params,
    body: transportChanges,
    answer: transportAnswer,
    handle: async ({ app, params, body }) => shown(await changeTransport(app, params.name, body)),
  }),
  endpoint({
    method: 'delete',
    path: '/transports/:name',
    scope: ['settings'],
    summary: 'Remove a transport that no publication uses',
    status: 204,
    params,
    handle: async ({ app, params }) => removeTransport(app, params.name),
  }),
  endpoint({
    method: 'post',
    path: '/transports/:name/check',
    scope: ['settings'],
    summary: 'Connect and sign in, sending nothing',
    params,
    answer: z.object({ refusal: z.string().nullable().describe('Null when it can be used') }),
    handle: async ({ app, params }) => ({ refusal: await checkTransport(app, params.name) }),
  }),
  endpoint({
    method: 'put',
    path: '/transports/:name/warm-up',
    scope: ['settings'],
    summary:
      'Warm up a transport: limit its messages on its first days, with plan [200, 500, 1000, …]. Null ends the warm-up',
    params,
    body: warmUpInput,
    answer: transportAnswer,
    handle: async ({ app, params, body }) => shown(await changeWarmUp(app, params.name, body)),
  }),
];
