import { z } from 'zod';
import { listHooks } from '../../../hooks/index.ts';
import type { App } from '../../../platform/app.ts';
import { checkPublicationChanges, type Publication } from '../../../publications/index.ts';
import { changePublication, countMovedByDefault, countWhoChose } from '../../../subscribers/index.ts';
import { listWebhooks } from '../../../webhooks/index.ts';
import { listTransports } from '../../../transports/index.ts';
import type { Desk } from '../../../words/index.ts';
import { ofPublication } from '../admin-route.ts';
import type { View } from '../view.ts';
import { EmbedLine } from './EmbedLine.tsx';
import { WebhooksLine } from './WebhooksLine.tsx';
import { HookList } from './HookList.tsx';
import { MoveReaders } from './MoveReaders.tsx';
import { nextDigests } from './next-digests.ts';
import { Settings } from './Settings.tsx';
import { MOVES, ownChanges, settingsValues } from './settings-form.ts';

export const settingsRoutes = ofPublication.formPage({
  path: '/settings',
  role: 'admin',
  fields: z.record(z.string(), z.string()),
  start: ({ publication }) => settingsValues(publication),
  async view({ app, desk, publication }, form) {
    const opened = JSON.stringify(settingsValues(publication));
    const next = nextDigests(desk, app.now(), form.values);
    const [transports, hooks, webhooks] = await Promise.all([
      listTransports(app),
      listHooks(app, publication.id),
      listWebhooks(app, publication.id),
    ]);
    const { publicUrl } = app.config;
    const content = (
      <>
        <Settings slug={publication.slug} form={form} opened={opened} transports={transports} next={next} />
        <EmbedLine slug={publication.slug} publicUrl={publicUrl} />
        <HookList
          slug={publication.slug}
          hooks={hooks}
          timeZone={publication.timeZone}
          isPublic={publicUrl.startsWith('https:')}
        />
        <WebhooksLine slug={publication.slug} count={webhooks.length} />
      </>
    );
    return { title: desk.words.frame.settings, current: 'settings', layout: 'narrow', content };
  },
  async act({ app, desk, publication, fields: { [MOVES]: agreed, ...typed } }) {
    const { savedMeanwhile } = desk.words.settings;
    const changes = ownChanges(typed, settingsValues(publication), savedMeanwhile);
    const { defaultRhythm } = await checkPublicationChanges(app.db, publication, changes);
    const question =
      defaultRhythm === agreed ? undefined : await askToMove(app, desk, publication, defaultRhythm, typed);
    if (question) return question;
    const { movedReaders } = await changePublication(app, publication.slug, changes);
    const moved = { name: 'saved-and-moved' as const, params: { readers: desk.number(movedReaders) } };
    return { to: `/admin/${publication.slug}/settings`, notice: movedReaders === 0 ? 'saved' : moved };
  },
});

/** The page that says how many readers another default would move; undefined where it moves nobody. */
async function askToMove(
  app: App,
  { words }: Desk,
  publication: Publication,
  to: Publication['defaultRhythm'] | undefined,
  values: Record<string, string>,
): Promise<View | undefined> {
  if (to === undefined || to === publication.defaultRhythm) return undefined;
  const [moved, kept] = await Promise.all([
    countMovedByDefault(app, publication.id, to),
    countWhoChose(app, publication.id),
  ]);
  if (moved === 0) return undefined;
  const content = <MoveReaders publication={publication} to={to} moved={moved} kept={kept} values={values} />;
  return { title: words.settings.move.title, current: 'settings', layout: 'narrow', content };
}
