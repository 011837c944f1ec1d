import type { Request, RequestHandler } from 'express';
import type { App } from '../platform/app.ts';
import { Forbidden } from '../platform/errors.ts';

/**
 * Refuses unsafe requests that another site's page sends with our visitor's cookie (SEC-06): the rules of Go 1.25's
 * CrossOriginProtection. A client that sends neither header is no browser and has no cookie that it did not mean to send.
 */
export function requireSameOrigin(app: App): RequestHandler {
  const ownOrigin = new URL(app.config.publicUrl).origin;
  return (request, _response, next) => {
    if (isSafe(request) || isFromHere(request, ownOrigin)) next();
    else next(new Forbidden('This form came from another site, so nothing has changed.'));
  };
}

const isSafe = ({ method }: Request) => method === 'GET' || method === 'HEAD';

function isFromHere(request: Request, ownOrigin: string): boolean {
  const site = request.get('Sec-Fetch-Site');
  const origin = request.get('Origin');
  if (site !== undefined) return site === 'same-origin' || site === 'none' || origin === ownOrigin;
  if (origin === undefined || origin === ownOrigin) return true;
  const host = URL.parse(origin)?.host;
  return host !== undefined && host === request.get('Host');
}
