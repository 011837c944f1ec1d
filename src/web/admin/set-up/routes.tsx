import { Router, type Request, type Response } from 'express';
import { isFirstVisitLink, startSession } from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { setUpByLink } from '../../../set-up/index.ts';
import { noStore } from '../../html.ts';
import { visitorOf } from '../team/sign-in.tsx';
import { linkGoneView } from '../team/SetPassword.tsx';
import { sendView } from '../frame.tsx';
import type { FormState } from '../components/Field.tsx';
import { formValues, readForm } from '../form-body.ts';
import { readCookie, setCookie } from '../session-cookie.ts';
import { setUpView } from './SetUp.tsx';

const GONE = linkGoneView(
  'Once there is an admin, sign in at /admin instead. Until then, each restart of Paperround prints a new link.',
);

/** `/setup/:token`: the first visit, with the one-time link that the start prints. */
export function setUpRoutes(app: App): Router {
  const router = Router();
  router.use(noStore);
  router.get('/:token', async (request, response) => {
    const { token } = request.params;
    if (await isFirstVisitLink(app, token)) showForm(app, response, token, { values: {}, errors: [] });
    else sendView(app, response, GONE);
  });
  router.post('/:token', readForm(), (request, response) => handleSetUp(app, request, response));
  return router;
}

async function handleSetUp(app: App, request: Request, response: Response): Promise<void> {
  const { token = '' } = request.params as { token?: string };
  const values = formValues(request);
  if (!(await isFirstVisitLink(app, token))) {
    sendView(app, response, GONE);
    return;
  }
  try {
    const result = await setUpByLink(app, token, values);
    if (result.kind === 'gone') {
      sendView(app, response, GONE);
      return;
    }
    const earlier = readCookie(app, request, 'session');
    const userId = result.admin?.user.id ?? 0;
    setCookie(app, response, 'session', await startSession(app, userId, visitorOf(request), earlier));
    response.redirect(303, '/admin');
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    showForm(app, response, token, { values, errors: error.errors }, 422);
  }
}

function showForm(app: App, response: Response, token: string, form: FormState, status = 200): void {
  sendView(app, response, setUpView({ token, form, publicUrl: app.config.publicUrl }, status));
}
