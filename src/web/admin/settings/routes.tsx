import { z } from 'zod';
import { updatePublication } from '../../../publications/index.ts';
import { listTransports } from '../../../transports/index.ts';
import { ofPublication } from '../admin-route.ts';
import { settingsChanges, settingsValues } from './settings-form.ts';
import { EmbedLine } from './EmbedLine.tsx';
import { Settings } from './Settings.tsx';

export const settingsRoutes = ofPublication.formPage({
  path: '/settings',
  role: 'admin',
  fields: z.record(z.string(), z.string()).transform(settingsChanges),
  start: ({ publication }) => settingsValues(publication),
  async view({ app, desk, publication }, form) {
    const shown = { slug: publication.slug, form, transports: await listTransports(app) };
    const content = (
      <>
        <Settings {...shown} />
        <EmbedLine slug={publication.slug} publicUrl={app.config.publicUrl} />
      </>
    );
    return { title: desk.words.frame.settings, current: 'settings', layout: 'narrow', content };
  },
  async act({ app, publication, fields }) {
    await updatePublication(app, publication.slug, fields);
    return { to: `/admin/${publication.slug}/settings`, notice: 'saved' };
  },
});
