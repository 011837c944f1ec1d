import { Router } from 'express';
import { findSetPasswordLink, setPasswordByLink } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { noStore } from '../../html.ts';
import { sendView } from '../frame.tsx';
import { formValues, readForm } from '../form-body.ts';
import { visitorOf } from './sign-in.tsx';
import { linkGoneView, setPasswordView } from './SetPassword.tsx';

const GONE = linkGoneView(
  'Ask the person who runs this installation for a new link: npx paperround user reset-password.',
);

/** `/set-password/:token`. Looking changes nothing; setting uses the link up. */
export function setPasswordRoutes(app: App): Router {
  const router = Router();
  router.use(noStore);
  router.get('/:token', async (request, response) => {
    const { token } = request.params;
    const user = await findSetPasswordLink(app, token);
    const form = { values: {}, errors: [] };
    if (user) sendView(app, response, setPasswordView(user.email, token, form));
    else sendView(app, response, GONE);
  });
  router.post('/:token', readForm(), async (request, response) => {
    const { token = '' } = request.params as { token?: string };
    const { password = '' } = formValues(request);
    try {
      const result = await setPasswordByLink(app, token, password, visitorOf(request).ip);
      if (result.kind === 'set') response.redirect(303, '/admin/sign-in?notice=password-set');
      else sendView(app, response, GONE);
    } catch (error) {
      const user = error instanceof InvalidInput ? await findSetPasswordLink(app, token) : undefined;
      if (!(error instanceof InvalidInput) || !user) throw error;
      const form = { values: {}, errors: error.errors };
      sendView(app, response, { ...setPasswordView(user.email, token, form), status: 422 });
    }
  });
  return router;
}
