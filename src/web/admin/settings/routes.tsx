import type { Response } from 'express';
import type { ComponentProps } from 'preact';
import { listTransports } from '../../../transports/index.ts';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { getPublication, updatePublication } from '../../../publications/index.ts';
import { sendPage } from '../../html.ts';
import type { AdminRoute } from '../admin-route.ts';
import { formValues } from '../form-body.ts';
import { settingsChanges, settingsValues } from './settings-form.ts';
import { SettingsPage } from './SettingsPage.tsx';

const PATH = '/publications/:slug/settings';

export const settingsRoutes: AdminRoute[] = [
  {
    method: 'get',
    path: PATH,
    role: 'admin',
    async handle({ app, user, params, response }) {
      const publication = await getPublication(app.db, params['slug'] ?? '');
      const form = { values: settingsValues(publication), errors: [] };
      await showSettings(app, response, { user, publication, form });
    },
  },
  {
    method: 'post',
    path: PATH,
    role: 'admin',
    async handle({ app, user, params, request, response }) {
      const values = formValues(request);
      const slug = params['slug'] ?? '';
      try {
        await updatePublication(app, slug, settingsChanges(values));
        response.redirect(303, '/admin?notice=saved');
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        const publication = await getPublication(app.db, slug);
        const form = { values: { ...settingsValues(publication), ...values }, errors: error.errors };
        await showSettings(app, response, { user, publication, form }, 422);
      }
    },
  },
];

async function showSettings(
  app: App,
  response: Response,
  shown: Pick<ComponentProps<typeof SettingsPage>, 'user' | 'publication' | 'form'>,
  status?: number,
): Promise<void> {
  const transports = await listTransports(app);
  const hasMailbox = app.config.smtpUrl === undefined;
  sendPage(response, <SettingsPage {...shown} transports={transports} hasMailbox={hasMailbox} />, status);
}
