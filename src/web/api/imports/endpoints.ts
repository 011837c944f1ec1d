import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import type { Db } from '../../../platform/database.ts';
import { getPublication, type Publication } from '../../../publications/index.ts';
import {
  getImport,
  listRefusals,
  receiveImport,
  runImport,
  undoImport,
  type ImportedFile,
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
import { showImport } from './show-import.ts';

const path = '/publications/:slug/imports';
const LINES = 'application/x-ndjson';

/** A dry run of a file up to this size is answered at once. */
const AT_ONCE_BYTES = 10_000_000;

/** A form may say any type of its file. */
const formatOf = ({ name, type }: { name: string; type: string }): ImportFormat =>
  type === LINES || /\.(jsonl|ndjson)$/i.test(name) ? 'json-lines' : 'csv';

const isTold = (answer: unknown): boolean => z.object({ dryRun: z.literal(true) }).safeParse(answer).success;

export const importEndpoints = [
  endpoint({
    method: 'post',
    path,
    scope: ['subscribers:write'],
    summary:
      'Import a list of readers who gave their consent elsewhere, or try it with dryRun=true: up to 10 MB answered at once, above with 202 and the id',
    status: 202,
    atOnce: { status: 200, answer: importAnswer, is: isTold },
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
        source: query.consentSource ?? '',
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
      return query.dryRun === 'true'
        ? dryRun(app, publication, list)
        : { id: await receiveImport(app, publication, list) };
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id`,
    scope: ['subscribers:read', 'subscribers:write'],
    summary: 'Show an import or a dry run, its state and its counts',
    params: importParams,
    answer: importAnswer,
    async handle({ app, params }) {
      const publication = await getPublication(app.db, params.slug);
      return showImport(app, await getImport(app.db, publication.id, params.id));
    },
  }),
  endpoint({
    method: 'post',
    path: `${path}/:id/undo`,
    scope: ['subscribers:write'],
    summary:
      'Undo an import, within 30 days: readers whom it added and nobody touched since go, names that it changed come back',
    status: 202,
    params: importParams,
    answer: importAnswer,
    async handle({ app, params }) {
      const publication = await getPublication(app.db, params.slug);
      return showImport(app, await undoImport(app, publication, params.id));
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:id/refusals`,
    scope: ['subscribers:read', 'subscribers:write'],
    summary:
      'List the rows that were not imported, each with its line and the reason. Paperround keeps them for 30 days, those of a dry run for a day',
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

/** What a file would do; of one that takes longer, where to ask. */
async function dryRun(app: App, publication: Publication, file: ImportedFile) {
  let size = 0;
  async function* counted() {
    for await (const piece of file.bytes) {
      size += piece.length;
      yield piece;
    }
  }
  const id = await receiveImport(app, publication, { ...file, bytes: counted(), isTrial: true });
  if (size > AT_ONCE_BYTES) return { id };
  await runImport(app, { importId: id }, { turnMs: Infinity });
  return showImport(app, await getImport(app.db, publication.id, id));
}
