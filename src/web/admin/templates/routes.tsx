import { z } from 'zod';
import { listTemplateVariables, type TemplateName } from '../../../emails/index.ts';
import type { App } from '../../../platform/app.ts';
import { Conflict, InvalidInput, type FieldError } from '../../../platform/errors.ts';
import type { Publication } from '../../../publications/index.ts';
import {
  checkSource,
  differenceOfLines,
  getTemplate,
  getTemplateVersion,
  listTemplates,
  mailsOf,
  previewTemplate,
  restoreTemplate,
  saveTemplate,
  templateName,
} from '../../../templates/index.ts';
import type { Desk } from '../../../words/index.ts';
import { ofPublication, type AdminRoute } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import { loadPeople } from '../composer/people.ts';
import { inWordsOf } from '../faults.ts';
import { viewQuery, type MailView } from '../look/look-values.ts';
import { mailView } from '../look/mail-view.ts';
import { Places } from '../look/Places.tsx';
import type { Foreign } from '../view.ts';
import { Difference } from './Difference.tsx';
import { TemplateList } from './TemplateList.tsx';
import { TemplatePage } from './TemplatePage.tsx';

const params = z.object({ kind: templateName });
const versionParams = params.extend({
  number: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
});
const sourceForm = z.object({ source: z.string().default(''), version: z.string().optional() });
/** A source of 200,000 characters, as a form has it. */
const LIMIT = '1mb';

const json = (body: object): Foreign => ({
  type: 'json',
  policy: "default-src 'none'",
  body: JSON.stringify(body),
});

const crumbsOf = (slug: string, { words }: Desk, kind?: TemplateName) => (
  <>
    <a href={`/admin/${slug}/look`}>{words.look.menu}</a>
    <a href={`/admin/${slug}/templates`}>{words.templates.title}</a>
    {kind && <a href={`/admin/${slug}/templates/${kind}`}>{words.templates.names[kind]}</a>}
  </>
);

/** Which mail shows what a template makes: itself, or one that uses it. */
const viewOf = (kind: TemplateName, query: Record<string, unknown>): MailView => {
  const mails = mailsOf(kind, {});
  const view = viewQuery.parse(query);
  return { ...view, mail: mails.includes(view.mail) ? view.mail : (mails[0] ?? 'article') };
};

interface Shown {
  app: App;
  desk: Desk;
  publication: Publication;
  params: { kind: TemplateName };
  query: Record<string, unknown>;
}

async function pageOf({ app, desk, publication, params: { kind }, query }: Shown, form: FormState) {
  const [template, people, variables] = [
    await getTemplate(app.db, publication.id, kind),
    await loadPeople(app),
    await listTemplateVariables({ brand: publication }),
  ];
  const known = new Map(template.mails.flatMap((mail) => variables[mail].map((one) => [one.name, one])));
  return {
    title: desk.words.templates.titleOf(desk.words.templates.names[kind]),
    crumbs: crumbsOf(publication.slug, desk),
    current: 'look' as const,
    layout: 'rail' as const,
    hasFrame: true,
    scripts: ['template'],
    content: (
      <TemplatePage
        publication={publication}
        template={template}
        people={people}
        variables={[...known.values()]}
        form={form}
        view={viewOf(kind, query)}
      />
    ),
  };
}

