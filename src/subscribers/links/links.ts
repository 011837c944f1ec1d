import type { App } from '../../platform/app.ts';
import { findLinkKeys, findSendLinkKey } from './link-queries.ts';

/** A row that links name: the id and the random number of that very row, for ids come again after a restore. */
export interface LinkOwner {
  id: number;
  linkKey: number;
}

/** The links of a test belong to nobody: they open a page and change nothing. */
export const NOBODY: LinkOwner = { id: 0, linkKey: 0 };

/** Mail that belongs to no send, such as the welcome mail. */
const NO_SEND: LinkOwner = { id: 0, linkKey: 0 };

type LinkPurpose = 'unsubscribe' | 'preferences' | 'rhythm' | 'view' | 'never-again';

/**
 * The personal links of one message. The URL alone identifies subscriber and send (LST-06) and never expires (OC-07).
 */
export function personalLinks(
  app: Pick<App, 'keys' | 'config'>,
  reader: LinkOwner,
  send: LinkOwner = NO_SEND,
) {
  return {
    unsubscribeUrl: personalLink(app, 'unsubscribe', reader, send),
    preferencesUrl: personalLink(app, 'preferences', reader, send),
    /** A page with one button; `?to=daily` sets it to that rhythm. */
    rhythmUrl: personalLink(app, 'rhythm', reader, send),
    /** The mail as a page. */
    viewUrl: personalLink(app, 'view', reader, send),
  };
}

/** The link in a confirmation mail for whoever did not ask for it (BOMB-06). */
export const neverAgainUrl = (app: Pick<App, 'keys' | 'config'>, reader: LinkOwner): string =>
  personalLink(app, 'never-again', reader, NO_SEND);

function personalLink(
  { keys, config }: Pick<App, 'keys' | 'config'>,
  purpose: LinkPurpose,
  reader: LinkOwner,
  send: LinkOwner,
): string {
  const token = keys.signIds(purpose, [reader.id, reader.linkKey, send.id, send.linkKey]);
  return `${config.publicUrl}/${purpose}/${token}`;
}

/** The links of a subscriber by id; undefined when there is none. @param sendId 0: of no send. */
export async function linksOf(app: Pick<App, 'db' | 'keys' | 'config'>, subscriberId: number, sendId = 0) {
  const reader = await findLinkKeys(app.db, subscriberId);
  const send = sendId === 0 ? NO_SEND : await findSendLinkKey(app.db, sendId);
  if (!reader || !send) return undefined;
  return personalLinks(
    app,
    { id: subscriberId, linkKey: reader.linkKey },
    { id: sendId, linkKey: send.linkKey },
  );
}

/** Whom a link is for. */
export interface PersonalLink {
  subscriberId: number;
  /** 0: a mail that belongs to no send, or to one that is not here (any more). */
  sendId: number;
}

/**
 * Whose link this is: `gone` when the person it was made for is not here (any more), whoever has the id now; `test` for the
 * link of a test; undefined for a token that we did not make for this purpose (TOK-03).
 */
export async function openLink(
  { db, keys }: Pick<App, 'db' | 'keys'>,
  purpose: LinkPurpose,
  token: string,
): Promise<PersonalLink | 'gone' | 'test' | undefined> {
  const ids = keys.readIds(purpose, token);
  const subscriberId = ids?.[0];
  if (!ids || subscriberId === undefined) return undefined;
  if (subscriberId === NOBODY.id) return 'test';
  // Links from before the keys: the subscriber, and but for `never-again` the send.
  const isOld = ids.length <= 2;
  const [sendId = 0, sendKey = 0] = isOld ? ids.slice(1) : ids.slice(2);
  const found = await findLinkKeys(db, subscriberId);
  const isTheirs = isOld ? found?.takesOldLinks : found?.linkKey === ids[1];
  if (!isTheirs) return 'gone';
  const send = sendId === 0 ? undefined : await findSendLinkKey(db, sendId);
  const isItsSend = isOld ? send?.takesOldLinks : send?.linkKey === sendKey;
  return { subscriberId, sendId: isItsSend ? sendId : 0 };
}
