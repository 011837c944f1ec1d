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
import { sendPage } from '../../html.ts';
import { formValues, noticeOf, readForm } from '../form-body.ts';
import { currentUser } from '../require-role.ts';
import { clearCookie, readCookie, setCookie } from '../session-cookie.ts';
import { LinkGonePage } from './SetPasswordPage.tsx';
import { NoAdminPage, SignInByLinkPage, SignInPage } from './SignInPage.tsx';

const NOTICES: Record<string, string> = {
  'password-set': 'Your password is set. Sign in with it.',
  'signed-out': 'You are signed out.',
  'link-sent': 'If somebody signs in with this address, a link is on its way to it.',
};

/** `/admin/sign-in` and `/admin/sign-out`: the only pages of the admin for people who are not signed in. */
export function signInRoutes(app: App): Router {
  const router = Router();
  router.get('/sign-in', async (request, response) => {
    const { next, notice } = request.query;
    if (!(await hasAdmin(app.db))) sendPage(response, <NoAdminPage />);
    else if (await currentUser(app, request)) response.redirect(303, ownPath(next));
    else {
      const form = { values: {}, errors: [] };
      sendPage(response, <SignInPage form={form} next={ownPath(next)} notice={noticeOf(NOTICES, notice)} />);
    }
  });
  router.post('/sign-in', readForm(), (request, response) => handleSignIn(app, request, response));
  router.post('/sign-in-link', readForm(), (request, response) => handleLinkRequest(app, request, response));
  router.get('/sign-in/:token', async (request, response) => {
    const { token } = request.params;
    const user = await findSignInLink(app, token);
    if (user) sendPage(response, <SignInByLinkPage email={user.email} token={token} />);
    else sendPage(response, GONE, 404);
  });
  router.post('/sign-in/:token', async (request, response) => {
    const { token } = request.params;
    const found = await signInByLink(app, token, visitorOf(request), readCookie(app, request, 'session'));
    if (!found) return sendPage(response, GONE, 404);
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
    response.redirect(303, ownPath(next));
    return;
  }
  if (result.kind === 'throttled') response.setHeader('Retry-After', String(result.retryAfterSeconds));
  const form = { values: { email }, errors: [{ field: '', message: refusalOf(result) }] };
  const status = result.kind === 'throttled' ? 429 : 422;
  sendPage(response, <SignInPage form={form} next={ownPath(next)} />, status);
}

const GONE = <LinkGonePage advice="Ask for a new one on the sign-in page." />;

async function handleLinkRequest(app: App, request: Request, response: Response): Promise<void> {
  const { email = '' } = formValues(request);
  const retryAfterSeconds = await requestSignInLink(app, email, visitorOf(request));
  if (retryAfterSeconds === undefined) return response.redirect(303, '/admin/sign-in?notice=link-sent');
  response.setHeader('Retry-After', String(retryAfterSeconds));
  const message = refusalOf({ kind: 'throttled', retryAfterSeconds });
  const form = { values: { email }, errors: [{ field: '', message }] };
  sendPage(response, <SignInPage form={form} />, 429);
}

/** The same words whatever is known of the address (ENU-03). */
function refusalOf(result: Exclude<SignIn, { kind: 'signed-in' }>): string {
  if (result.kind === 'refused') return 'The email address or the password is not right.';
  const minutes = Math.ceil(result.retryAfterSeconds / 60);
  const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return `There were too many tries. Please wait ${wait}, or sign in by a link that comes by email.`;
}

export function visitorOf(request: Request): Visitor {
  return { ip: request.ip ?? '', userAgent: request.get('User-Agent') ?? '' };
}

/** A page of ours to come back to; anything else is the overview, so that no link can lead elsewhere. */
function ownPath(next: unknown): string {
  return typeof next === 'string' && /^\/(admin|mailbox)(\/[\w/-]*)?$/.test(next) ? next : '/admin';
}
