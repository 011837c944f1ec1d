import type { Request, RequestHandler, Response } from 'express';
import type { SignedIn, Visitor } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';
import type { Publication } from '../../publications/index.ts';
import type { Desk } from '../../words/index.ts';
import type { Leave } from './view.ts';
import type { Upload } from '../read-upload.ts';
import { currentUser } from './current-user.ts';
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
  return user ? { user } : { to: signInPath(request) };
};

export const admitAnybody: Admit = async () => ({ user: undefined });

/** Lets through only people whom the door admits. */
export function admitting(app: App, admit: Admit): RequestHandler {
  return async (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    const admitted = await admit(app, request);
    if ('to' in admitted) return response.redirect(303, admitted.to);
    response.locals['admitted'] = admitted;
    next();
  };
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
