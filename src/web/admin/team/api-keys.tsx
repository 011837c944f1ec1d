import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createApiKey, listApiKeys, revokeApiKey } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { Conflict, NotFound } from '../../../platform/errors.ts';
import type { Desk } from '../../../words/index.ts';
import { admin, idText } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import type { View } from '../view.ts';
import { ApiKeys } from './ApiKeys.tsx';

export const apiKeyRoutes = [
  ...admin.formPage({
    path: '/api-keys',
    role: 'admin',
    fields: z.object({ name: z.string().default(''), request: z.uuid().optional().catch(undefined) }),
    start: () => ({ request: randomUUID() }),
    view: (call, form) => show(call, form),
    // The key is in the answer itself, not behind a redirect, because it is kept nowhere to show it later.
    async act({ app, desk, fields: { name, request } }) {
      const created = await createApiKey(app, name, request).catch((error: unknown) => {
        // A reload sends the form again.
        if (error instanceof Conflict) return undefined;
        throw error;
      });
      if (!created) return { to: '/admin/api-keys', notice: 'key-was-made' };
      const form = { values: { request: randomUUID() }, errors: [] };
      return { ...(await show({ app, desk }, form, created)), status: 201 };
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
  { app, desk }: { app: App; desk: Desk },
  form: FormState,
  created?: { name: string; key: string },
): Promise<View> {
  const content = <ApiKeys keys={await listApiKeys(app)} form={form} created={created} />;
  return { title: desk.words.frame.apiKeys, current: 'api-keys', layout: 'narrow', content };
}
