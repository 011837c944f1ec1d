import { Router, type RequestHandler } from 'express';
import type { App } from '../../platform/app.ts';
import { addressRoutes, keepAddressRoutes } from './address/routes.tsx';
import { checkInboxRoutes } from './check-inbox/routes.tsx';
import { confirmRoutes } from './confirm/routes.tsx';
import { followRoutes } from './follow/routes.tsx';
import { forgiveLink } from './forgive-link.ts';
import { homeRoutes } from './home/routes.tsx';
import { archiveRoutes } from './archive/routes.tsx';
import type { PageCache } from './page-cache.ts';
import { neverAgainRoutes } from './never-again/routes.tsx';
import { ownDataRoutes } from './own-data/routes.tsx';
import { preferencesRoutes } from './preferences/routes.tsx';
import { refuseMethods } from './refuse-methods.ts';
import { rhythmRoutes } from './rhythm/routes.tsx';
import { subscribeRoutes } from './subscribe/routes.tsx';
import { unsubscribeRoutes } from './unsubscribe/routes.tsx';
import { viewRoutes } from './view/routes.tsx';

/**
 * Every page that readers see. Mounted after all fixed prefixes, because `/:slug` takes what is left.
 * @param stopping aborted when the process is to stop.
 */
export function publicRoutes(app: App, pages: PageCache, stopping: AbortSignal): Router {
  const router = Router();
  router.use(archiveRoutes(app, pages));
  router.use('/confirm', personal, confirmRoutes(app));
  router.use('/unsubscribe', personal, unsubscribeRoutes(app));
  router.use('/preferences', personal, preferencesRoutes(app));
  router.use('/your-data', personal, ownDataRoutes(app));
  router.use('/rhythm', personal, followRoutes(app), rhythmRoutes(app));
  router.use('/view', personal, viewRoutes(app, pages));
  router.use('/address', personal, addressRoutes(app));
  router.use('/keep-address', personal, keepAddressRoutes(app));
  router.use('/never-again', personal, neverAgainRoutes(app));
  router.use(homeRoutes(app));
  router.use(checkInboxRoutes(app));
  router.use(subscribeRoutes(app, pages, stopping));
  router.use(refuseMethods(router));
  return router;
}

/** Pages behind a personal link stay out of caches, search engines and Referer headers (OC-08, SEC-08). */
const personal: RequestHandler = (request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Robots-Tag', 'noindex');
  forgiveLink(request, response, next);
};
