import type { Request } from 'express';
import { findSession, type SignedIn } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';
import { readCookie } from './session-cookie.ts';

/** Who is signed in at this browser. */
export async function currentUser(app: App, request: Request): Promise<SignedIn | undefined> {
  const token = readCookie(app, request, 'session');
  return token === undefined ? undefined : findSession(app, token);
}
