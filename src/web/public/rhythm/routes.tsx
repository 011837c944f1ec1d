import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../platform/app.ts';
import { parseInput } from '../../../platform/input.ts';
import { RHYTHMS, type Rhythm } from '../../../rhythms/index.ts';
import { changeSubscriber, getSubscriber, type Preferences } from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { wantsJson } from '../../problem.ts';
import { readReaderForm } from '../../read-form.ts';
import { allowAnyOrigin } from '../any-origin.ts';
import { changeSays } from '../box/code-says.ts';
import { limitReader } from '../reader-limit.ts';
import { evidenceOf, tokenOf } from '../request.ts';
import { withReader } from '../with-reader.tsx';
import { changePause } from './change-pause.ts';
import { PausedPage } from './PausePages.tsx';
import { AskRhythmPage, ChooseRhythmPage, NotReaderPage, RhythmDonePage } from './RhythmPages.tsx';

/** `/rhythm/:token?to=weekly`: what a tap in a mail opens, and the buttons behind it. */
export function rhythmRoutes(app: App): Router {
  const router = Router();
  const form = readReaderForm('10kb');
  const ofReader =
    (work: (request: Request, response: Response, preferences: Preferences) => Promise<void> | void) =>
    (request: Request, response: Response) =>
      withReader(app, 'rhythm', request, response, (preferences) =>
        preferences.subscriber.status === 'active'
          ? work(request, response, preferences)
          : sendPage(response, <NotReaderPage preferences={preferences} />),
      );
  const pageOf = (request: Request, preferences: Preferences) => ({
    preferences,
    token: tokenOf(request),
    now: app.now(),
  });
  router.get(
    '/:token',
    ofReader((request, response, preferences) =>
      sendPage(response, askPage(request.query['to'], pageOf(request, preferences))),
    ),
  );
  // The box changes it where the reader is, on whatever page that is.
  router.options('/:token', allowAnyOrigin);
  router.post(
    '/:token',
    allowAnyOrigin,
    form,
    ofReader((request, response, preferences) => change(app, request, response, preferences)),
  );
  router.get(
    '/:token/done',
    ofReader((request, response, preferences) => {
      const undoes = wanted.safeParse(request.query['from']).data;
      sendPage(response, <RhythmDonePage {...pageOf(request, preferences)} undoes={undoes} />);
    }),
  );
  router.post(
    '/:token/pause',
    form,
    ofReader(async (request, response, preferences) => {
      await changePause(app, request, preferences);
      response.redirect(303, `/rhythm/${tokenOf(request)}/paused`);
    }),
  );
  router.get(
    '/:token/paused',
    ofReader((request, response, preferences) =>
      sendPage(response, <PausedPage {...pageOf(request, preferences)} />),
    ),
  );
  return router;
}

interface Asked {
  preferences: Preferences;
  token: string;
  now: Date;
}

function askPage(to: unknown, asked: Asked) {
  const rhythm = RHYTHMS.find((known) => known === to);
  if (!rhythm) return <ChooseRhythmPage {...asked} />;
  const { subscriber } = asked.preferences;
  return subscriber.rhythm === rhythm && subscriber.rhythmChosenAt ? (
    <RhythmDonePage {...asked} undoes={undefined} />
  ) : (
    <AskRhythmPage {...asked} to={rhythm} />
  );
}

/** `default`: what it was for somebody who had not chosen. */
const wanted = z.enum([...RHYTHMS, 'default'], 'The rhythm must be each, daily or weekly.');

async function change(
  app: App,
  request: Request,
  response: Response,
  preferences: Preferences,
): Promise<void> {
  const { subscriber } = preferences;
  const { rhythm } = parseInput(z.object({ rhythm: wanted }), request.body ?? {});
  const before: Rhythm | 'default' = subscriber.rhythmChosenAt ? subscriber.rhythm : 'default';
  if (rhythm !== before) {
    await limitReader(app, 'changes', subscriber.id);
    const changes = { rhythm: rhythm === 'default' ? null : rhythm };
    await changeSubscriber(app, subscriber, changes, evidenceOf(request, 'page'));
  }
  if (wantsJson(request)) return answerBox(app, response, preferences, before);
  const undo = rhythm === before ? '' : `?from=${before}`;
  response.redirect(303, `/rhythm/${tokenOf(request)}/done${undo}`);
}

async function answerBox(
  app: App,
  response: Response,
  { publication, subscriber: { id }, links }: Preferences,
  before: Rhythm | 'default',
): Promise<void> {
  const subscriber = await getSubscriber(app.db, publication.id, id);
  const says = changeSays({ publication, subscriber, links }, before, app.now());
  response.setHeader('Cache-Control', 'no-store');
  response.json({ status: 'active', rhythm: subscriber.rhythm, says });
}
