import { z } from 'zod';
import {
  createApiKey,
  listApiKeys,
  newApiKey,
  revokeApiKey,
  SCOPES,
  type ApiKey,
  type KnownKey,
} from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { InvalidInput, NotFound } from '../../../platform/errors.ts';
import { getPublication, listPublications } from '../../../publications/index.ts';
import { endpoint } from '../endpoint.ts';

const keyAnswer = z.object({
  id: z.int(),
  name: z.string(),
  prefix: z.string().describe('The key begins with pr_ and these characters'),
  scopes: z.array(z.enum(SCOPES)),
  publications: z.array(z.string()).nullable().describe('Slugs; null: all publications'),
  expiresAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable().describe('To the minute'),
  revokedAt: z.iso.datetime().nullable(),
});

/** Keys of keys: one may show, make and revoke only keys that reach no further than itself. */
export const apiKeyEndpoints = [
  endpoint({
    method: 'get',
    path: '/api-keys',
    scope: ['admin'],
    isFiltered: true,
    summary: 'List the keys that reach no further than this one',
    answer: z.object({ data: z.array(keyAnswer) }),
    async handle({ app, key }) {
      const [keys, slugs] = [await listApiKeys(app), await slugsOf(app)];
      return { data: keys.filter((one) => isWithin(one, key)).map((one) => shown(one, slugs)) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/api-keys',
    scope: ['admin'],
    isFiltered: true,
    summary: 'Make a key. The answer shows it, and nothing does afterwards',
    status: 201,
    creates: true,
    isSecret: true,
    body: z.strictObject({
      name: newApiKey.shape.name,
      scopes: z.array(z.enum(SCOPES)).min(1),
      publications: z.array(z.string().max(100)).min(1).max(100).nullable().default(null),
      expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
    }),
    answer: keyAnswer.extend({ key: z.string() }),
    async handle({ app, key, body: { name, scopes, publications, expiresAt } }) {
      const publicationIds = publications && (await idsOf(app, publications));
      const rights = { scopes, publicationIds, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
      refuseBeyond(key, rights);
      const made = await createApiKey(app, name, rights);
      const row = (await listApiKeys(app)).find(({ id }) => id === made.id);
      if (!row) throw new NotFound('The key');
      return { ...shown(row, await slugsOf(app)), key: made.key };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/api-keys/:id',
    scope: ['admin'],
    isFiltered: true,
    summary: 'Revoke a key: it stops working at once',
    status: 204,
    params: z.object({ id: z.coerce.number().int().min(1) }),
    async handle({ app, key, params: { id } }) {
      const row = (await listApiKeys(app)).find((one) => one.id === id && isWithin(one, key));
      if (!row || !(await revokeApiKey(app, id))) throw new NotFound(`A live key with the id ${id}`);
    },
  }),
];

/** Whether a key reaches no publication that the other does not reach. */
function isWithin(one: Pick<ApiKey, 'publicationIds'>, { publicationIds }: KnownKey): boolean {
  if (publicationIds === null) return true;
  return one.publicationIds?.every((id) => publicationIds.includes(id)) ?? false;
}

/** A key makes none that reaches further or lives longer than itself. */
function refuseBeyond(key: KnownKey, made: Pick<ApiKey, 'publicationIds' | 'expiresAt'>): void {
  const refuse = (field: string, message: string) => new InvalidInput([{ field, message }]);
  if (!isWithin(made, key))
    throw refuse('publications', 'Name only publications that the calling key is for.');
  if (key.expiresAt && (!made.expiresAt || made.expiresAt > key.expiresAt))
    throw refuse(
      'expiresAt',
      `The calling key expires on ${key.expiresAt.toISOString()}: no key of its making lives longer.`,
    );
}

const idsOf = (app: App, slugs: string[]) =>
  Promise.all(slugs.map(async (slug) => (await getPublication(app.db, slug)).id));

async function slugsOf(app: App): Promise<Map<number, string>> {
  return new Map((await listPublications(app.db, 0, 1000)).map(({ id, slug }) => [id, slug]));
}

const shown = ({ publicationIds, ...key }: ApiKey, slugs: Map<number, string>) => ({
  ...key,
  publications: publicationIds && publicationIds.flatMap((id) => slugs.get(id) ?? []),
});
