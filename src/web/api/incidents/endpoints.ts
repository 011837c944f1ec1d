import { z } from 'zod';
import { getPublication } from '../../../publications/index.ts';
import { listIncidents, type Incident } from '../../../reports/index.ts';
import { alertSays, type DeskLanguage } from '../../../words/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';

const answer = z.object({
  data: z.array(
    z.object({
      id: z.int(),
      severity: z.enum(['minor', 'severe']),
      since: z.iso.datetime(),
      code: z.string().describe('Such as articles-not-mailed or disk-fills'),
      params: z.record(z.string(), z.unknown()),
      says: z.string(),
      advice: z.string(),
    }),
  ),
});

function told({ id, severity, since, news }: Incident, language: DeskLanguage) {
  const { headline, about, what, advice } = alertSays(news, language);
  return { id, severity, since, ...news, says: `${headline}: ${about}. ${what}`, advice };
}

export const incidentEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/incidents',
    scope: ['sends:read'],
    summary: 'What the watchdog sees to be wrong in a publication now, the worst first',
    params: slugParams,
    answer,
    async handle({ app, params, language }) {
      const { id } = await getPublication(app.db, params.slug);
      const own = (await listIncidents(app.db, id)).filter(({ publicationId }) => publicationId === id);
      return { data: own.map((incident) => told(incident, language)) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/incidents',
    scope: ['settings'],
    summary: 'What the watchdog sees to be wrong anywhere now, the worst first',
    answer,
    async handle({ app, language }) {
      return { data: (await listIncidents(app.db)).map((incident) => told(incident, language)) };
    },
  }),
];
