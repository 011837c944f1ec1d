import { z } from 'zod';
import {
  changeHook,
  createHook,
  getHook,
  hookChanges,
  listHooks,
  newHook,
  PROVIDER_NAMES,
  removeHook,
  type Hook,
} from '../../../hooks/index.ts';
import { getPublication } from '../../../publications/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';

const hookAnswer = z.object({
  id: z.int(),
  provider: z.enum(PROVIDER_NAMES),
  url: z.url().describe('For the provider to call. Whoever knows it may call'),
  topic: z.string().nullable(),
  hasSigningKey: z.boolean(),
  needs: z
    .enum(['signing-key', 'topic'])
    .nullable()
    .describe('What is missing: until then, every call is refused'),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable().describe('When a call was taken last, to ten seconds'),
  lastRefusedAt: z.iso.datetime().nullable(),
  refusal: z.string().nullable().describe('Why the last call was refused that was'),
  waiting: z.int().describe('Events that came and have not been acted on yet'),
  unknownKinds: z
    .array(z.object({ kind: z.string(), count: z.int(), lastAt: z.iso.datetime() }))
    .describe('Events that Paperround does not know, the newest first; 20 at most'),
});
const hookParams = slugParams.extend({ id: z.coerce.number().int().positive().catch(0) });

const shown = ({ createdAt, lastSeenAt, lastRefusedAt, unknownKinds, ...hook }: Hook) => ({
  ...hook,
  createdAt: createdAt.toISOString(),
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
  lastRefusedAt: lastRefusedAt?.toISOString() ?? null,
  unknownKinds: unknownKinds.map(({ lastAt, ...kind }) => ({ ...kind, lastAt: lastAt.toISOString() })),
});

export const hookEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/hooks',
    scope: ['settings'],
    summary: 'List the addresses that email providers call when something comes back',
    params: slugParams,
    answer: z.object({ data: z.array(hookAnswer) }),
    async handle({ app, params: { slug } }) {
      const { id } = await getPublication(app.db, slug);
      return { data: (await listHooks(app, id)).map(shown) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/hooks',
    scope: ['settings'],
    summary: 'Make an address for an email provider to call',
    status: 201,
    creates: true,
    isSecret: true,
    params: slugParams,
    body: newHook,
    answer: hookAnswer,
    async handle({ app, params: { slug }, body }) {
      const { id } = await getPublication(app.db, slug);
      return shown(await createHook(app, id, body));
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/hooks/:id',
    scope: ['settings'],
    summary: 'Show a hook',
    params: hookParams,
    answer: hookAnswer,
    async handle({ app, params: { slug, id } }) {
      const publication = await getPublication(app.db, slug);
      return shown(await getHook(app, publication.id, id));
    },
  }),
  endpoint({
    method: 'patch',
    path: '/publications/:slug/hooks/:id',
    scope: ['settings'],
    summary:
      'Set what the calls of a hook are judged by. A signing key that is replaced is good for a day more; null takes it away at once',
    params: hookParams,
    body: hookChanges,
    answer: hookAnswer,
    async handle({ app, params: { slug, id }, body }) {
      const publication = await getPublication(app.db, slug);
      return shown(await changeHook(app, publication.id, id, body));
    },
  }),
  endpoint({
    method: 'delete',
    path: '/publications/:slug/hooks/:id',
    scope: ['settings'],
    summary: 'Remove a hook: its address is dead from then on',
    status: 204,
    params: hookParams,
    async handle({ app, params: { slug, id } }) {
      const publication = await getPublication(app.db, slug);
      await removeHook(app, publication.id, id);
    },
  }),
];
