import { requestNotice } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { preferencesOf, type Preferences } from '../preferences/preferences.ts';
import { listChanges } from '../address/address-queries.ts';
import { findMailableReader } from '../notice-queries.ts';
import type { Subscriber, SubscriberStatus } from '../subscriber.ts';
import { openOwnDataLink } from './own-data-link.ts';

/** Somebody whose mailbox is known to be there. */
export const HAVE_A_MAILBOX: SubscriberStatus[] = ['pending', 'active', 'unsubscribed'];

/** A request within this time is the same as the one before: one mail. */
const SAME_REQUEST_MS = 5 * 60_000;

/** Why the link to somebody's data cannot be sent; `open`: it can. `just-moved`: whoever moved them could still be somebody else. */
export type OwnDataState = 'open' | 'no-mail' | 'just-moved';

export async function viewOwnDataState(
  { db }: Pick<App, 'db'>,
  { id }: Pick<Subscriber, 'id'>,
): Promise<OwnDataState> {
  if ((await listChanges(db, id)).some(({ isUndoable }) => isUndoable)) return 'just-moved';
  return (await findMailableReader(db, { subscriberId: id, statuses: HAVE_A_MAILBOX })) ? 'open' : 'no-mail';
}

/** Sends the link to a reader's own data to their address: a forwarded mail, whose links are theirs, does not prove who they are. */
export async function requestOwnData(
  app: App,
  { id, publicationId }: Pick<Subscriber, 'id' | 'publicationId'>,
): Promise<void> {
  const occasion = String(Math.floor(app.now().getTime() / SAME_REQUEST_MS));
  await inTransaction(app, async (inner) => {
    await requestNotice(inner, { kind: 'own-data', publicationId, subscriberId: id, occasion });
  });
}

/** The reader behind the link of that mail. Whoever has the mailbox that they moved from, or moved them, is not told more than before. */
export async function readOwnData(
  app: App,
  token: string,
): Promise<(Preferences & { isExpired: boolean }) | 'gone' | undefined> {
  const link = await openOwnDataLink(app, token);
  if (link === undefined || link === 'gone') return link;
  const preferences = await preferencesOf(app, link.subscriberId);
  if (!preferences) return 'gone';
  const isMoved = (await viewOwnDataState(app, preferences.subscriber)) === 'just-moved';
  return { ...preferences, isExpired: link.isExpired || isMoved };
}
