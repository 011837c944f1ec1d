import { z } from 'zod';
import { updatePublication } from '../../../publications/index.ts';
import { listTransports } from '../../../transports/index.ts';
import { ofPublication } from '../admin-route.ts';
import { settingsChanges, settingsValues } from './settings-form.ts';
import { Settings } from './Settings.tsx';

export const settingsRoutes = ofPublication.formPage({
  path: '/settings',
  role: 'admin',
  fields: z.record(z.string(), z.string()).transform(settingsChanges),
  start: ({ publication }) => settingsValues(publication),
  async view({ app, publication }, form) {
    const shown = { slug: publication.slug, form, transports: await listTransports(app) };
    return { title: `${publication.name}: settings`, isNarrow: true, content: <Settings {...shown} /> };
  },
  async act({ app, publication, fields }) {
    await updatePublication(app, publication.slug, fields);
    return { to: '/admin', notice: 'saved' };
  },
});
