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
}

interface Around {
  /** Undefined before the sign-in. */
  user?: SignedIn | undefined;
  notice?: string | undefined;
}

export function sendView(
  app: Pick<OpenedApp, 'config'>,
  response: Response,
  { content, status, ...view }: View,
  around: Around = {},
): void {
  const isForAll = view.current === 'mailbox';
  const hasMailbox = app.config.smtpUrl === undefined && (isForAll || around.user !== undefined);
  sendPage(
    response,
    <AdminPage {...view} {...around} hasMailbox={hasMailbox}>
      {content}
    </AdminPage>,
    status,
  );
}
