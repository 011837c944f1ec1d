import { Router, type Request, type Response } from 'express';
import { findPace } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { InvalidInput, type FieldError } from '../../../platform/errors.ts';
import { parseInput } from '../../../platform/input.ts';
import { listFollowed } from '../../../rhythms/index.ts';
import {
  changeSubscriber,
  listConsentRecords,
  viewOwnDataState,
  requestOwnData,
  undoDeparture,
  type Preferences,
} from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { readReaderForm } from '../../read-form.ts';
import { changeFollow } from '../follow/change-follow.ts';
import { limitReader } from '../reader-limit.ts';
import { evidenceOf, tokenOf } from '../request.ts';
import { changePause } from '../rhythm/change-pause.ts';
import { speechFor, withReader } from '../with-reader.tsx';
import { askAddressRoutes } from './ask-address.tsx';
import {
  changesTo,
  choicesForm,
  languagesToChoose,
  ownChoices,
  storedChoices,
  typedChoices,
} from './choices.ts';
import { OwnDataSentPage } from '../own-data/OwnDataPages.tsx';
import { ErasurePage } from './ErasurePage.tsx';
import { HistoryPage } from './HistoryPage.tsx';
import { PreferencesPage } from './PreferencesPage.tsx';
import { sayHistory } from './say-history.ts';

/** Lines of the history; the file with one's data has all. */
const MOST_SHOWN = 200;

/** `/preferences/:token`: the reader's own page. */
export function preferencesRoutes(app: App): Router {
  const router = Router();
  router.use(askAddressRoutes(app));
  const form = readReaderForm('100kb');
  const ofReader =
    (work: (request: Request, response: Response, preferences: Preferences) => Promise<void> | void) =>
    (request: Request, response: Response) =>
      withReader(app, 'preferences', request, response, (preferences) =>
        work(request, response, preferences),
      );
  router.get(
    '/:token',
    ofReader((request, response, preferences) =>
      show(app, request, response, preferences, { isSaved: 'saved' in request.query }),
    ),
  );
  const changing = (change: (app: App, request: Request, preferences: Preferences) => Promise<void>) =>
    ofReader(async (request, response, preferences) => {
      if (preferences.erasure) return show(app, request, response, preferences, {});
      try {
        await change(app, request, preferences);
        response.redirect(303, `/preferences/${tokenOf(request)}?saved`);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        await show(app, request, response, preferences, { errors: error.errors });
      }
    });
  router.post('/:token', form, changing(save));
  router.post('/:token/pause', form, changing(changePause));
  router.post(
    '/:token/follow',
    form,
    changing(async (...of) => void (await changeFollow(...of))),
  );
  router.get(
    '/:token/history',
    ofReader(async (request, response, preferences) => {
      const { publication, subscriber } = preferences;
      const records = (await listConsentRecords(app.db, subscriber.id)).slice(-MOST_SHOWN);
      const happenings = sayHistory(records, speechFor(publication, subscriber));
      sendPage(
        response,
        <HistoryPage preferences={preferences} token={tokenOf(request)} happenings={happenings} />,
      );
    }),
  );
  // Both were here once, and are in bookmarks.
  router.get(['/:token/my-data.json', '/:token/erase'], (request, response) =>
    response.redirect(303, `/preferences/${tokenOf(request)}#data`),
  );
  router.post(
    '/:token/your-data',
    ofReader(async (request, response, { subscriber }) => {
      if ((await viewOwnDataState(app, subscriber)) === 'open') {
        await limitReader(app, 'own-data', subscriber.id);
        await requestOwnData(app, subscriber);
      }
      response.redirect(303, `/preferences/${tokenOf(request)}/your-data`);
    }),
  );
  router.get(
    '/:token/your-data',
    ofReader((request, response, preferences) =>
      sendPage(response, <OwnDataSentPage preferences={preferences} token={tokenOf(request)} />),
    ),
  );
  router.post(
    '/:token/erase/undo',
    ofReader(async (request, response, { subscriber }) => {
      await limitReader(app, 'undos', subscriber.id);
      await undoDeparture(app, 'erase', subscriber.id, evidenceOf(request, 'page'));
      response.redirect(303, `/preferences/${tokenOf(request)}`);
    }),
  );
  return router;
}

async function save(app: App, request: Request, preferences: Preferences): Promise<void> {
  const { publication, subscriber, topics } = preferences;
  const { words } = speechFor(publication, subscriber);
  const choices = parseInput(
    choicesForm(topics, languagesToChoose(publication, subscriber), words.preferences),
    ownChoices(request.body),
  );
  const changes = changesTo(subscriber, choices);
  if (Object.keys(changes).length === 0) return;
  await limitReader(app, 'changes', subscriber.id);
  await changeSubscriber(app, subscriber, changes, evidenceOf(request, 'page'));
}

async function show(
  app: App,
  request: Request,
  response: Response,
  preferences: Preferences,
  { isSaved = false, errors = [] }: { isSaved?: boolean; errors?: FieldError[] },
): Promise<void> {
  const { erasure, subscriber, publication, topics } = preferences;
  const token = tokenOf(request);
  if (erasure) {
    sendPage(response, <ErasurePage preferences={preferences} erasure={erasure} token={token} />);
    return;
  }
  const stored = storedChoices(subscriber, topics);
  const body = (request.body ?? {}) as Record<string, unknown>;
  const page = (
    <PreferencesPage
      preferences={preferences}
      token={token}
      shown={errors.length > 0 ? typedChoices(body, stored) : stored}
      typedDay={typeof body['date'] === 'string' ? body['date'] : ''}
      isSaved={isSaved}
      followed={await listFollowed(app.db, subscriber.id)}
      ownData={await viewOwnDataState(app, subscriber)}
      errors={errors}
      pace={await findPace(app.db, publication.id)}
      now={app.now()}
    />
  );
  sendPage(response, page, errors.length > 0 ? 422 : 200);
}
