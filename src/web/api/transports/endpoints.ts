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
    .describe('Without passwords and secret keys'),
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
      waitsForAnswers: z.boolean().describe('The next message waits for the answer to the one before'),
      messagesPerConnection: z.int().nullable().describe('After so many it wants a fresh connection'),
    })
    .describe('What its server turned out to be like; a check or new settings make a fresh start'),
  hints: z.array(toldReason).describe('What to set up for a server such as this'),
  warnings: z
    .array(toldReason)
    .describe('What it leaves insecure on purpose, such as TLS that is turned off'),
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
    summary: 'List the ways mail can leave; the one of SMTP_URL is called `default`',
    answer: z.object({ data: z.array(transportAnswer) }),
    handle: async ({ app }) => ({ data: (await listTransports(app)).map(shown) }),
  }),
  endpoint({
    method: 'post',
    path: '/transports',
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
    summary: 'Show a transport',
    params,
    answer: transportAnswer,
    handle: async ({ app, params }) => shown(await getTransport(app, params.name)),
  }),
  endpoint({
    method: 'patch',
    path: '/transports/:name',
    summary: 'Change settings of a transport; null takes an optional one away',
    params,
    body: transportChanges,
    answer: transportAnswer,
    handle: async ({ app, params, body }) => shown(await changeTransport(app, params.name, body)),
  }),
  endpoint({
    method: 'delete',
    path: '/transports/:name',
    summary: 'Take away a transport that no publication uses',
    status: 204,
    params,
    handle: async ({ app, params }) => removeTransport(app, params.name),
  }),
  endpoint({
    method: 'post',
    path: '/transports/:name/check',
    summary: 'Connect and sign in, sending nothing',
    params,
    answer: z.object({ refusal: z.string().nullable().describe('Null: it can be used') }),
    handle: async ({ app, params }) => ({ refusal: await checkTransport(app, params.name) }),
  }),
  endpoint({
    method: 'put',
    path: '/transports/:name/warm-up',
    summary:
      'Bound what goes over a transport on its first days: plan [200, 500, 1000, …], or null to end it',
    params,
    body: warmUpInput,
    answer: transportAnswer,
    handle: async ({ app, params, body }) => shown(await changeWarmUp(app, params.name, body)),
  }),
];
