import { Router, type Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import {
  confirm,
  readConfirmation,
  resendConfirmation,
  type ConfirmationView,
} from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { evidenceOf, tokenOf } from '../request.ts';
import { createVisitorLimit } from '../subscribe/visitor-limit.ts';
import { ConfirmedPage, ConfirmPage, ExpiredPage, LeftPage, SuppressedPage } from './ConfirmPages.tsx';

const UNKNOWN = 'This link is not valid, or a newer email has replaced it. A page for it';

/** `/confirm/:token`: the page, the button behind it, and a new mail for an expired link. */
export function confirmRoutes(app: App): Router {
  const router = Router();
  const limitVisitor = createVisitorLimit(app, 'sign-up');
  router.get('/:token', async (request, response) => {
    const token = tokenOf(request);
    showState(response, await viewOf(app, token), { token, isFresh: false, now: app.now() });
  });
  router.post('/:token', async (request, response) => {
    const token = tokenOf(request);
    const outcome = await confirm(app, token, evidenceOf(request, 'page'));
    if (outcome === 'unknown') throw new NotFound(UNKNOWN);
    if (outcome === 'suppressed')
      return showState(response, await viewOf(app, token), { token, isFresh: false, now: app.now() });
    response.redirect(303, `/confirm/${token}/${outcome === 'confirmed' ? 'welcome' : ''}`);
  });
  router.get('/:token/welcome', async (request, response) => {
    const token = tokenOf(request);
    showState(response, await viewOf(app, token), { token, isFresh: true, now: app.now() });
  });
  router.post('/:token/resend', async (request, response) => {
    const visitor = await limitVisitor(request.ip, 1);
    const asked = { evidence: evidenceOf(request, 'resend'), visitor };
    const resent = await resendConfirmation(app, tokenOf(request), asked);
    if (!resent) throw new NotFound(UNKNOWN);
    response.redirect(303, `/${resent.publication.slug}/check-inbox`);
  });
  return router;
}

async function viewOf(app: App, token: string): Promise<ConfirmationView> {
  const view = await readConfirmation(app, token);
  if (!view) throw new NotFound(UNKNOWN);
  return view;
}

function showState(
  response: Response,
  view: ConfirmationView,
  { token, isFresh, now }: { token: string; isFresh: boolean; now: Date },
): void {
  switch (view.state) {
    case 'open':
      return sendPage(response, <ConfirmPage view={view} token={token} now={now} />);
    case 'confirmed':
      return sendPage(response, <ConfirmedPage view={view} isFresh={isFresh} now={now} />);
    case 'expired':
      return sendPage(response, <ExpiredPage view={view} token={token} now={now} />);
    case 'suppressed':
      return sendPage(response, <SuppressedPage view={view} />);
    case 'left':
      return sendPage(response, <LeftPage view={view} />);
  }
}
