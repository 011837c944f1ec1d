import type { CookieOptions, Request, Response } from 'express';
import { SESSION_DAYS, TRUST_DAYS } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';

export type CookieName = 'session' | 'device' | 'columns' | 'pending' | 'trusted' | 'sso';
const DAYS: Record<CookieName, number> = {
  session: SESSION_DAYS,
  device: 365,
  columns: 365,
  // The database says how long it counts.
  pending: 1,
  sso: 1,
  trusted: TRUST_DAYS,
};

/** `__Host-` binds a cookie to this host and to https (SEC-05); browsers refuse the prefix on http. */
function nameOf(app: App, name: CookieName): string {
  return `${isSecure(app) ? '__Host-' : ''}paperround-${name}`;
}

const isSecure = (app: App) => app.config.publicUrl.startsWith('https:');

const options = (app: App): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: isSecure(app),
  path: '/',
});

export function readCookie(app: App, request: Request, name: CookieName): string | undefined {
  const wanted = nameOf(app, name);
  for (const part of (request.get('Cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === wanted) return value;
  }
  return undefined;
}

/** Sets a cookie whose value is base64url. */
export function setCookie(app: App, response: Response, name: CookieName, value: string): void {
  response.cookie(nameOf(app, name), value, { ...options(app), maxAge: DAYS[name] * 24 * 3600 * 1000 });
}

export function clearCookie(app: App, response: Response, name: CookieName): void {
  response.clearCookie(nameOf(app, name), options(app));
}
