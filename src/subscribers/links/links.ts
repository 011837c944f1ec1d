import type { App } from '../../platform/app.ts';
import {
  findLinkKeys,
  findSendLinkKey,
  listLinkKeys,
  listSendLinkKeys,
  type LinkKeys,
} from './link-queries.ts';

/** A row that links name: the id and the random number of that very row, for ids come again after a restore. */
export interface LinkOwner {
  id: number;
  linkKey: number;
}

/** The links of a test belong to nobody: they open a page and change nothing. */
export const NOBODY: LinkOwner = { id: 0, linkKey: 0 };

/** Mail that belongs to no send, such as the welcome mail. */
export const NO_SEND: LinkOwner = { id: 0, linkKey: 0 };

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

/** What a token may turn out to be. */
export type OpenedLink = PersonalLink | 'gone' | 'test' | undefined;

/**
 * Whose link this is: `gone` when the person it was made for is not here (any more), whoever has the id now; `test` for the
 * link of a test; undefined for a token that we did not make for this purpose (TOK-03).
 */
export const openLink = async (
  app: Pick<App, 'db' | 'keys'>,
  purpose: LinkPurpose,
  token: string,
): Promise<OpenedLink> => (await openLinks(app, purpose, [token]))[0];

/** As `openLink`, for many with the same statements. */
export async function openLinks(
  { db, keys }: Pick<App, 'db' | 'keys'>,
  purpose: LinkPurpose,
  tokens: string[],
): Promise<OpenedLink[]> {
  const named = tokens.map((token) => namedIn(keys.readIds(purpose, token)));
  const idsOf = (what: 'subscriberId' | 'sendId') => [
    ...new Set(named.flatMap((one) => (typeof one === 'object' && one[what] !== 0 ? [one[what]] : []))),
  ];
  const [readerIds, sendIds] = [idsOf('subscriberId'), idsOf('sendId')];
  const readers = readerIds.length > 0 ? await listLinkKeys(db, readerIds) : new Map<number, LinkKeys>();
  const sends = sendIds.length > 0 ? await listSendLinkKeys(db, sendIds) : new Map<number, LinkKeys>();
  return named.map((one) => {
    if (typeof one !== 'object') return one;
    const { subscriberId, sendId } = one;
    if (!isBoundTo(one, one.readerKey, readers.get(subscriberId))) return 'gone';
    return { subscriberId, sendId: isBoundTo(one, one.sendKey, sends.get(sendId)) ? sendId : 0 };
  });
}

interface Named extends PersonalLink {
  readerKey: number | undefined;
  sendKey: number | undefined;
  /** Links from before the keys: the subscriber, and but for `never-again` the send. */
  isOld: boolean;
}

function namedIn(ids: number[] | undefined): Named | 'test' | undefined {
  const subscriberId = ids?.[0];
  if (!ids || subscriberId === undefined) return undefined;
  if (subscriberId === NOBODY.id) return 'test';
  const isOld = ids.length <= 2;
  const [sendId = 0, sendKey = 0] = isOld ? ids.slice(1) : ids.slice(2);
  return { subscriberId, sendId, readerKey: ids[1], sendKey, isOld };
}

const isBoundTo = ({ isOld }: Named, key: number | undefined, row: LinkKeys | undefined): boolean =>
  row !== undefined && (isOld ? row.takesOldLinks : row.linkKey === key);
