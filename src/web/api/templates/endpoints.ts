import { z } from 'zod';
import { MAIL_TEMPLATES } from '../../../emails/index.ts';
import { getPublication } from '../../../publications/index.ts';
import {
  getTemplate,
  getTemplateVersion,
  listTemplates,
  resetTemplate,
  restoreTemplate,
  saveTemplate,
  templateInput,
  templateName,
  type Template,
} from '../../../templates/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';

const path = '/publications/:slug/templates';
const params = slugParams.extend({ kind: templateName });
const versionParams = params.extend({ number: z.coerce.number().int().min(0).catch(-1) });

const line = z.object({
  kind: templateName,
  isDefault: z.boolean().describe('Whether it is the one that comes with Paperround'),
  version: z.int().describe('The one in use; 0: it was never changed'),
  savedBy: z.string().nullable(),
  savedAt: z.iso.datetime().nullable(),
  usedIn: z.array(z.enum(MAIL_TEMPLATES)).describe('Mails that it makes or is a part of'),
});
const version = z.object({
  number: z.int(),
  isDefault: z.boolean(),
  savedBy: z.string().nullable(),
  savedAt: z.iso.datetime().nullable(),
});
const answer = line.extend({
  source: z.string().describe('MJML and Liquid'),
  versions: z.array(version).describe('The newest first: it is in use. The last 100 are kept'),
});

const lineOf = ({ name, isOwn, mails, savedAt, ...rest }: Omit<Template, 'source' | 'versions'>) => ({
  kind: name,
  isDefault: !isOwn,
  version: rest.version,
  savedBy: rest.savedBy,
  savedAt: savedAt?.toISOString() ?? null,
  usedIn: mails,
});
const shown = (template: Template) => ({
  ...lineOf(template),
  source: template.source,
  versions: template.versions.map((one) => ({ ...one, savedAt: one.savedAt.toISOString() })),
});

/** What mails are made of. */
export const templateEndpoints = [
  endpoint({
    method: 'get',
    path,
    scope: ['settings'],
    summary: 'List the templates that mails are made of',
    params: slugParams,
    answer: z.object({ data: z.array(line) }),
    async handle({ app, params: { slug } }) {
      const { id } = await getPublication(app.db, slug);
      return { data: (await listTemplates(app.db, id)).map(lineOf) };
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:kind`,
    scope: ['settings'],
    summary: 'Show a template with its versions',
    params,
    answer,
    async handle({ app, params: { slug, kind } }) {
      const { id } = await getPublication(app.db, slug);
      return shown(await getTemplate(app.db, id, kind));
    },
  }),
  endpoint({
    method: 'put',
    path: `${path}/:kind`,
    scope: ['settings'],
    summary:
      'Put a template in use, from the next mail on. It is tried first: what is wrong comes back with line and column',
    params,
    body: templateInput,
    answer,
    async handle({ app, params: { slug, kind }, body }) {
      return shown(await saveTemplate(app, await getPublication(app.db, slug), kind, body));
    },
  }),
  endpoint({
    method: 'delete',
    path: `${path}/:kind`,
    scope: ['settings'],
    summary: 'Go back to the template that comes with Paperround. The versions stay',
    params,
    answer,
    async handle({ app, params: { slug, kind } }) {
      return shown(await resetTemplate(app, await getPublication(app.db, slug), kind));
    },
  }),
  endpoint({
    method: 'get',
    path: `${path}/:kind/versions/:number`,
    scope: ['settings'],
    summary: 'Show what a version says; 0 is the template that comes with Paperround',
    params: versionParams,
    answer: version.extend({ source: z.string() }),
    async handle({ app, params: { slug, kind, number } }) {
      const { id } = await getPublication(app.db, slug);
      const found = await getTemplateVersion(app.db, id, kind, number);
      return { ...found, savedAt: found.savedAt?.toISOString() ?? null };
    },
  }),
  endpoint({
    method: 'post',
    path: `${path}/:kind/versions/:number/restore`,
    scope: ['settings'],
    summary: 'Put an old version in use again, as a new one',
    params: versionParams,
    answer,
    async handle({ app, params: { slug, kind, number } }) {
      return shown(await restoreTemplate(app, await getPublication(app.db, slug), kind, number));
    },
  }),
];
