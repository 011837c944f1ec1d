import { Router, type Request, type Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { depart, exportSubscriberData, readOwnData, type Preferences } from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { DeadLinkPage } from '../DeadLinkPages.tsx';
import { evidenceOf, tokenOf } from '../request.ts';
import { rememberSpeech, visitorSpeech } from '../visitor-speech.ts';
import { speechFor } from '../with-reader.tsx';
import { EraseForGoodPage, ErasePage, OwnDataExpiredPage, OwnDataPage } from './OwnDataPages.tsx';

/** `/your-data/:token`: where the mail leads that a reader asked for with their choices. */
export function ownDataRoutes(app: App): Router {
  const router = Router();
  const page = (
    Page: (props: { preferences: Preferences; token: string }) => ReturnType<typeof OwnDataPage>,
  ) =>
    ofOwner(app, (request, response, preferences) =>
      sendPage(response, <Page preferences={preferences} token={tokenOf(request)} />),
    );
  router.get('/:token', page(OwnDataPage));
  router.get(
    '/:token/my-data.json',
    ofOwner(app, async (_request, response, { subscriber }) => {
      response.attachment('my-data.json').setHeader('Cache-Control', 'no-store');
      response.send(JSON.stringify(await exportSubscriberData(app, subscriber.id), undefined, 2));
    }),
  );
  router.get('/:token/erase', page(ErasePage));
  // A scanner that submits the form of the first page gets no further than the second, whose form has another address.
  router.post('/:token/erase', page(EraseForGoodPage));
  router.post(
    '/:token/erase/for-good',
    ofOwner(app, async (request, response, { subscriber, links }) => {
      await depart(app, 'erase', subscriber.id, evidenceOf(request, 'page'));
      response.redirect(303, new URL(links.preferencesUrl).pathname);
    }),
  );
  return router;
}

/** Works for whoever had the mail, for a day. @throws NotFound */
const ofOwner =
  (app: App, work: (request: Request, response: Response, of: Preferences) => Promise<void> | void) =>
  async (request: Request, response: Response): Promise<void> => {
    const preferences = await readOwnData(app, tokenOf(request));
    if (preferences === undefined) throw new NotFound('This link');
    if (preferences === 'gone') {
      sendPage(response, <DeadLinkPage speech={visitorSpeech(request, response)} />, 410);
      return;
    }
    rememberSpeech(response, speechFor(preferences.publication, preferences.subscriber));
    if (preferences.isExpired) sendPage(response, <OwnDataExpiredPage preferences={preferences} />, 410);
    else await work(request, response, preferences);
  };
