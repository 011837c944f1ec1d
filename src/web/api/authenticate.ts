import type { RequestHandler, Response } from 'express';
import { authenticateApiKey } from '../../accounts/index.ts';
import { asActor, type App } from '../../platform/app.ts';
import { sendProblem } from '../problem.ts';

/** The App of the key that `requireApiKey` let through. */
export function appOfKey(app: App, response: Response): App {
  const { id, name } = response.locals['apiKey'] as { id: number; name: string };
  return asActor(app, `api-key:${name}`, id);
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
            : 'This API key is unknown: it was revoked or never existed. "paperround api-key list" shows the keys.',
        code: 'unauthorized',
      });
      return;
    }
    response.locals['apiKey'] = known;
    next();
  };
}
