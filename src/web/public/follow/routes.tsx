import { Router, type Request, type Response } from 'express';
import type { App } from '../../../platform/app.ts';
import { InvalidInput } from '../../../platform/errors.ts';
import type { Preferences } from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { readReaderForm } from '../../read-form.ts';
import { tokenOf } from '../request.ts';
import { NotReaderPage } from '../rhythm/RhythmPages.tsx';
import { withReader } from '../with-reader.tsx';
import { changeFollow, lookUp } from './change-follow.ts';
import { AskFollowPage, FollowingPage, NothingToFollowPage } from './FollowPages.tsx';

/** `/rhythm/:token/follow?of=author:ada-berg`: what a tap in a mail opens, and the buttons behind it. */
export function followRoutes(app: App): Router {
  const router = Router();
  const form = readReaderForm('10kb');
  const ofReader =
    (work: (request: Request, response: Response, preferences: Preferences) => Promise<void>) =>
    (request: Request, response: Response) =>
      withReader(app, 'rhythm', request, response, (preferences) =>
        preferences.subscriber.status === 'active'
          ? work(request, response, preferences)
          : sendPage(response, <NotReaderPage preferences={preferences} />),
      );
  router.get(
    '/:token/follow',
    ofReader((request, response, preferences) => {
      const { of, stopped } = request.query;
      return show(app, response, {
        preferences,
        token: tokenOf(request),
        of: typeof of === 'string' ? of : '',
        isStopped: stopped !== undefined,
      });
    }),
  );
  router.post(
    '/:token/follow',
    form,
    ofReader(async (request, response, preferences) => {
      const body = (request.body ?? {}) as Record<string, unknown>;
      try {
        const of = encodeURIComponent(await changeFollow(app, request, preferences));
        const stopped = body['stop'] === undefined ? '' : '&stopped';
        response.redirect(303, `/rhythm/${tokenOf(request)}/follow?of=${of}${stopped}`);
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        const asked = { preferences, token: tokenOf(request), of: String(body['follow']), isStopped: false };
        await show(app, response, { ...asked, error: error.errors[0]?.message });
      }
    }),
  );
  return router;
}

interface Asked {
  preferences: Preferences;
  token: string;
  of: string;
  /** It was stopped a moment ago. */
  isStopped: boolean;
  error?: string | undefined;
}

async function show(app: App, response: Response, { of, ...asked }: Asked): Promise<void> {
  const { strand, articles, followed } = await lookUp(app, asked.preferences, of);
  if (!strand) return sendPage(response, <NothingToFollowPage preferences={asked.preferences} />);
  if (followed && !followed.isOver)
    return sendPage(
      response,
      <FollowingPage {...asked} strand={strand} followed={followed} now={app.now()} />,
    );
  sendPage(
    response,
    <AskFollowPage {...asked} strand={strand} articles={articles} />,
    asked.error ? 422 : 200,
  );
}
