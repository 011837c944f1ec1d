import { Router, type Request, type Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import {
  confirmAddressChange,
  keepAddress,
  readAddressChange,
  readKeepAddress,
} from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { evidenceOf, tokenOf } from '../request.ts';
import { rememberSpeech } from '../visitor-speech.ts';
import { speechFor } from '../with-reader.tsx';
import { AddressPage, KeepForGoodPage, KeepPage } from './AddressPages.tsx';

const UNKNOWN = 'This link is not valid, or a newer email has replaced it. A page for it';

/** `/address/:token`: the link in a mail to a new address, and the button that moves the reader there. */
export function addressRoutes(app: App): Router {
  const router = Router();
  router.get('/:token', async (request, response) => {
    const view = await readAddressChange(app, tokenOf(request));
    if (!view) throw new NotFound(UNKNOWN);
    rememberSpeech(response, speechFor(view.publication, view));
    sendPage(response, <AddressPage view={view} token={tokenOf(request)} />);
  });
  router.post('/:token', async (request, response) => {
    const token = tokenOf(request);
    const state = await confirmAddressChange(app, token, evidenceOf(request, 'page'));
    if (state === 'unknown') throw new NotFound(UNKNOWN);
    response.redirect(303, `/address/${token}`);
  });
  return router;
}

/**
 * `/keep-address/:token`: the way back for the old address. A scanner that submits the form of a page gets no further than the
 * second page, whose form has another address.
 */
export function keepAddressRoutes(app: App): Router {
  const router = Router();
  const show = async (request: Request, response: Response, OpenPage: typeof KeepPage) => {
    const view = await readKeepAddress(app, tokenOf(request));
    if (!view) throw new NotFound(UNKNOWN);
    rememberSpeech(response, speechFor(view.publication, view));
    const Page = view.state === 'open' ? OpenPage : KeepPage;
    sendPage(response, <Page view={view} token={tokenOf(request)} />);
  };
  router.get('/:token', (request, response) => show(request, response, KeepPage));
  router.post('/:token', (request, response) => show(request, response, KeepForGoodPage));
  router.post('/:token/for-good', async (request, response) => {
    const token = tokenOf(request);
    const state = await keepAddress(app, token, evidenceOf(request, 'page'));
    if (state === 'unknown') throw new NotFound(UNKNOWN);
    response.redirect(303, `/keep-address/${token}`);
  });
  return router;
}
