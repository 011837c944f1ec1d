import { Router } from 'express';
import { renderToStaticMarkup } from 'preact-render-to-string';
import type { App } from '../../platform/app.ts';
import { DocsPage, type Operation } from './DocsPage.tsx';
import { openApiDocument } from './openapi.ts';
import { endpoints } from './routes.ts';

/** `/api/docs`: the API's description for people. */
export function apiDocsRoutes(app: App): Router {
  const router = Router();
  router.get('/docs', (_request, response) => {
    response.type('html').send(`<!doctype html>${renderToStaticMarkup(docsPage(app.config.publicUrl))}`);
  });
  return router;
}

function docsPage(publicUrl: string) {
  const { paths } = openApiDocument(publicUrl, endpoints) as {
    paths: Record<string, Record<string, Operation>>;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  return <DocsPage server={`${publicUrl}/api/v1`} operations={operations} />;
}
