import { Router, type Request, type Response } from 'express';
import { findPace } from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { NotFound } from '../../../platform/errors.ts';
import { createRateLimit } from '../../../platform/rate-limit.ts';
import {
  createLeaving,
  LEAVING_REASONS,
  openLink,
  tellReason,
  undoUnsubscribe,
  unsubscribeEverywhere,
  viewUnsubscribe,
  type OpenedLink,
  type PersonalLink,
} from '../../../subscribers/index.ts';
import { sendPage } from '../../html.ts';
import { logFailure } from '../../problem.ts';
import { readReaderForm } from '../../read-form.ts';
import { DeadLinkPage, TestLinkPage } from '../DeadLinkPages.tsx';
import { limitReader } from '../reader-limit.ts';
import { evidenceOf, tokenOf } from '../request.ts';
import { visitorSpeech } from '../visitor-speech.ts';
import { UndonePage, UnsubscribedPage, UnsubscribePage } from './UnsubscribePages.tsx';

/**
 * `/unsubscribe/:token`: a page for people and, on the same address, the one-click POST of RFC 8058. That POST is
 * answered here and now from the address alone: no body, cookie, limit or redirect plays a part (OC-01…OC-05).
 */
export function unsubscribeRoutes(app: App): Router {
  const router = Router();
  router.get('/:token', async (request, response) => {
    const link = await linkOf(app, request);
    const view = typeof link === 'string' ? undefined : await viewUnsubscribe(app, link);
    if (!view) showNobody(request, response, link);
    else if (view.status === 'active' || view.status === 'pending')
      sendPage(
        response,
        <UnsubscribePage
          view={view}
          token={tokenOf(request)}
          pace={await findPace(app.db, view.publication.id)}
          now={app.now()}
        />,
      );
    else sendPage(response, <UnsubscribedPage view={view} token={tokenOf(request)} isFresh={false} />);
  });
  const leaveByLink = createLeaving(app);
  router.post('/:token', (request, response) => {
    const channel = request.query['by'] === 'page' ? 'page' : 'one-click';
    const evidence = evidenceOf(request, channel);
    return leave(app, request, response, channel, () => leaveByLink({ token: tokenOf(request), evidence }));
  });
  router.post('/:token/all', (request, response) =>
    leave(app, request, response, 'page-all', async () => {
      const link = await openLink(app, 'unsubscribe', tokenOf(request));
      if (typeof link === 'object') await unsubscribeEverywhere(app, link, evidenceOf(request, 'page-all'));
      return link;
    }),
  );
  router.post('/:token/reason', ...readReaderForm('10kb'), async (request, response) => {
    const link = await linkOf(app, request);
    const { reason } = (request.body ?? {}) as { reason?: unknown };
    const view = typeof link === 'string' ? undefined : await viewUnsubscribe(app, link);
    const hasLeft = view !== undefined && view.status !== 'active';
    const told = hasLeft ? LEAVING_REASONS.find((one) => one === reason) : undefined;
    if (typeof link !== 'string' && told && (await mayTell(app, link))) await tellReason(app, link, told);
    await showResult(app, link, request, response, { isTold: told !== undefined });
  });
  router.post('/:token/undo', async (request, response) => {
    const link = await linkOf(app, request);
    if (typeof link !== 'string') {
      await limitReader(app, 'undos', link.subscriberId);
      await undoUnsubscribe(app, link, evidenceOf(request, 'page'));
    }
    await showResult(app, link, request, response, { isFresh: false });
  });
  return router;
}

/** Once a day for each reader; whoever says more is thanked all the same. */
const mayTell = async (app: App, { subscriberId }: PersonalLink): Promise<boolean> =>
  (await createRateLimit(app.db, { name: 'reader-reasons-day', tries: 1, seconds: 24 * 3600 }).take(
    String(subscriberId),
  )) === undefined;

async function leave(
  app: App,
  request: Request,
  response: Response,
  channel: string,
  work: () => Promise<OpenedLink>,
): Promise<void> {
  try {
    const link = ours(await work());
    if (channel === 'one-click') sendWord(response, visitorSpeech(request, response).words.leaving.left);
    else await showResult(app, link, request, response);
  } catch (error) {
    if (error instanceof NotFound) throw error;
    // Whatever broke is ours: the mail provider tries again after a 503, never after a 200 (OC-04).
    logFailure(app.log, error, 503, response);
    response.status(503).setHeader('Retry-After', '60');
    sendWord(response, visitorSpeech(request, response).words.trouble.says.ours);
  }
}

/** What a mail program gets, which shows it to nobody: a page would cost as much again as the leaving itself. */
function sendWord(response: Response, word: string): void {
  response.type('text').send(`${word}\n`);
}

async function showResult(
  app: App,
  link: PersonalLink | Nobody,
  request: Request,
  response: Response,
  { isFresh = true, isTold = false }: { isFresh?: boolean; isTold?: boolean } = {},
): Promise<void> {
  const view = typeof link === 'string' ? undefined : await viewUnsubscribe(app, link);
  if (!view) showNobody(request, response, link);
  // A form that was left open elsewhere must not say that somebody left who came back since (CNF-05).
  else if (view.status === 'active') sendPage(response, <UndonePage view={view} />);
  else if (view.status === 'pending') response.redirect(303, `/unsubscribe/${tokenOf(request)}`);
  else
    sendPage(
      response,
      <UnsubscribedPage view={view} token={tokenOf(request)} isFresh={isFresh} isTold={isTold} />,
    );
}

type Nobody = 'gone' | 'test';

/** Answered like a success: a mail provider has nothing to try again (OC-04). */
function showNobody(request: Request, response: Response, link: PersonalLink | Nobody): void {
  const speech = visitorSpeech(request, response);
  sendPage(response, link === 'test' ? <TestLinkPage speech={speech} /> : <DeadLinkPage speech={speech} />);
}

const linkOf = async (app: App, request: Request): Promise<PersonalLink | Nobody> =>
  ours(await openLink(app, 'unsubscribe', tokenOf(request)));

function ours(link: OpenedLink): PersonalLink | Nobody {
  if (!link) throw new NotFound('This unsubscribe link');
  return link;
}
