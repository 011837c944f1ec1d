import { Router, type Request, type Response } from 'express';
import {
  endSession,
  findSignInLink,
  hasAdmin,
  requestSignInLink,
  signIn,
  signInByLink,
  type SignIn,
  type Visitor,
} from '../../../accounts/index.ts';
import type { App } from '../../../platform/app.ts';
import { sendView } from '../frame.tsx';
import { formValues, readForm } from '../form-body.ts';
import { noticeIn } from '../notices.ts';
import { ownPath } from '../own-path.ts';
import { currentUser } from '../require-role.ts';
import { clearCookie, readCookie, setCookie } from '../session-cookie.ts';
import { linkGoneView } from './SetPassword.tsx';
import { NO_ADMIN, signInByLinkView, signInView } from './SignIn.tsx';

/** `/admin/sign-in` and `/admin/sign-out`: the only pages of the admin for people who are not signed in. */
export function signInRoutes(app: App): Router {
  const router = Router();
  router.get('/sign-in', async (request, response) => {
    const next = pageOr(request.query['next']);
    if (!(await hasAdmin(app.db))) sendView(app, response, NO_ADMIN);
    else if (await currentUser(app, request)) response.redirect(303, next);
    else {
      const notice = noticeIn(request.query);
      sendView(app, response, signInView({ values: {}, errors: [] }, next), { notice });
    }
  });
  router.post('/sign-in', readForm(), (request, response) => handleSignIn(app, request, response));
  router.post('/sign-in-link', readForm(), (request, response) => handleLinkRequest(app, request, response));
  router.get('/sign-in/:token', async (request, response) => {
    const { token } = request.params;
    const user = await findSignInLink(app, token);
    if (user) sendView(app, response, signInByLinkView(user.email, token));
    else sendView(app, response, GONE);
  });
  router.post('/sign-in/:token', async (request, response) => {
    const { token } = request.params;
    const found = await signInByLink(app, token, visitorOf(request), readCookie(app, request, 'session'));
    if (!found) return sendView(app, response, GONE);
    setCookie(app, response, 'session', found.token);
    setCookie(app, response, 'device', found.deviceToken);
    response.redirect(303, '/admin');
  });
  router.post('/sign-out', async (request, response) => {
    const token = readCookie(app, request, 'session');
    if (token !== undefined) await endSession(app, token);
    clearCookie(app, response, 'session');
    response.redirect(303, '/admin/sign-in?notice=signed-out');
  });
  return router;
}

async function handleSignIn(app: App, request: Request, response: Response): Promise<void> {
  const { email = '', password = '', next } = formValues(request);
  const result = await signIn(app, {
    email,
    password,
    visitor: visitorOf(request),
    deviceToken: readCookie(app, request, 'device'),
    earlierToken: readCookie(app, request, 'session'),
  });
  if (result.kind === 'signed-in') {
    setCookie(app, response, 'session', result.token);
    setCookie(app, response, 'device', result.deviceToken);
    response.redirect(303, pageOr(next));
    return;
  }
  if (result.kind === 'throttled') response.setHeader('Retry-After', String(result.retryAfterSeconds));
  const form = { values: { email }, errors: [{ field: '', message: refusalOf(result) }] };
  const status = result.kind === 'throttled' ? 429 : 422;
  sendView(app, response, { ...signInView(form, pageOr(next)), status });
}

const GONE = linkGoneView('Ask for a new one on the sign-in page.');

async function handleLinkRequest(app: App, request: Request, response: Response): Promise<void> {
  const { email = '' } = formValues(request);
  const retryAfterSeconds = await requestSignInLink(app, email, visitorOf(request));
  if (retryAfterSeconds === undefined) return response.redirect(303, '/admin/sign-in?notice=link-sent');
  response.setHeader('Retry-After', String(retryAfterSeconds));
  const message = refusalOf({ kind: 'throttled', retryAfterSeconds });
  const form = { values: { email }, errors: [{ field: '', message }] };
  sendView(app, response, { ...signInView(form), status: 429 });
}

/** The same words whatever is known of the address (ENU-03). */
function refusalOf(result: Exclude<SignIn, { kind: 'signed-in' }>): string {
  if (result.kind === 'refused') return 'The email address or the password is wrong.';
  const minutes = Math.ceil(result.retryAfterSeconds / 60);
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return `There were too many tries. Please wait ${wait}, or sign in with a link by email.`;
}

export function visitorOf(request: Request): Visitor {
  return { ip: request.ip ?? '', userAgent: request.get('User-Agent') ?? '' };
}

const pageOr = (next: unknown) => ownPath(next) ?? '/admin';
