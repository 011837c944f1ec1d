import { requestNotice } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { preferencesOf, type Preferences } from '../preferences/preferences.ts';
import { findMailableReader } from '../notice-queries.ts';
import type { Subscriber, SubscriberStatus } from '../subscriber.ts';
import { openOwnDataLink } from './own-data-link.ts';

/** Somebody whose mailbox is known to be there. */
export const HAVE_A_MAILBOX: SubscriberStatus[] = ['pending', 'active', 'unsubscribed'];

/** A request within this time is the same as the one before: one mail. */
const SAME_REQUEST_MS = 5 * 60_000;

/** Whether the link to their data can be sent to somebody. */
export const canHaveOwnData = async (
  { db }: Pick<App, 'db'>,
  { id }: Pick<Subscriber, 'id'>,
): Promise<boolean> => (await findMailableReader(db, id, HAVE_A_MAILBOX)) !== undefined;

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

/** The reader behind the link of that mail. */
export async function readOwnData(
  app: App,
  token: string,
): Promise<(Preferences & { isExpired: boolean }) | 'gone' | undefined> {
  const link = await openOwnDataLink(app, token);
  if (link === undefined || link === 'gone') return link;
  const preferences = await preferencesOf(app, link.subscriberId);
  return preferences ? { ...preferences, isExpired: link.isExpired } : 'gone';
}
