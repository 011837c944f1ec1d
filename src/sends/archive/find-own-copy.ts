import { fillSlots, nameValues } from '../../emails/index.ts';
import type { App } from '../../platform/app.ts';
import { openLink, personalLinks } from '../../subscribers/index.ts';
import { findOwnMail } from './own-mail-queries.ts';

/** A mail as its reader got it, for them alone. */
export interface OwnCopy {
  html: string;
  sendId: number;
  publicationId: number;
  /** That the reader chose. */
  language: string | null;
}

/**
 * The mail behind “View in browser”; also for readers who left, for it is theirs. `gone`: the person is not here (any more), or
 * the mail is not; `test`: of a test; undefined: no link of ours.
 */
export async function findOwnCopy(app: App, token: string): Promise<OwnCopy | 'gone' | 'test' | undefined> {
  const link = await openLink(app, 'view', token);
  if (link === undefined || typeof link === 'string') return link;
  const mail = await findOwnMail(app.db, link);
  if (!mail) return 'gone';
  const { subscriberId, sendId } = link;
  const { html, text, subject, name, language, publicationId } = mail;
  const links = personalLinks(
    app,
    { id: subscriberId, linkKey: mail.readerKey },
    { id: sendId, linkKey: mail.sendKey },
  );
  const values = { ...links, ...nameValues([subject, html, text])(name) };
  const filled = fillSlots({ subject, html, text: '' }, values);
  return { html: filled.html, sendId, publicationId, language };
}
