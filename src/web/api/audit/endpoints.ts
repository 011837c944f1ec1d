import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { getPublication } from '../../../publications/index.ts';
import { exportAudit, listAudit } from '../../../reports/index.ts';
import { downloadEndpoint, endpoint, slugParams } from '../endpoint.ts';
import { cursorOf, listAnswer, listQuery, readCursor } from '../list.ts';

const lineAnswer = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  actor: z.string().describe('Such as user:7, api-key:website, command-line or job:deliver-due-batches'),
  apiKeyId: z.int().nullable(),
  action: z.string(),
  subject: z.string(),
  details: z.looseObject({}),
});

const filter = {
  actor: z
    .string()
    .max(200)
    .optional()
    .describe('One who did it, or with a colon at the end all of that kind: api-key:'),
  action: z
    .string()
    .max(100)
    .optional()
    .describe('What was done, or with a dot at the end all about that: user.'),
  from: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], 'from must be a moment or a day (UTC).')
    .transform((text) => new Date(text))
    .optional()
    .describe('From this moment or day (UTC) on'),
};

type Asked = z.output<typeof query>;
const query = listQuery.extend(filter);

async function linesOf(app: App, { cursor, limit, ...asked }: Asked, publicationId?: number) {
  const within = { ...asked, publicationId };
  const found = await listAudit(app.db, within, { before: readCursor(cursor), limit: limit + 1 });
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: found.length > limit && last ? cursorOf(last.id) : null };
}

export const auditEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/audit',
    scope: ['admin'],
    summary:
      'What the audit log has about one publication alone and what is still there, the newest line first',
    params: slugParams,
    query,
    answer: listAnswer(lineAnswer),
    handle: async ({ app, params, query: asked }) =>
      linesOf(app, asked, (await getPublication(app.db, params.slug)).id),
  }),
  endpoint({
    method: 'get',
    path: '/audit',
    scope: ['admin'],
    summary: 'The audit log, the newest line first',
    query,
    answer: listAnswer(lineAnswer),
    handle: ({ app, query: asked }) => linesOf(app, asked),
  }),
  downloadEndpoint({
    path: '/audit.csv',
    scope: ['admin'],
    summary: 'Download the audit log as CSV, the newest line first',
    params: z.looseObject({}),
    query: z.strictObject(filter),
    download: async ({ app, query }) => ({
      fileName: 'audit.csv',
      type: 'text/csv',
      pieces: exportAudit(app.db, query),
    }),
  }),
];
