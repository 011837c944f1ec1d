import type { Request, Response } from 'express';
import { isSessionLive } from '../../accounts/index.ts';
import type { App } from '../../platform/app.ts';
import { openEventStream } from '../live/event-stream.ts';
import type { Live } from '../live/watches.ts';
import { sendDownload } from '../send-download.ts';
import type { Visit } from './door.ts';
import { sendView } from './frame.tsx';
import { pathSaying, saidBy } from './notices.ts';
import { ownPath } from './own-path.ts';
import type { Answer, Events, Foreign, Leave } from './view.ts';
import { clearCookie, setCookie, type CookieName } from './session-cookie.ts';

/** The only place that answers for the pages of people who work here. @param back see `Leave`. */
export async function sendAnswer(
  request: Request,
  response: Response,
  visit: Visit,
  { back, live, answer }: { back: string | undefined; live: Live | undefined; answer: Answer },
): Promise<void> {
  const { app, user, desk } = visit;
  if ('to' in answer) return leave(visit, response, answer, ownPath(back));
  if ('policy' in answer) return sendForeign(response, answer);
  if ('pieces' in answer) return sendDownload(app, response, answer);
  if ('follow' in answer) return sendEvents(visit, response, live, answer);
  setCookies(app, response, answer.cookies ?? {});
  const said = saidBy(app.keys, request.query, user?.userId ?? 0, desk);
  await sendView(app, response, answer, { user, desk, said, publication: visit.place.publication });
}

function leave({ app, user }: Visit, response: Response, answer: Leave, back?: string): void {
  const { notice, undo, cookies = {} } = answer;
  setCookies(app, response, cookies);
  const to = back ?? answer.to;
  response.redirect(303, notice ? pathSaying(app.keys, to, user?.userId ?? 0, notice, undo) : to);
}

/** How soon a stream ends with the session of its listener. */
const SESSION_CHECK_MS = 5000;

/** Tells news until nothing more comes, the server stops or the person is signed out. */
function sendEvents(
  { app, user }: Visit,
  response: Response,
  live: Live | undefined,
  { follow }: Events,
): void {
  if (!live || !user) throw new Error('nobody to tell');
  const stream = openEventStream(response, live.stopping);
  const check = setInterval(() => {
    // A database that is away for a moment ends no session.
    void isSessionLive(app, user.sessionId).then(
      (isLive) => {
        if (isLive) return;
        stream.tell('signed-out', {});
        stream.end();
      },
      () => {},
    );
  }, SESSION_CHECK_MS);
  stream.onEnd(() => clearInterval(check));
  follow(live, stream);
}

function setCookies(app: App, response: Response, cookies: NonNullable<Leave['cookies']>): void {
  for (const [name, value] of Object.entries(cookies) as [CookieName, string | null][]) {
    if (value === null) clearCookie(app, response, name);
    else setCookie(app, response, name, value);
  }
}

function sendForeign(response: Response, { body, type, policy, fileName, cacheSeconds }: Foreign): void {
  if (cacheSeconds !== undefined) response.setHeader('Cache-Control', `private, max-age=${cacheSeconds}`);
  response.setHeader('Content-Security-Policy', policy);
  if (fileName !== undefined) response.attachment(fileName);
  response.type(type).send(body);
}
