import { raw, Router, type Request, type Response } from 'express';
import { createHookReceiver, type Refusal } from '../../hooks/index.ts';
import type { App } from '../../platform/app.ts';
import { NotFound } from '../../platform/errors.ts';
import { forPrograms, sendPublicProblem } from '../problem.ts';

/** Far more than any provider sends at once (SEC-15). */
const LIMIT = '1mb';

/** `/hooks`: what email providers tell. Whoever does not know an address learns nothing, and no body is read for them. */
export function hookRoutes(app: App): Router {
  const receiver = createHookReceiver(app);
  const router = Router();
  router.use(forPrograms);
  router.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  const found = async (request: Request) => {
    const { provider, secret } = request.params as Record<string, string>;
    const hook = await receiver.findHook(provider ?? '', secret ?? '');
    if (!hook) throw new NotFound('This address');
    return hook;
  };
  const bytes = raw({ type: () => true, limit: LIMIT });
  router.post(
    '/:provider/:secret',
    async (request, response, next) => {
      response.locals['hook'] = await found(request);
      next();
    },
    bytes,
    async (request, response) => {
      const hook = response.locals['hook'] as Awaited<ReturnType<typeof found>>;
      const received = await receiver.receive(hook, { headers: headersOf(request), body: bodyOf(request) });
      if (received.kind === 'taken') response.json(received.answer);
      else refuse(response, received.refusal);
    },
  );
  // Azure asks in this way before it sends CloudEvents (HTTP 1.1 Web Hooks for Event Delivery, 4.1).
  router.options('/:provider/:secret', async (request, response) => {
    await found(request);
    response.setHeader('WebHook-Allowed-Origin', request.get('WebHook-Request-Origin') ?? '*');
    response.setHeader('WebHook-Allowed-Rate', '*');
    response.setHeader('Allow', 'POST, OPTIONS');
    response.status(200).end();
  });
  return router;
}

const headersOf = ({ headers }: Request): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const bodyOf = ({ body }: Request): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** What providers make of it: they try again after most of these, for hours, so a key that is set by then loses nothing. */
const STATUSES: Partial<Record<Refusal, number>> = {
  'wrong-credentials': 401,
  unreadable: 400,
  unreachable: 503,
};

/** Without detail, since nobody knows who asks; the desk says why. */
function refuse(response: Response, refusal: Refusal): void {
  const status = STATUSES[refusal] ?? 403;
  if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="hook"');
  sendPublicProblem(response, {
    type: 'about:blank',
    title: 'Not taken',
    status,
    detail: 'This call is not taken.',
    code: 'not-taken',
  });
}
