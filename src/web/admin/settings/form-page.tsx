import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { checkPublicationChanges, getPublication, type Publication } from '../../../publications/index.ts';
import type { SignedIn } from '../../../accounts/index.ts';
import { changePublication, countMovedByDefault, countWhoChose } from '../../../subscribers/index.ts';
import type { Desk } from '../../../words/index.ts';
import { ofPublication } from '../admin-route.ts';
import type { FormState } from '../components/Field.tsx';
import type { Notice } from '../notices.ts';
import type { View } from '../view.ts';
import { keysPathFor } from '../team/keys-path.ts';
import { MoveReaders } from './MoveReaders.tsx';
import { FORMS, settingsPath, type FormName } from './pages.ts';
import { MOVES, ownChanges, settingsValues } from './settings-form.ts';
import { SettingsForm } from './SettingsForm.tsx';
import { viewSettings } from './SettingsFrame.tsx';

export interface OfPage {
  app: App;
  desk: Desk;
  publication: Publication;
  query: Record<string, unknown>;
  user: SignedIn;
}

interface FormPage {
  page: FormName;
  /** The fields. */
  fields(call: OfPage, form: FormState): ComponentChildren | Promise<ComponentChildren>;
  /** What else the page has, below the form. */
  below?(call: OfPage): ComponentChildren | Promise<ComponentChildren>;
  /** What the page has besides, such as modules of script. */
  more?: Pick<View, 'scripts' | 'hasFrame'>;
}

/** A page of the settings with one form, which saves its own fields and no others. */
export const settingsFormPage = ({ page, fields, below, more }: FormPage) =>
  ofPublication.formPage({
    path: `/settings/${page}`,
    role: 'admin',
    fields: z.record(z.string(), z.string()),
    start: ({ publication }) => settingsValues(publication),
    async view(call, form) {
      const { desk, publication, user } = call;
      const { slug } = publication;
      const values = settingsValues(publication);
      const opened = JSON.stringify(Object.fromEntries(FORMS[page].map((name) => [name, values[name]])));
      return {
        ...more,
        ...viewSettings(desk, {
          slug,
          page,
          keys: keysPathFor(user, publication),
          children: (
            <>
              <SettingsForm slug={slug} page={page} form={form} opened={opened}>
                {await fields(call, form)}
              </SettingsForm>
              {await below?.(call)}
            </>
          ),
        }),
      };
    },
    async act({ app, desk, publication, fields: { [MOVES]: agreed, ...typed } }) {
      const { savedMeanwhile } = desk.words.settings;
      const before = settingsValues(publication);
      const changes = ownChanges(typed, before, savedMeanwhile);
      const { defaultRhythm } = await checkPublicationChanges(app.db, publication, changes);
      const question =
        defaultRhythm === agreed
          ? undefined
          : await askToMove(app, desk, publication, page, defaultRhythm, typed);
      if (question) return question;
      const { movedReaders } = await changePublication(app, publication.slug, changes);
      const after = settingsValues(await getPublication(app.db, publication.slug));
      const changed = FORMS[page].filter((name) => before[name] !== after[name]);
      return {
        to: settingsPath(publication.slug, page),
        notice: movedReaders > 0 ? moved(desk, movedReaders) : saved(desk, changed),
      };
    },
  });

const moved = (desk: Desk, readers: number): Notice => ({
  name: 'saved-and-moved',
  params: { readers: desk.number(readers) },
});

/** Names what is different now. */
function saved({ list, words }: Desk, changed: (keyof Desk['words']['settings']['labels'])[]): Notice {
  if (changed.length === 0) return 'settings-unchanged';
  const { labels } = words.settings;
  return { name: 'settings-saved', params: { changed: list(changed.map((name) => labels[name])) } };
}

/** The page that says how many readers another default would move; undefined where it moves nobody. */
async function askToMove(
  app: App,
  { words }: Desk,
  publication: Publication,
  page: FormName,
  to: Publication['defaultRhythm'] | undefined,
  values: Record<string, string>,
): Promise<View | undefined> {
  if (to === undefined || to === publication.defaultRhythm) return undefined;
  const [movedReaders, kept] = await Promise.all([
    countMovedByDefault(app, publication.id, to),
    countWhoChose(app, publication.id),
  ]);
  if (movedReaders === 0) return undefined;
  const content = (
    <MoveReaders
      publication={publication}
      action={settingsPath(publication.slug, page)}
      to={to}
      moved={movedReaders}
      kept={kept}
      values={values}
    />
  );
  return { title: words.settings.move.title, current: 'settings', layout: 'narrow', content };
}
