import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { publicationChanges, updatePublication, type Publication } from '../../../publications/index.ts';
import { previewTemplate } from '../../../templates/index.ts';
import { ofPublication, type AdminRoute } from '../admin-route.ts';
import type { Undo } from '../notices.ts';
import { takeInPicture } from '../sends/pictures/take-in-picture.ts';
import { BEFORE, ownChanges } from '../settings/settings-form.ts';
import type { FormState } from '../components/Field.tsx';
import type { Desk } from '../../../words/index.ts';
import { LookPage } from './LookPage.tsx';
import { LOOK_FIELDS, lookValues, typedLook, viewQuery } from './look-values.ts';
import { mailView } from './mail-view.ts';
import { Places } from './Places.tsx';

interface Shown {
  app: App;
  publication: Publication;
  desk: Desk;
  query: Record<string, unknown>;
}

function pageOf({ app, publication, desk, query }: Shown, form: FormState) {
  const { look } = desk.words;
  const view = viewQuery.parse({ ...query, ...form.values });
  return {
    title: look.title,
    lede: look.lede,
    current: 'look' as const,
    layout: 'wide' as const,
    hasFrame: true,
    scripts: ['look'],
    content: (
      <>
        <Places slug={publication.slug} current="look" />
        <LookPage publication={publication} logo={logoOf(app, publication)} form={form} view={view} />
      </>
    ),
  };
}

function logoOf({ config }: App, { logoUrl }: Publication): { host: string; src?: string } | undefined {
  if (logoUrl === null) return undefined;
  const { host, pathname } = new URL(logoUrl);
  const isOurs = host === new URL(config.publicUrl).host && pathname.startsWith('/media/');
  return { host, ...(isOurs && { src: pathname }) };
}

/** The way back to how it looked before. */
const undoOf = (publication: Publication): Undo => ({
  to: `/admin/${publication.slug}/look/put`,
  fields: { ...lookValues(publication), logoUrl: publication.logoUrl ?? '' },
});

const putFields = publicationChanges.pick({
  accentColor: true,
  groundColor: true,
  typeface: true,
  footerLine: true,
  articleBody: true,
  logoUrl: true,
});

/** `/admin/:slug/look`: colours, logo and type, with a mail that has them. */
export const lookRoutes: AdminRoute[] = [
  ...ofPublication.formPage({
    path: '/look',
    role: 'admin',
    fields: z.record(z.string(), z.string()),
    // What is in the address was typed and not saved yet.
    start: ({ publication, query }) => ({ ...lookValues(publication), ...typedLook(query) }),
    view: (call, form) => pageOf(call, form),
    async act({ app, desk, publication, fields }) {
      const typed = Object.fromEntries(
        [...LOOK_FIELDS, BEFORE].flatMap((name) =>
          fields[name] === undefined ? [] : [[name, fields[name]]],
        ),
      );
      const changes = ownChanges(typed, lookValues(publication), desk.words.settings.savedMeanwhile);
      await updatePublication(app, publication.slug, changes);
      return { to: `/admin/${publication.slug}/look`, notice: 'look-saved', undo: undoOf(publication) };
    },
  }),
  ofPublication.page({
    path: '/look/mail',
    role: 'admin',
    async view({ app, desk, publication, query, user }) {
      const view = viewQuery.parse(query);
      const look = typedLook(query);
      const typed = { ...publication, ...look };
      const mail = await previewTemplate(app, typed, view.mail, { name: user.name });
      return mailView(desk, mail, view);
    },
  }),
  ofPublication.button({
    path: '/look/put',
    role: 'admin',
    fields: putFields,
    async act({ app, publication, fields }) {
      await updatePublication(app, publication.slug, fields);
      return { to: `/admin/${publication.slug}/look`, notice: 'look-saved', undo: undoOf(publication) };
    },
  }),
  ...ofPublication
    .formPage({
      path: '/look/logo',
      role: 'admin',
      fields: z.object({}),
      start: ({ publication }) => lookValues(publication),
      view: (call, form) => pageOf(call, form),
      async act({ app, desk, publication, upload }) {
        const { url } = await takeInPicture(app, desk, publication, upload);
        await updatePublication(app, publication.slug, { logoUrl: url });
        return { to: `/admin/${publication.slug}/look`, notice: 'logo-saved', undo: undoOf(publication) };
      },
    })
    // The page of the form is the look's.
    .filter(({ method }) => method === 'post'),
];
