import { z } from 'zod';
import type { Db } from '../../../platform/database.ts';
import { getPublication } from '../../../publications/index.ts';
import {
  countReasons,
  getImport,
  listRefusals,
  receiveImport,
  type Import,
  type ImportFormat,
} from '../../../subscribers/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { listAnswer, page, readCursor } from '../list.ts';
import {
  columnChoices,
  importAnswer,
  importParams,
  importQuery,
  refusalAnswer,
  refusalsQuery,
} from './shapes.ts';

const path = '/publications/:slug/imports';
const LINES = 'application/x-ndjson';

/** A form may say any type of its file. */
const formatOf = ({ name, type }: { name: string; type: string }): ImportFormat =>
  type === LINES || /\.(jsonl|ndjson)$/i.test(name) ? 'json-lines' : 'csv';

export const importEndpoints = [
  endpoint({
    method: 'post',
    path,
    scope: ['subscribers:write'],
    summary: 'Import a list of readers who gave their consent elsewhere',
    status: 202,
    creates: true,
    uploads: ['text/csv', LINES, 'multipart/form-data'],
    params: slugParams,
    query: importQuery,
    answer: z.object({ id: z.int() }),
    async handle({ app, params, query, caller, upload, keep }) {
      const publication = await getPublication(app.db, params.slug);
      const choices = columnChoices(query);
      const { bytes, ...file } = await upload();
      const consent = {
        source: query.consentSource,
        at: query.consentAt === undefined ? undefined : new Date(query.consentAt),
        channel: 'api',
        caller,
      };
      const list = {
        bytes,
        format: formatOf(file),
        consent,
        choices,
        keep: (db: Db, id: number) => keep(db, { id }),
      };
      return { id: await receiveImport(app, publication, list) };
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id`,
    scope: ['subscribers:read', 'subscribers:write'],
    summary: 'Show an import, its state and its counts',
    params: importParams,
    answer: importAnswer,
    async handle({ app, params }) {
      const publication = await getPublication(app.db, params.slug);
      const found = await getImport(app.db, publication.id, params.id);
      return { ...shown(found), reasons: await countReasons(app.db, found.id) };
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id/refusals`,
    scope: ['subscribers:read', 'subscribers:write'],
    summary:
      'List the rows that were not imported, each with its line and the reason. Paperround keeps them for 30 days',
    params: importParams,
    query: refusalsQuery,
    answer: listAnswer(refusalAnswer),
    async handle({ app, params, query }) {
      const publication = await getPublication(app.db, params.slug);
      const { id } = await getImport(app.db, publication.id, params.id);
      const found = await listRefusals(app.db, id, {
        after: readCursor(query.cursor),
        limit: query.limit + 1,
      });
      return page(
        found,
        query.limit,
        ({ line }) => line,
        (refusal) => refusal,
      );
    },
  }),
];

function shown({ publicationId: _publication, status, ...fields }: Import) {
  return { ...fields, status: status === 'receiving' ? 'running' : status };
}