/** `/admin/:slug/templates`: what mails are made of, with versions and a mail beside it. */
export const templateRoutes: AdminRoute[] = [
  ofPublication.page({
    path: '/templates',
    role: 'admin',
    async view({ app, desk, publication }) {
      const [templates, people] = [await listTemplates(app.db, publication.id), await loadPeople(app)];
      const { title, lede } = desk.words.templates;
      return {
        title,
        lede,
        current: 'look',
        content: (
          <>
            <Places slug={publication.slug} current="templates" />
            <TemplateList publication={publication} templates={templates} people={people} />
          </>
        ),
      };
    },
  }),
  ...ofPublication.formPage({
    path: '/templates/:kind',
    role: 'admin',
    params,
    limit: LIMIT,
    fields: sourceForm,
    async start({ app, publication, params: { kind } }) {
      const { source, version } = await getTemplate(app.db, publication.id, kind);
      return { source, version: String(version) };
    },
    view: (call, form) => pageOf(call, form),
    async act({ app, desk, publication, params: { kind }, fields }) {
      try {
        await saveTemplate(app, publication, kind, fields);
      } catch (error) {
        if (!(error instanceof Conflict) || error.code !== 'stale-version') throw error;
        throw new InvalidInput([{ field: '', message: desk.words.templates.changedMeanwhile }]);
      }
      return { to: `/admin/${publication.slug}/templates/${kind}`, notice: 'template-saved' };
    },
  }),
  ofPublication.page({
    path: '/templates/:kind/mail',
    role: 'admin',
    params,
    async view({ app, desk, publication, params: { kind }, query, user }) {
      const view = viewOf(kind, query);
      const mail = await previewTemplate(app, publication, view.mail, { name: user.name });
      return mailView(desk, mail, view);
    },
  }),
  // What somebody writes and did not save: the answer to a form, in the frame.
  ofPublication.button({
    path: '/templates/:kind/mail',
    role: 'admin',
    params,
    limit: LIMIT,
    fields: sourceForm.loose(),
    async act({ app, desk, publication, params: { kind }, fields, user }) {
      const view = viewOf(kind, fields);
      const templates = { [kind]: fields.source };
      const mail = await previewTemplate(app, publication, view.mail, { name: user.name, templates });
      if (mail) return mailView(desk, mail, view);
      const faults = told(desk, await checkSource(app, publication, kind, fields.source));
      const why = faults.map(({ message }) => message).join(' ') || desk.words.templates.faults;
      return mailView(desk, undefined, view, why);
    },
  }),
  ofPublication.button({
    path: '/templates/:kind/check',
    role: 'admin',
    params,
    limit: LIMIT,
    fields: sourceForm.loose(),
    async act({ app, desk, publication, params: { kind }, fields }) {
      const faults = told(desk, await checkSource(app, publication, kind, fields.source));
      return json({ faults: faults.map(({ message, line, column }) => ({ message, line, column })) });
    },
  }),
  ofPublication.page({
    path: '/templates/:kind/versions/:number',
    role: 'admin',
    params: versionParams,
    async view({ app, desk, publication, params: { kind, number } }) {
      const { templates } = desk.words;
      const [now, old] = [
        await getTemplate(app.db, publication.id, kind),
        await getTemplateVersion(app.db, publication.id, kind, number),
      ];
      const what = old.isDefault ? templates.isDefault : templates.version(number);
      return {
        title: templates.compareOf(what),
        lede: templates.compareLede,
        crumbs: crumbsOf(publication.slug, desk, kind),
        current: 'look',
        layout: 'wide',
        content: (
          <Difference
            action={`/admin/${publication.slug}/templates/${kind}/versions/${number}/restore`}
            version={now.version}
            isDefault={old.isDefault}
            lines={differenceOfLines(old.source, now.source)}
          />
        ),
      };
    },
  }),
  ofPublication.button({
    path: '/templates/:kind/versions/:number/restore',
    role: 'admin',
    params: versionParams,
    fields: z.object({ version: z.coerce.number().int().min(0).optional() }),
    async act({ app, publication, params: { kind, number }, fields: { version } }) {
      const { isOwn } = await restoreTemplate(app, publication, kind, number, version);
      const place = `/admin/${publication.slug}/templates/${kind}`;
      return { to: place, notice: isOwn ? 'template-saved' : 'template-reset' };
    },
  }),
];

const told = (desk: Desk, errors: FieldError[]): FieldError[] =>
  inWordsOf(desk, new InvalidInput(errors)).errors;
