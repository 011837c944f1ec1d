import { dismissArticles, releaseArticles } from '../../../articles/index.ts';
import { NotFound } from '../../../platform/errors.ts';
import { getPublication } from '../../../publications/index.ts';
import { listSignUpHolds } from '../../../reports/index.ts';
import { releaseSignUps } from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import type { AdminRoute } from '../admin-route.ts';
import { formValues, noticeOf } from '../form-body.ts';
import { loadOverview } from './load-overview.ts';
import { OverviewPage } from './OverviewPage.tsx';

const NOTICES: Record<string, string> = {
  released: 'Released: what was held is on its way.',
  dismissed: 'Dismissed: it is never mailed.',
  'sign-ups-released': 'Released: the confirmation mails that waited are on their way.',
  saved: 'The settings are saved.',
};

const DECISIONS = {
  release: { decide: releaseArticles, done: 'released' },
  dismiss: { decide: dismissArticles, done: 'dismissed' },
};

export const overviewRoutes: AdminRoute[] = [
  {
    method: 'get',
    path: '/',
    role: 'viewer',
    async handle({ app, user, request, response }) {
      const [overviews, holds] = await Promise.all([loadOverview(app), listSignUpHolds(app.db)]);
      const { publicUrl, smtpUrl } = app.config;
      const notice = noticeOf(NOTICES, request.query['notice']);
      sendPage(
        response,
        <OverviewPage
          user={user}
          overviews={overviews}
          holds={holds}
          publicUrl={publicUrl}
          hasMailbox={smtpUrl === undefined}
          notice={notice}
        />,
      );
    },
  },
  decisionRoute('release'),
  decisionRoute('dismiss'),
  {
    method: 'post',
    path: '/sign-ups/release',
    role: 'admin',
    async handle({ app, actor, response }) {
      await releaseSignUps(app, actor);
      response.redirect(303, '/admin?notice=sign-ups-released');
    },
  },
];

/** Decides about one held article, or all of them when the form names none. */
function decisionRoute(decision: keyof typeof DECISIONS): AdminRoute {
  const { decide, done } = DECISIONS[decision];
  return {
    method: 'post',
    path: `/publications/:slug/held/${decision}`,
    role: 'editor',
    async handle({ app, actor, params, request, response }) {
      const { article } = formValues(request);
      if (article !== undefined && !/^[1-9]\d{0,14}$/.test(article)) throw new NotFound('This article');
      const ids = article === undefined ? undefined : [Number(article)];
      const { id } = await getPublication(app.db, params['slug'] ?? '');
      await decide(app, id, ids, actor);
      response.redirect(303, `/admin?notice=${done}`);
    },
  };
}
