import { Router } from 'express';
import { findSetPasswordLink, setPasswordByLink } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { noStore, sendPage } from '../../html.ts';
import { formValues, readForm } from '../form-body.ts';
import { visitorOf } from './sign-in.tsx';
import { LinkGonePage, SetPasswordPage } from './SetPasswordPage.tsx';

const GONE = (
  <LinkGonePage advice="Ask whoever runs this installation for a new link: npx paperround user reset-password." />
);

/** `/set-password/:token`. Looking changes nothing; setting uses the link up. */
export function setPasswordRoutes(app: App): Router {
  const router = Router();
  router.use(noStore);
  router.get('/:token', async (request, response) => {
    const { token } = request.params;
    const user = await findSetPasswordLink(app, token);
    const form = { values: {}, errors: [] };
    if (user) sendPage(response, <SetPasswordPage email={user.email} token={token} form={form} />);
    else sendPage(response, GONE, 404);
  });
  router.post('/:token', readForm(), async (request, response) => {
    const { token = '' } = request.params as { token?: string };
    const { password = '' } = formValues(request);
    try {
      const result = await setPasswordByLink(app, token, password, visitorOf(request).ip);
      if (result.kind === 'set') response.redirect(303, '/admin/sign-in?notice=password-set');
      else sendPage(response, GONE, 404);
    } catch (error) {
      const user = error instanceof InvalidInput ? await findSetPasswordLink(app, token) : undefined;
      if (!(error instanceof InvalidInput) || !user) throw error;
      const form = { values: {}, errors: error.errors };
      sendPage(response, <SetPasswordPage email={user.email} token={token} form={form} />, 422);
    }
  });
  return router;
}
