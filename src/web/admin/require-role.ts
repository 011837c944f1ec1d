import type { Request, RequestHandler, Response } from 'express';
import { findSession, roleCovers, type Role, type SignedIn } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';
import { Forbidden } from '../../platform/errors.ts';
import { readCookie } from './session-cookie.ts';

/** Who is signed in at this browser. */
export async function currentUser(app: App, request: Request): Promise<SignedIn | undefined> {
  const token = readCookie(app, request, 'session');
  return token === undefined ? undefined : findSession(app, token);
}

/** Lets signed-in people of this role or a higher one through; others are sent to the sign-in page or get an error. */
export function requireRole(app: App, role: Role): RequestHandler {
  return async (request, response, next) => {
    const user = await currentUser(app, request);
    response.locals['user'] = user;
    if (user && roleCovers(user.role, role)) {
      response.setHeader('Cache-Control', 'no-store');
      next();
    } else if (user) {
      next(new Forbidden(`This needs the role ${role}, and you are signed in as ${user.role}.`));
    } else {
      response.redirect(303, signInPath(request));
    }
  };
}

/** The person `requireRole` let through. */
export function userOf(response: Response): SignedIn {
  return response.locals['user'] as SignedIn;
}

/** After the sign-in a reader of a page comes back to it; a form that was sent does not come back. */
function signInPath(request: Request): string {
  const isPage = request.method === 'GET' && request.originalUrl !== '/admin';
  return isPage ? `/admin/sign-in?next=${encodeURIComponent(request.originalUrl)}` : '/admin/sign-in';
}
