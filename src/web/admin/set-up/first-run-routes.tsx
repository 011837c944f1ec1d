import { z } from 'zod';
import { connectMailServer } from '../../../set-up/index.ts';
import { ofPublication } from '../admin-route.ts';
import { FirstRun } from './FirstRun.tsx';
import { loadFirstRun } from './load-first-run.ts';

const typed = z.string().default('');

/** `/admin/:slug/set-up`: what is missing until the first mail can go out. */
export const firstRunRoutes = ofPublication.formPage({
  path: '/set-up',
  role: 'admin',
  fields: z.object({ host: typed, port: typed, user: typed, password: typed }),
  start: () => ({ port: '587' }),
  async view({ app, desk, publication }, form) {
    const { title, lede } = desk.words.firstRun;
    const run = await loadFirstRun(app, publication);
    return { title, lede, layout: 'narrow', current: 'today', content: <FirstRun run={run} form={form} /> };
  },
  async act({ app, publication, fields }) {
    await connectMailServer(app, publication, fields);
    return { to: `/admin/${publication.slug}/set-up`, notice: 'mail-server-connected' };
  },
});
