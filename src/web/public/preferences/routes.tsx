import express, { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { InvalidInput, NotFound, type FieldError } from '../../../platform/errors.ts';
import { line, parseInput } from '../../../platform/input.ts';
import type { Topic } from '../../../publications/index.ts';
import {
  changeSubscriber,
  depart,
  exportSubscriberData,
  readPreferences,
  topicsField,
  undoDeparture,
  type Preferences,
} from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { DeadLinkPage, TestLinkPage } from '../DeadLinkPages.tsx';
import { limitReader } from '../reader-limit.ts';
import { evidenceOf, tokenOf } from '../request.ts';
import { EraseForGoodPage, ErasePage, ErasurePage, PreferencesPage } from './PreferencesPage.tsx';

/** `/preferences/:token`: the reader's own page. */
export function preferencesRoutes(app: App): Router {
  const router = Router();
  router.get('/:token', (request, response) =>
    withPreferences(app, request, response, (preferences) =>
      show(request, response, preferences, { isSaved: 'saved' in request.query }),
    ),
  );
  router.post('/:token', express.urlencoded({ extended: false, limit: '100kb' }), (request, response) =>
    withPreferences(app, request, response, (preferences) => save(app, request, response, preferences)),
  );
  router.get('/:token/my-data.json', (request, response) =>
    withPreferences(app, request, response, async ({ subscriber }) => {
      response.attachment('my-data.json').setHeader('Cache-Control', 'no-store');
      response.send(JSON.stringify(await exportSubscriberData(app, subscriber.id), undefined, 2));
    }),
  );
  router.get('/:token/erase', (request, response) =>
    withPreferences(app, request, response, (preferences) =>
      sendPage(response, <ErasePage preferences={preferences} token={tokenOf(request)} />),
    ),
  );
  // A scanner that submits the form of the first page gets no further than the second, whose form has another address.
  router.post('/:token/erase', (request, response) =>
    withPreferences(app, request, response, (preferences) =>
      sendPage(response, <EraseForGoodPage preferences={preferences} token={tokenOf(request)} />),
    ),
  );
  router.post('/:token/erase/for-good', (request, response) =>
    withPreferences(app, request, response, async ({ subscriber }) => {
      await depart(app, 'erase', subscriber.id, evidenceOf(request, 'page'));
      response.redirect(303, `/preferences/${tokenOf(request)}`);
    }),
  );
  router.post('/:token/erase/undo', (request, response) =>
    withPreferences(app, request, response, async ({ subscriber }) => {
      await limitReader(app, 'undos', subscriber.id);
      await undoDeparture(app, 'erase', subscriber.id, evidenceOf(request, 'page'));
      response.redirect(303, `/preferences/${tokenOf(request)}`);
    }),
  );
  return router;
}

async function withPreferences(
  app: App,
  request: Request,
  response: Response,
  work: (preferences: Preferences) => Promise<void> | void,
): Promise<void> {
  const preferences = await readPreferences(app, tokenOf(request));
  if (preferences === undefined) throw new NotFound('This link');
  if (preferences === 'test') sendPage(response, <TestLinkPage />);
  else if (preferences === 'gone') sendPage(response, <DeadLinkPage />, 410);
  else await work(preferences);
}

const form = (topics: Topic[]) =>
  z.object({
    name: line('Your name', 100),
    topics: z.preprocess((value) => (value === undefined ? [] : [value].flat()), topicsField(topics)),
  });

async function save(app: App, request: Request, response: Response, preferences: Preferences): Promise<void> {
  if (preferences.erasure) return show(request, response, preferences, {});
  try {
    const { name, topics } = parseInput(form(preferences.topics), request.body ?? {});
    await limitReader(app, 'changes', preferences.subscriber.id);
    await changeSubscriber(
      app,
      preferences.subscriber,
      { name, topicIds: topics },
      evidenceOf(request, 'page'),
    );
    response.redirect(303, `/preferences/${tokenOf(request)}?saved`);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    show(request, response, preferences, { errors: error.errors });
  }
}

function show(
  request: Request,
  response: Response,
  preferences: Preferences,
  { isSaved = false, errors = [] }: { isSaved?: boolean; errors?: FieldError[] },
): void {
  if (preferences.erasure) {
    sendPage(
      response,
      <ErasurePage preferences={preferences} erasure={preferences.erasure} token={tokenOf(request)} />,
    );
    return;
  }
  const page = (
    <PreferencesPage
      preferences={preferences}
      token={tokenOf(request)}
      unsubscribeUrl={preferences.links.unsubscribeUrl}
      isSaved={isSaved}
      errors={errors}
    />
  );
  sendPage(response, page, errors.length > 0 ? 422 : 200);
}
