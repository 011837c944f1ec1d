import { Router } from 'express';
import type { App } from '../platform/app.ts';
import { createStorageProbe, type StorageState } from '../platform/storage.ts';

const WORDS: Record<Exclude<StorageState, 'ready'>, string> = {
  'database-unavailable': 'The database cannot be reached.',
  'disk-full': 'The disk is full: nothing can be stored.',
  'storage-unavailable': 'Nothing can be stored: the database or the data folder is not writable.',
};

/** `/healthz`: the process answers. `/readyz`: it can also store something. Neither tells anything else (SEC-18). */
export function healthRoutes(app: App): Router {
  const router = Router();
  const look = createStorageProbe(app.db, app.config);
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const isReached = await app.db
      .raw('select 1')
      .timeout(3000)
      .then(
        () => true,
        () => false,
      );
    const status = isReached ? await look() : 'database-unavailable';
    if (status === 'ready') response.json({ status });
    else response.status(503).json({ status, detail: WORDS[status] });
  });
  return router;
}
