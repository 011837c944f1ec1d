import { z } from 'zod';
import { updatePublication } from '../../../publications/index.ts';
import { listTransports } from '../../../transports/index.ts';
import { ofPublication } from '../admin-route.ts';
import { ownChanges, settingsValues } from './settings-form.ts';
import { EmbedLine } from './EmbedLine.tsx';
import { Settings } from './Settings.tsx';

export const settingsRoutes = ofPublication.formPage({
  path: '/settings',
  role: 'admin',
  fields: z.record(z.string(), z.string()),
  start: ({ publication }) => settingsValues(publication),
  async view({ app, desk, publication }, form) {
    const opened = JSON.stringify(settingsValues(publication));
    const shown = { slug: publication.slug, form, opened, transports: await listTransports(app) };
    const content = (
      <>
        <Settings {...shown} />
        <EmbedLine slug={publication.slug} publicUrl={app.config.publicUrl} />
      </>
    );
    return { title: desk.words.frame.settings, current: 'settings', layout: 'narrow', content };
  },
  async act({ app, desk, publication, fields }) {
    const { savedMeanwhile } = desk.words.settings;
    const changes = ownChanges(fields, settingsValues(publication), savedMeanwhile);
    await updatePublication(app, publication.slug, changes);
    return { to: `/admin/${publication.slug}/settings`, notice: 'saved' };
  },
});
