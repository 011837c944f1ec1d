import type { Response } from 'express';
import { createApiKey, listApiKeys, revokeApiKey, type SignedIn } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { InvalidInput, NotFound } from '../../../platform/errors.ts';
import { sendPage } from '../../html.ts';
import type { AdminRoute } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import { formValues } from '../form-body.ts';
import { ApiKeysPage } from './ApiKeysPage.tsx';

const EMPTY: FormState = { values: {}, errors: [] };

export const apiKeyRoutes: AdminRoute[] = [
  {
    method: 'get',
    path: '/api-keys',
    role: 'admin',
    handle: ({ app, user, response }) => showKeys(app, user, response, EMPTY),
  },
  {
    method: 'post',
    path: '/api-keys',
    role: 'admin',
    // The key is in the answer itself, not behind a redirect, because it is kept nowhere to show it later.
    async handle({ app, user, request, response }) {
      const { name = '' } = formValues(request);
      try {
        await showKeys(app, user, response, EMPTY, 201, await createApiKey(app, name));
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        await showKeys(app, user, response, { values: { name }, errors: error.errors }, 422);
      }
    },
  },
  {
    method: 'post',
    path: '/api-keys/:id/revoke',
    role: 'admin',
    async handle({ app, params, response }) {
      const id = Number(params['id']);
      if (!Number.isSafeInteger(id) || !(await revokeApiKey(app, id))) throw new NotFound('A live key');
      response.redirect(303, '/admin/api-keys');
    },
  },
];

async function showKeys(
  app: App,
  user: SignedIn,
  response: Response,
  form: FormState,
  status = 200,
  created?: { name: string; key: string },
): Promise<void> {
  const keys = await listApiKeys(app);
  const hasMailbox = app.config.smtpUrl === undefined;
  sendPage(
    response,
    <ApiKeysPage user={user} keys={keys} form={form} hasMailbox={hasMailbox} created={created} />,
    status,
  );
}
