import { randomUUID } from 'node:crypto';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { App } from '../platform/app.ts';
import { apiDocsRoutes } from './api/docs.tsx';
import { apiRoutes } from './api/routes.ts';
import { healthRoutes } from './health.ts';

/** Middleware order and the mount table: every URL prefix on one screen. */
export function createServer(app: App): Express {
  const server = express();
  server.set('trust proxy', app.config.trustProxy.length > 0 ? app.config.trustProxy : false);
  server.set('query parser', 'simple');
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

  server.use(healthRoutes(app));
  server.use('/api/v1', apiRoutes(app));
  server.use('/api', apiDocsRoutes(app));
  return server;
}
