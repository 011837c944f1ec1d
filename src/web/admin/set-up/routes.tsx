import { z } from 'zod';
import { isFirstVisitLink, startSession } from '../../../accounts/index.ts';
import { setUpByLink } from '../../../set-up/index.ts';
import { open } from '../admin-route.ts';
import { addressIn, FOUND } from '../components/FoundFeeds.tsx';
import { linkGoneView } from '../team/SetPassword.tsx';
import { setUpView } from './SetUp.tsx';

/** `/setup/:token`: the first visit, with the one-time link that the start prints. */
export const setUpRoutes = open.formPage({
  path: '/:token',
  params: z.object({ token: z.string() }),
  // As typed: `setUpByLink` says what is wrong with each of them at once.
  fields: z.record(z.string(), z.string()),
  start: () => ({}),
  async view({ app, desk, params: { token } }, form) {
    if (!(await isFirstVisitLink(app, token))) return linkGoneView(desk, 'setUp');
    return setUpView(desk, { token, form, publicUrl: app.config.publicUrl });
  },
  async act({ app, desk, params: { token }, fields, visitor, cookie }) {
    if (!(await isFirstVisitLink(app, token))) return linkGoneView(desk, 'setUp');
    const { [FOUND]: found, ...typed } = fields;
    const feedUrl = addressIn(typed['feedUrl'] ?? '', found);
    const result = await setUpByLink(app, token, { ...typed, feedUrl });
    if (result.kind === 'gone') return linkGoneView(desk, 'setUp');
    const userId = result.admin?.user.id ?? 0;
    return {
      to: '/admin',
      cookies: { session: await startSession(app, userId, visitor, cookie('session')) },
    };
  },
});
