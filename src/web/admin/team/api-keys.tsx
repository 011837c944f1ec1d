import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  createApiKey,
  listApiKeys,
  publicationsOf,
  revokeApiKey,
  SCOPES,
  type SignedIn,
} from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { Conflict, NotFound } from '../../../platform/errors.ts';
import { listPublications } from '../../../publications/index.ts';
import type { Desk } from '../../../words/index.ts';
import { admin, idText } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import type { View } from '../view.ts';
import { ApiKeys } from './ApiKeys.tsx';
import { IN, LIVES, MAY } from './key-form.ts';

const fields = z
  .looseObject({
    name: z.string().default(''),
    lives: z.enum(LIVES).default('365'),
    request: z.uuid().optional().catch(undefined),
  })
  .transform(({ name, lives, request, ...ticked }) => ({
    name,
    request,
    rights: {
      scopes: SCOPES.filter((scope) => ticked[MAY + scope] === 'on'),
      publicationIds: idsOf(ticked),
      expiresAt: lives === '' ? null : new Date(Date.now() + Number(lives) * 86_400_000),
    },
  }));

/** Null: none is ticked, so all. */
function idsOf(ticked: Record<string, unknown>): number[] | null {
  const ids = Object.keys(ticked)
    .filter((name) => name.startsWith(IN))
    .map((name) => idText.parse(name.slice(IN.length)));
  return ids.length === 0 ? null : ids;
}

export const apiKeyRoutes = [
  ...admin.formPage({
    path: '/api-keys',
    role: 'admin',
    fields,
    start: () => ({ request: randomUUID(), lives: '365' }),
    view: (call, form) => show(call, form),
    // The key is in the answer itself, not behind a redirect, because it is kept nowhere to show it later.
    async act({ app, desk, user, fields: { name, rights, request } }) {
      const created = await createApiKey(app, name, rights, request).catch((error: unknown) => {
        // A reload sends the form again.
        if (error instanceof Conflict) return undefined;
        throw error;
      });
      if (!created) return { to: '/admin/api-keys', notice: 'key-was-made' };
      const form = { values: { request: randomUUID(), lives: '365' }, errors: [] };
      return { ...(await show({ app, desk, user }, form, created)), status: 201 };
    },
  }),
  admin.button({
    path: '/api-keys/:id/revoke',
    role: 'admin',
    params: z.object({ id: idText }),
    async act({ app, params }) {
      if (!(await revokeApiKey(app, params.id))) throw new NotFound('A live key');
      return { to: '/admin/api-keys', notice: 'key-revoked' };
    },
  }),
];

async function show(
  { app, desk, user }: { app: App; desk: Desk; user: SignedIn },
  form: FormState,
  created?: { name: string; key: string },
): Promise<View> {
  const publications = await listPublications(app.db, 0, 100, publicationsOf(user));
  const content = (
    <ApiKeys keys={await listApiKeys(app)} publications={publications} form={form} created={created} />
  );
  return { title: desk.words.frame.apiKeys, current: 'api-keys', content };
}
