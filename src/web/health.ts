import { Router } from 'express';
import type { App } from '../platform/app.ts';

/** `/healthz`: the process answers. `/readyz`: it can also reach the database. Neither tells anything else (SEC-18). */
export function healthRoutes(app: App): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    try {
      await app.db.raw('select 1').timeout(3000);
      response.json({ status: 'ready' });
    } catch {
      response.status(503).json({ status: 'database-unavailable' });
    }
  });
  return router;
}
