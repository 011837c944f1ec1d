import type { RequestHandler } from 'express';
import { authenticateApiKey } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';
import { sendProblem } from '../problem.ts';

/** Lets a request through that carries `Authorization: Bearer KEY`; the key's name becomes the caller. */
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
            : 'This API key is not known here: it was revoked, or never made. "paperround api-key list" shows the keys.',
        code: 'unauthorized',
      });
      return;
    }
    response.locals['caller'] = `api-key:${known.id}`;
    next();
  };
}
