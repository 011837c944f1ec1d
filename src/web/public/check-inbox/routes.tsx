import { Router, type Request, type Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { RHYTHMS } from '../../../rhythms/index.ts';
import { makeTicket, readTicket, signUp, viewSignUpState } from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { forPrograms } from '../../problem.ts';
import { readReaderForm } from '../../read-form.ts';
import { allowAnyOrigin } from '../any-origin.ts';
import { evidenceOf, publicationOf, tokenOf } from '../request.ts';
import { allowFraming } from '../subscribe/show-box.tsx';
import { createVisitorLimit } from '../subscribe/visitor-limit.ts';
import { chosenBeside } from './chosen-beside.ts';
import { withReader } from '../with-reader.tsx';
import { onceEach } from './code-form.ts';
import { createConfirmCode } from './confirm-code.tsx';
import { showCheckInbox } from './show-check-inbox.tsx';
import { AlreadyPage, SubscribedPage } from './SubscribedPages.tsx';

/** What follows a sign-up below `/:slug`: the page that waits, the code, a new mail, and what becomes of the one that left. */
export function checkInboxRoutes(app: App): Router {
  const router = Router();
  const body = readReaderForm('20kb');

  router.get(['/:slug/check-inbox', '/:slug/embed/check-inbox'], async (request, response) => {
    const publication = await publicationOf(app, request);
    const { ticket } = request.query;
    await showCheckInbox(app, request, response, { publication, isFrame: isFramed(request), ticket });
  });
  router.use(['/:slug/confirm-code', '/:slug/sign-up-state'], allowAnyOrigin);
  // The address stays in the browser's bar after a fault; opening it again is no error.
  router.get(['/:slug/confirm-code', '/:slug/send-again'], async (request, response) => {
    const { slug } = await publicationOf(app, request);
    response.redirect(303, `/${slug}/check-inbox`);
  });
  router.post('/:slug/confirm-code', body, createConfirmCode(app));
  router.post('/:slug/send-again', body, createSendAgain(app));
  router.get('/:slug/sign-up-state', forPrograms, async (request, response) => {
    const publication = await publicationOf(app, request);
    const ticket = readTicket(app, publication, request.query['ticket']);
    if (!ticket) throw new NotFound('This sign-up');
    response.setHeader('Cache-Control', 'no-store');
    response.json({ state: await viewSignUpState(app, publication, ticket) });
  });
  router.get(['/:slug/subscribed/:token', '/:slug/embed/subscribed/:token'], (request, response) =>
    showSubscribed(app, request, response),
  );
  return router;
}

const isFramed = ({ path }: Request) => path.split('/')[2] === 'embed';

/** The same sign-up once more, within its caps (BOMB-01). */
function createSendAgain(app: App) {
  const limit = createVisitorLimit(app, 'sign-up');
  return async (request: Request, response: Response) => {
    const publication = await publicationOf(app, request);
    const given = onceEach(request.body);
    const page = `/${publication.slug}${given['frame'] === '1' ? '/embed' : ''}`;
    const ticket = readTicket(app, publication, given['ticket']);
    if (!ticket) return response.redirect(303, page);
    const visitor = await limit(request.ip, 1, publication);
    const also = await chosenBeside(app, publication, ticket);
    await signUp(app, publication, { ...ticket, also, evidence: evidenceOf(request, 'resend'), visitor });
    const again = encodeURIComponent(makeTicket(app, publication, ticket));
    response.redirect(303, `${page}/check-inbox?ticket=${again}`);
  };
}

/** After the right code; `?already=weekly` for somebody who was a reader and just chose that. */
async function showSubscribed(app: App, request: Request, response: Response): Promise<void> {
  const isFrame = isFramed(request);
  if (isFrame) allowFraming(response);
  response.setHeader('X-Robots-Tag', 'noindex');
  await withReader(app, 'rhythm', request, response, (preferences) => {
    const page = { preferences, token: tokenOf(request), now: app.now(), isFrame };
    const { already } = request.query;
    const chose = RHYTHMS.find((rhythm) => rhythm === already);
    const isNew = already === undefined;
    sendPage(response, isNew ? <SubscribedPage {...page} /> : <AlreadyPage {...page} chose={chose} />);
  });
}
