import { promisify } from 'node:util';
import type { Request, RequestHandler, Response } from 'express';
import type { SignedIn, Visitor } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import type { Desk } from '../../words/index.ts';
import type { Leave } from './view.ts';
import type { Upload } from '../read-upload.ts';
import { wantsJson } from '../problem.ts';
import { currentUser } from './current-user.ts';
import { formValues, readForm } from './form-body.ts';
import { sendView } from './frame.tsx';
import { keptText, readKept } from './kept-form.ts';
import { deskOf } from './language.ts';
import { keptFormView, signInView } from './team/SignIn.tsx';
import type { CookieName } from './session-cookie.ts';

/** What every handler can know of a request. */
export interface Visit {
  /** Its actor is the person who is signed in, or `visitor`. */
  app: App;
  user: SignedIn | undefined;
  visitor: Visitor;
  /** Words, numbers and times in the person's language. */
  desk: Desk;
  /** What the page is about; a door that finds the publication notes it here, for the menu. */
  place: { publication?: Publication };
  cookie(name: CookieName): string | undefined;
  params: Record<string, string>;
  query: Record<string, unknown>;
  /** The text fields of a form. */
  values: Record<string, string>;
  /** The file of a form that has one. Fields before it are among the values from then on. @throws InvalidInput */
  upload(): Promise<Upload>;
}

/** Decides who gets in: a person or nobody in particular, or a place to go to first. @throws for everybody else. */
export type Admit = (app: App, request: Request) => Promise<{ user: SignedIn | undefined } | Leave>;

export const admitSignedIn: Admit = async (app, request) => {
  const user = await currentUser(app, request);
  if (!user) return { to: signInPath(request) };
  return mustSetUp(user, request) ? { to: SECOND_STEP } : { user };
};

const SECOND_STEP = '/admin/account/authenticator';

/** Whoever lacks the second step that everybody needs reaches the pages of their account only. */
const mustSetUp = ({ lacksFactor }: SignedIn, request: Request): boolean =>
  lacksFactor && !request.originalUrl.startsWith('/admin/account/');

export const admitAnybody: Admit = async () => ({ user: undefined });

/** Lets through only people whom the door admits. */
export function admitting(app: App, admit: Admit): RequestHandler {
  return async (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    const admitted = await admit(app, request);
    if ('to' in admitted) return keep(app, request, response, admitted);
    response.locals['admitted'] = admitted;
    next();
  };
}

/** Somebody who sent a form after their session had ended, or before they have the second step they need, goes there first, and then sends it again: nothing that was typed is lost. */
async function keep(app: App, request: Request, response: Response, { to }: Leave): Promise<void> {
  // Script keeps what it sent.
  if (request.method !== 'POST' || !request.is('urlencoded') || wantsJson(request))
    return response.redirect(303, to);
  await promisify(readForm())(request, response);
  const { back: _back, ...values } = formValues(request);
  if (Object.keys(values).length === 0) return response.redirect(303, to);
  const kept = keptText(request.originalUrl, values);
  const form = { values: { kept }, errors: [] };
  const desk = deskOf(request, undefined);
  const waiting = to === SECOND_STEP ? readKept(kept) : undefined;
  if (waiting) {
    const view = keptFormView(desk, waiting, SECOND_STEP);
    return sendView(app, response, { ...view, status: 403 }, { user: undefined, desk });
  }
  await sendView(app, response, { ...signInView(desk, form), status: 401 }, { user: undefined, desk });
}

/** Whom `admitting` let through; undefined when it let nobody through. */
export function admittedTo(response: Response): { user: SignedIn | undefined } | undefined {
  return response.locals['admitted'] as { user: SignedIn | undefined } | undefined;
}

/** After the sign-in a reader of a page comes back to it; a form that was sent does not come back. */
function signInPath(request: Request): string {
  const isPage = request.method === 'GET' && request.originalUrl !== '/admin';
  return isPage ? `/admin/sign-in?next=${encodeURIComponent(request.originalUrl)}` : '/admin/sign-in';
}
