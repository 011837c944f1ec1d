import type { Request, Response } from 'express';
import type { App } from '../../platform/app.ts';
import type { Visit } from './door.ts';
import { sendView } from './frame.tsx';
import { pathSaying, saidBy } from './notices.ts';
import { ownPath } from './own-path.ts';
import type { Answer, Foreign, Leave } from './view.ts';
import { clearCookie, setCookie, type CookieName } from './session-cookie.ts';

/** The only place that answers for the pages of people who work here. @param back see `Leave`. */
export async function sendAnswer(
  request: Request,
  response: Response,
  visit: Visit,
  { back, answer }: { back: string | undefined; answer: Answer },
): Promise<void> {
  const { app, user, desk } = visit;
  if ('to' in answer) return leave(visit, response, answer, ownPath(back));
  if ('policy' in answer) return sendForeign(response, answer);
  const said = saidBy(app.keys, request.query, user?.userId ?? 0, desk);
  await sendView(app, response, answer, { user, desk, said, publication: visit.place.publication });
}

function leave({ app, user }: Visit, response: Response, answer: Leave, back?: string): void {
  const { notice, undo, cookies = {} } = answer;
  setCookies(app, response, cookies);
  const to = back ?? answer.to;
  response.redirect(303, notice ? pathSaying(app.keys, to, user?.userId ?? 0, notice, undo) : to);
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
