import { Router } from 'express';
import type { App } from '../../platform/app.ts';
import { readJson } from '../json-body.ts';
import type { Live } from '../live/watches.ts';
import { problemHandler, sendProblem } from '../problem.ts';
import { decisionEndpoints } from './articles/decision-endpoints.ts';
import { correctionEndpoints } from './articles/correction-endpoints.ts';
import { articleEndpoints } from './articles/endpoints.ts';
import { feedEndpoints } from './articles/feed-endpoints.ts';
import { requireApiKey } from './authenticate.ts';
import { mountEndpoint } from './endpoint.ts';
import type { Endpoint } from './operation.ts';
import { digestEndpoints } from './digests/endpoints.ts';
import { eventEndpoints } from './events/endpoints.ts';
import { explainEndpoints } from './explain/endpoints.ts';
import { funnelEndpoints } from './funnel/endpoints.ts';
import { hookEndpoints } from './hooks/endpoints.ts';
import { incidentEndpoints } from './incidents/endpoints.ts';
import { importEndpoints } from './imports/endpoints.ts';
import { limitEndpoints } from './limits/endpoints.ts';
import { openApiDocument } from './openapi.ts';
import { mediaEndpoints } from './media/endpoints.ts';
import { publicationEndpoints } from './publications/endpoints.ts';
import { topicEndpoints } from './topics/endpoints.ts';
import { segmentEndpoints } from './segments/endpoints.ts';
import { sendEndpoints } from './sends/endpoints.ts';
import { bulkEndpoints } from './subscribers/bulk-endpoints.ts';
import { personEndpoints } from './subscribers/person-endpoints.ts';
import { readerExportEndpoints } from './subscribers/export-endpoint.ts';
import { subscriberEndpoints } from './subscribers/endpoints.ts';
import { suppressionEndpoints } from './suppressions/endpoints.ts';
import { templateEndpoints } from './templates/endpoints.ts';
import { transportEndpoints } from './transports/endpoints.ts';
import { auditEndpoints } from './audit/endpoints.ts';
import { apiKeyEndpoints } from './api-keys/endpoints.ts';
import { webhookEndpoints } from './webhooks/endpoints.ts';
import { userEndpoints } from './users/endpoints.ts';

/** Every operation of the API, in the order the documentation shows them. */
export const endpoints: Endpoint[] = [
  ...publicationEndpoints,
  ...topicEndpoints,
  ...feedEndpoints,
  ...articleEndpoints,
  ...decisionEndpoints,
  ...correctionEndpoints,
  ...readerExportEndpoints,
  ...bulkEndpoints,
  ...subscriberEndpoints,
  ...personEndpoints,
  ...segmentEndpoints,
  ...funnelEndpoints,
  ...incidentEndpoints,
  ...suppressionEndpoints,
  ...eventEndpoints,
  ...importEndpoints,
  ...sendEndpoints,
  ...digestEndpoints,
  ...templateEndpoints,
  ...mediaEndpoints,
  ...explainEndpoints,
  ...transportEndpoints,
  ...limitEndpoints,
  ...hookEndpoints,
  ...webhookEndpoints,
  ...userEndpoints,
  ...apiKeyEndpoints,
  ...auditEndpoints,
];

export function apiRoutes(app: App, live: Live): Router {
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument(app.config.publicUrl, endpoints));
  });
  router.use(requireApiKey(app));
  router.use(readJson('2mb'));
  for (const operation of endpoints) mountEndpoint(router, app, operation, live);
  router.use((_request, response) => {
    sendProblem(response, {
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      detail: 'There is no such operation.',
      code: 'not-found',
    });
  });
  router.use(problemHandler(app.log));
  return router;
}
