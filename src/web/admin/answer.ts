import type { Request, Response } from 'express';
import type { App } from '../../platform/app.ts';
import { sendView, type View } from './frame.tsx';
import { noticeIn, type Notice } from './notices.ts';
import { ownPath } from './own-path.ts';
import { clearCookie, setCookie, type CookieName } from './session-cookie.ts';
import type { SignedIn } from '../../accounts/index.ts';

/** To another page; a form that names the page it stands on (`back`) leads back there instead. */
export interface Leave {
  to: string;
  notice?: Notice;
  /** What the browser keeps from now on; null takes it away. */
  cookies?: Partial<Record<CookieName, string | null>>;
}

/** Bytes that are not ours, such as a mail: outside the frame, with a policy of their own (SEC-07). */
export interface Foreign {
  body: string | Buffer;
  type: string;
  /** The Content-Security-Policy. */
  policy: string;
  /** The name of the file, for bytes to download. */
  fileName?: string;
}

export type Answer = View | Leave | Foreign;

/** The only place that answers for the pages of people who work here. @param back see `Leave`. */
export function sendAnswer(
  app: App,
  request: Request,
  response: Response,
  { user, back, answer }: { user: SignedIn | undefined; back: string | undefined; answer: Answer },
): void {
  if ('to' in answer) return leave(app, response, answer, ownPath(back));
  if ('policy' in answer) return sendForeign(response, answer);
  sendView(app, response, answer, { user, notice: noticeIn(request.query) });
}

function leave(app: App, response: Response, { to, notice, cookies = {} }: Leave, back?: string): void {
  for (const [name, value] of Object.entries(cookies) as [CookieName, string | null][]) {
    if (value === null) clearCookie(app, response, name);
    else setCookie(app, response, name, value);
  }
  response.redirect(303, `${back ?? to}${notice ? `?notice=${notice}` : ''}`);
}

function sendForeign(response: Response, { body, type, policy, fileName }: Foreign): void {
  response.setHeader('Content-Security-Policy', policy);
  if (fileName !== undefined) response.attachment(fileName);
  response.type(type).send(body);
}
