import { Router, type Request, type Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import {
  neverMailAgain,
  openLink,
  undoNeverAgain,
  viewNeverAgain,
  type NeverAgainView,
} from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { DeadLinkPage } from '../DeadLinkPages.tsx';
import { limitReader } from '../reader-limit.ts';
import { evidenceOf, tokenOf } from '../request.ts';
import { visitorSpeech } from '../visitor-speech.ts';
import { speechFor } from '../with-reader.tsx';
import { BlockedPage, BlockPage, NeverAgainPage, UnblockedPage } from './NeverAgainPages.tsx';

/**
 * `/never-again/:token`: for people whose address a stranger entered (BOMB-06). A scanner that submits the form of a page
 * gets no further than the second page, whose form has another address.
 */
export function neverAgainRoutes(app: App): Router {
  const router = Router();
  router.get('/:token', async (request, response) => {
    await show(app, request, response, NeverAgainPage);
  });
  router.post('/:token', async (request, response) => {
    await show(app, request, response, BlockPage);
  });
  router.post('/:token/block', async (request, response) => {
    await neverMailAgain(app, tokenOf(request), evidenceOf(request, 'never-again'));
    await show(app, request, response, BlockPage);
  });
  router.post('/:token/undo', async (request, response) => {
    const link = await openLink(app, 'never-again', tokenOf(request));
    if (typeof link === 'object') await limitReader(app, 'undos', link.subscriberId);
    await undoNeverAgain(app, tokenOf(request), evidenceOf(request, 'never-again'));
    await show(app, request, response, UnblockedPage);
  });
  return router;
}

/** @param OpenPage what a person sees whose address is not blocked. */
async function show(
  app: App,
  request: Request,
  response: Response,
  OpenPage: typeof NeverAgainPage,
): Promise<void> {
  const token = tokenOf(request);
  const view: NeverAgainView = await viewNeverAgain(app, token);
  if (view.kind === 'forged') throw new NotFound('This link');
  if (view.kind === 'gone')
    return sendPage(response, <DeadLinkPage speech={visitorSpeech(request, response)} />, 410);
  const speech = speechFor(view.publication, view);
  if (view.kind === 'open') sendPage(response, <OpenPage {...view} speech={speech} token={token} />);
  else sendPage(response, <BlockedPage {...view} speech={speech} token={token} />);
}
