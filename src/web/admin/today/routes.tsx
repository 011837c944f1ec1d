import { listSignUpHolds } from '../../../reports/index.ts';
import { viewHeld } from '../../../planning/index.ts';
import { admin } from '../admin-route.ts';
import { loadOverview } from './load-overview.ts';
import { Overview } from './Overview.tsx';

export const todayRoutes = [
  admin.page({
    path: '/',
    role: 'viewer',
    async view({ app, may }) {
      const [overviews, holds, heldSends] = await Promise.all([
        loadOverview(app),
        listSignUpHolds(app.db),
        viewHeld(app),
      ]);
      const shown = { overviews, holds, heldSends, may, config: app.config };
      return { title: 'Overview', current: 'overview', content: <Overview {...shown} /> };
    },
  }),
];
