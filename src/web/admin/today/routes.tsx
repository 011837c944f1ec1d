import { dismissArticles, releaseArticles } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { getPublication } from '../../../publications/index.ts';
import { listSignUpHolds } from '../../../reports/index.ts';
import {
  cancelSend,
  decideHeld,
  getSend,
  pauseSend,
  resendSend,
  resumeSend,
  viewHeld,
} from '../../../sends/index.ts';
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
  'held-released': 'On their way: what was held goes on.',
  'held-dropped': 'Dropped: this copy does not send it.',
  'send-paused': 'Paused: nothing more of it leaves until you resume it.',
  'send-resumed': 'Resumed: it goes on where it was.',
  'send-cancelled': 'Cancelled: whoever had not got it will not get it.',
  'send-resent': 'Those it did not reach are being tried once more.',
  'send-reached-all':
    'There is nobody to send it to again: those it did not reach left, or their addresses do not exist.',
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
      const [overviews, holds, heldSends] = await Promise.all([
        loadOverview(app),
        listSignUpHolds(app.db),
        viewHeld(app),
      ]);
      const { publicUrl, smtpUrl } = app.config;
      const notice = noticeOf(NOTICES, request.query['notice']);
      sendPage(
        response,
        <OverviewPage
          user={user}
          overviews={overviews}
          holds={holds}
          heldSends={heldSends}
          publicUrl={publicUrl}
          hasMailbox={smtpUrl === undefined}
          notice={notice}
        />,
      );
    },
  },
  decisionRoute('release'),
  decisionRoute('dismiss'),
  sendRoute('pause', async (...send) => (await pauseSend(...send), 'send-paused')),
  sendRoute('resume', async (...send) => (await resumeSend(...send), 'send-resumed')),
  sendRoute('cancel', async (...send) => (await cancelSend(...send), 'send-cancelled')),
  sendRoute('release', async (app, publicationId, id) => {
    await getSend(app.db, publicationId, id);
    await decideHeld(app, 'release', [id]);
    return 'held-released';
  }),
  sendRoute('drop', async (app, publicationId, id) => {
    await getSend(app.db, publicationId, id);
    await decideHeld(app, 'drop', [id]);
    return 'held-dropped';
  }),
  heldRoute('release', 'held-released'),
  heldRoute('drop', 'held-dropped'),
  sendRoute('resend', async (app, publicationId, id) => {
    const { reopened } = await resendSend(app, publicationId, id, undefined);
    // Nobody new, but it goes out: somebody asked for that a moment ago.
    const isOver = reopened === 0 && (await getSend(app.db, publicationId, id)).status === 'sent';
    return isOver ? 'send-reached-all' : 'send-resent';
  }),
  {
    method: 'post',
    path: '/sign-ups/release',
    role: 'admin',
    async handle({ app, response }) {
      await releaseSignUps(app);
      response.redirect(303, '/admin?notice=sign-ups-released');
    },
  },
];

/** Answers for every send that is held. */
function heldRoute(answer: 'release' | 'drop', done: string): AdminRoute {
  return {
    method: 'post',
    path: `/held-sends/${answer}`,
    role: 'editor',
    async handle({ app, response }) {
      await decideHeld(app, answer, undefined);
      response.redirect(303, `/admin?notice=${done}`);
    },
  };
}

/** Changes one send. @param change gives the name of what to tell. */
function sendRoute(
  verb: string,
  change: (app: App, publicationId: number, id: number) => Promise<string>,
): AdminRoute {
  return {
    method: 'post',
    path: `/publications/:slug/sends/:id/${verb}`,
    role: 'editor',
    async handle({ app, params, response }) {
      const sendId = params['id'] ?? '';
      if (!isId(sendId)) throw new NotFound('This send');
      const { id } = await getPublication(app.db, params['slug'] ?? '');
      response.redirect(303, `/admin?notice=${await change(app, id, Number(sendId))}`);
    },
  };
}

const isId = (text: string) => /^[1-9]\d{0,14}$/.test(text);

/** Decides about one held article, or all of them when the form names none. */
function decisionRoute(decision: keyof typeof DECISIONS): AdminRoute {
  const { decide, done } = DECISIONS[decision];
  return {
    method: 'post',
    path: `/publications/:slug/held/${decision}`,
    role: 'editor',
    async handle({ app, params, request, response }) {
      const { article } = formValues(request);
      if (article !== undefined && !isId(article)) throw new NotFound('This article');
      const ids = article === undefined ? undefined : [Number(article)];
      const { id } = await getPublication(app.db, params['slug'] ?? '');
      await decide(app, id, ids);
      response.redirect(303, `/admin?notice=${done}`);
    },
  };
}
