import type { RequestHandler, Response } from 'express';
import { authenticateApiKey, type KnownKey } from '../../accounts/index.ts';
import { asActor, type App } from '../../platform/app.ts';
import { sendProblem } from '../problem.ts';

/** The key that `requireApiKey` let through, and the App of it. */
export function callerOf(app: App, response: Response): { acting: App; key: KnownKey } {
  const key = response.locals['apiKey'] as KnownKey;
  return { acting: asActor(app, `api-key:${key.name}`, key.id), key };
}

/** Lets a request through that carries `Authorization: Bearer KEY`; the key is the actor from there on. */
export function requireApiKey(app: App): RequestHandler {
  return async (request, response, next) => {
    const [, key] = /^Bearer +(\S+)$/i.exec(request.get('Authorization') ?? '') ?? [];
    const known = key && (await authenticateApiKey(app, key));
    if (!known) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      sendProblem(response, {
        type: 'about:blank',
        title: 'Unauthorized',
        status: 401,
        detail:
          key === undefined
            ? 'Send "Authorization: Bearer KEY" with a key made by "paperround api-key create".'
            : 'This API key is unknown: it was revoked, has expired or never existed. "paperround api-key list" shows the keys.',
        code: 'unauthorized',
      });
      return;
    }
    response.locals['apiKey'] = known;
    next();
  };
}
