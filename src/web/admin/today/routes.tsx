import { listSignUpHolds } from '../../../reports/index.ts';
import { viewHeld } from '../../../planning/index.ts';
import { listPublications } from '../../../publications/index.ts';
import { admin, ofPublication } from '../admin-route.ts';
import { loadOverview } from './load-overview.ts';
import { Overview } from './Overview.tsx';
import { Publications } from './Publications.tsx';

export const todayRoutes = [
  admin.page({
    path: '/',
    role: 'viewer',
    async view({ app, desk, query }) {
      const publications = await listPublications(app.db);
      const [only] = publications;
      const said = new URLSearchParams(query as Record<string, string>);
      if (only && publications.length === 1)
        return { to: `/admin/${only.slug}${said.size > 0 ? `?${said}` : ''}` };
      return {
        title: desk.words.frame.allPublications,
        content: <Publications publications={publications} />,
      };
    },
  }),
  admin.page({
    path: '/publications',
    role: 'viewer',
    view: async ({ app, desk }) => ({
      title: desk.words.frame.allPublications,
      content: <Publications publications={await listPublications(app.db)} />,
    }),
  }),
  ofPublication.page({
    path: '',
    role: 'viewer',
    async view({ app, desk, may, publication }) {
      const [overview, holds, heldSends] = await Promise.all([
        loadOverview(app, publication),
        listSignUpHolds(app.db),
        viewHeld(app),
      ]);
      const shown = { overview, holds, heldSends, may, config: app.config };
      return { title: desk.words.frame.today, current: 'today', content: <Overview {...shown} /> };
    },
  }),
];
