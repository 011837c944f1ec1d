import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import { requiredLine } from '../../../platform/input.ts';
import type { Publication } from '../../../publications/index.ts';
import {
  tryDraft,
  COLUMN_FIELDS,
  confirmDraft,
  draftImport,
  isSmall,
  listLatest,
  runImport,
  undoImport,
  type ColumnChoices,
  type Import,
} from '../../../subscribers/index.ts';
import { idText, ofPublication } from '../admin-route.ts';
import { ImportPage } from './ImportPage.tsx';
import { linesOf } from './lines.ts';
import { loadImport } from './load-import.ts';
import { UploadForm } from './UploadForm.tsx';

const params = z.object({ id: idText });
/** So long a form waits for what becomes of a short list. */
const WAIT_MS = 5000;

const baseOf = ({ slug }: Publication) => `/admin/${slug}/subscribers`;
const hereOf = (publication: Publication, id: number) => `${baseOf(publication)}/imports/${id}`;

/** Does the work of a short list at once; the job has it as well, and goes on with a long one. */
async function workOn(app: App, importId: number, isShort: boolean): Promise<void> {
  if (isShort) await runImport(app, { importId }, { turnMs: WAIT_MS });
}

const uploadForm = ofPublication.formPage({
  path: '/subscribers/import',
  role: 'editor',
  fields: z.object({}),
  start: () => ({}),
  async view({ app, publication, desk }, form) {
    const { imports, subscribers } = desk.words;
    return {
      title: imports.uploadTitle,
      current: 'subscribers',
      layout: 'narrow',
      lede: imports.uploadLede,
      crumbs: <a href={baseOf(publication)}>{subscribers.title}</a>,
      scripts: ['imports'],
      content: (
        <UploadForm
          form={form}
          base={baseOf(publication)}
          earlier={await listLatest(app.db, publication.id)}
          timeZone={publication.timeZone}
        />
      ),
    };
  },
  async act({ app, publication, desk, upload }) {
    const { bytes, name } = await upload();
    // A form without a choice sends an empty file without a name.
    if (!name) {
      for await (const _ of bytes);
      throw new InvalidInput([{ field: 'file', message: desk.words.imports.noFile }]);
    }
    const format = /\.(jsonl|ndjson)$/i.test(name) ? 'json-lines' : 'csv';
    const id = await draftImport(app, publication, { bytes, name, format });
    await workOn(app, id, await isSmall(app, id));
    return { to: hereOf(publication, id) };
  },
});

const fields = z.object({ source: requiredLine('Where they agreed', 500), at: z.string().default('') });

const importForm = ofPublication.formPage({
  path: '/subscribers/imports/:id',
  role: 'editor',
  params,
  fields,
  async start({ app, publication, params: { id } }) {
    const { found } = await loadImport(app, publication, id);
    return { source: found.fileName, at: '' };
  },
  async view({ app, publication, params: { id }, desk }, form) {
    const view = await loadImport(app, publication, id);
    const { imports, subscribers } = desk.words;
    const another = `${baseOf(publication)}/import`;
    return {
      title: view.found.fileName || imports.unnamed(id),
      current: 'subscribers',
      crumbs: (
        <>
          <a href={baseOf(publication)}>{subscribers.title}</a>
          <span aria-hidden="true">/</span>
          <a href={another}>{imports.title}</a>
        </>
      ),
      scripts: ['imports'],
      content: (
        <ImportPage
          {...view}
          form={form}
          here={hereOf(publication, id)}
          another={another}
          timeZone={publication.timeZone}
        />
      ),
    };
  },
  async act({ app, publication, params: { id }, fields: { source, at }, desk }) {
    const agreedAt = at === '' ? undefined : new Date(`${at}T00:00:00Z`);
    if (agreedAt && !(agreedAt <= app.now()))
      throw new InvalidInput([{ field: 'at', message: desk.words.imports.future }]);
    const isShort = await isSmall(app, id);
    await confirmDraft(app, publication, id, { source, at: agreedAt });
    await workOn(app, id, isShort);
    return { to: hereOf(publication, id) };
  },
});

/** What somebody chose, column by column; an empty choice leaves it to us. */
function choicesIn({ samples }: Import, typed: Record<string, string>): ColumnChoices {
  const choices: ColumnChoices = { ignored: [], mapped: [] };
  for (const [at, { column }] of samples.entries()) {
    const is = typed[`is.${at}`] ?? '';
    const field = COLUMN_FIELDS.find((one) => one === is);
    if (is === 'ignored') choices.ignored.push(column);
    else if (field) choices.mapped.push({ field, column });
  }
  return choices;
}

export const importRoutes = [
  ...uploadForm,
  ...importForm,
  ofPublication.button({
    path: '/subscribers/imports/:id/columns',
    role: 'editor',
    params,
    limit: '200kb',
    fields: z.record(z.string(), z.string()),
    async act({ app, publication, params: { id }, fields: typed }) {
      const { found } = await loadImport(app, publication, id);
      await tryDraft(app, publication, id, choicesIn(found, typed));
      await workOn(app, id, await isSmall(app, id));
      return { to: hereOf(publication, id) };
    },
  }),
  ofPublication.button({
    path: '/subscribers/imports/:id/undo',
    role: 'editor',
    params,
    async act({ app, publication, params: { id } }) {
      const { counts } = await undoImport(app, publication, id);
      await workOn(app, id, counts.added < 10_000);
      return { to: hereOf(publication, id) };
    },
  }),
  ofPublication.page({
    path: '/subscribers/imports/:id/lines',
    role: 'editor',
    params,
    async view({ app, publication, params: { id }, desk }) {
      await loadImport(app, publication, id);
      return {
        fileName: `${desk.words.imports.linesFile}-${id}.csv`,
        type: 'text/csv',
        pieces: linesOf(app.db, id, desk),
      };
    },
  }),
];
