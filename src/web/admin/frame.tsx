import type { Response } from 'express';
import type { ComponentChildren } from 'preact';
import type { SignedIn } from '../../accounts/index.ts';
import type { OpenedApp } from '../../platform/app.ts';
import { sendPage } from '../html.ts';
import { AdminPage, type MenuEntry } from './components/AdminPage.tsx';

/** What a page shows. The frame comes from outside: menu, person, mailbox link, notice. */
export interface View {
  title: string;
  content: ComponentChildren;
  /** Its entry of the menu. */
  current?: MenuEntry;
  /** Forms and other single columns. */
  isNarrow?: boolean;
  /** 200 when it is left out. */
  status?: number;
  /** For somebody who tried too often. */
  retryAfterSeconds?: number;
  /** Whether it shows foreign HTML in a frame from an address of ours. */
  hasFrame?: boolean;
}

interface Around {
  /** Undefined before the sign-in. */
  user?: SignedIn | undefined;
  notice?: string | undefined;
}

export function sendView(
  app: Pick<OpenedApp, 'config'>,
  response: Response,
  { content, status, retryAfterSeconds, hasFrame, ...view }: View,
  around: Around = {},
): void {
  const isForAll = view.current === 'mailbox';
  const hasMailbox = app.config.smtpUrl === undefined && (isForAll || around.user !== undefined);
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  if (hasFrame) response.setHeader('Content-Security-Policy', `${policyOf(response)};frame-src 'self'`);
  sendPage(
    response,
    <AdminPage {...view} {...around} hasMailbox={hasMailbox}>
      {content}
    </AdminPage>,
    status,
  );
}

const policyOf = (response: Response) => String(response.getHeader('Content-Security-Policy') ?? '');
