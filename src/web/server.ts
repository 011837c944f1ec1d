import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { asActor, type OpenedApp } from '../platform/app.ts';
import { adminRoutes, linkRoutes } from './admin/routes.ts';
import { apiDocsRoutes } from './api/docs.tsx';
import { apiRoutes } from './api/routes.ts';
import { assets } from './assets.ts';
import { healthRoutes } from './health.ts';
import { hookRoutes } from './hooks/routes.ts';
import { htmlErrors, notFound } from './html-errors.tsx';
import { createLive } from './live/watches.ts';
import { mailboxRoutes } from './mailbox/routes.tsx';
import { mediaRoutes } from './public/media/routes.ts';
import { clearedByChanges, createPageCache } from './public/page-cache.ts';
import { publicRoutes } from './public/routes.ts';

/**
 * Middleware order and the mount table: every URL prefix on one screen.
 * @param stopping aborted when the process is to stop: answers without an end are ended, and what was counted is written.
 */
export function createServer(opened: OpenedApp, stopping = new AbortController().signal): Express {
  // Until a session, a key or a personal link says who it is.
  const app = asActor(opened, 'visitor');
  const live = createLive(app, stopping);
  const pages = createPageCache();
  const server = express();
  server.set('trust proxy', app.config.trustProxy.length > 0 ? app.config.trustProxy : false);
  server.set('query parser', 'simple');
  // A proxy's rule for /admin must see every way in.
  server.enable('case sensitive routing');
  server.disable('x-powered-by');

  server.use((_request, response, next) => {
    response.locals['requestId'] = randomUUID();
    response.setHeader('X-Request-Id', String(response.locals['requestId']));
    next();
  });
  server.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          styleSrc: ["'self'"],
          fontSrc: ["'self'"],
          scriptSrc: ["'self'"],
          imgSrc: ["'self'", 'https:', 'http:', 'data:'],
          connectSrc: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          objectSrc: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginResourcePolicy: false,
      strictTransportSecurity: app.config.publicUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
    }),
  );

  server.use(
    [
      '/admin',
      '/api/v1',
      '/preferences',
      '/unsubscribe',
      '/never-again',
      '/your-data',
      '/address',
      '/keep-address',
    ],
    clearedByChanges(pages),
  );

  server.use(healthRoutes(app));
  server.use('/assets', assets());
  server.use('/media', mediaRoutes(app));
  server.use('/admin', adminRoutes(app, live));
  server.use(linkRoutes(app)); // /setup, /set-password, /review
  server.use('/mailbox', mailboxRoutes(app));
  server.use('/hooks', hookRoutes(app));
  server.use('/api/v1', apiRoutes(app, live));
  server.use('/api', apiDocsRoutes(app));
  // Last, because /:slug takes what is left.
  server.use(publicRoutes(app, pages, stopping));
  server.use(notFound);
  server.use(htmlErrors(app.log));
  return server;
}
