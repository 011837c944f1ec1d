import { inTransaction, type App } from '../platform/app.ts';
import { getPublicationById, type Publication } from '../publications/index.ts';
import { insertConsentRecord } from './consent-queries.ts';
import { findSubscriber, listSubscribersByEmail, markUnsubscribed } from './queries.ts';
import { maskAddress, type Evidence } from './subscriber.ts';
import { EVERYWHERE, findSuppression, suppress } from './suppression-queries.ts';

/** The link in a confirmation mail for whoever did not ask for it (BOMB-06). */
export function neverAgainUrl(app: Pick<App, 'keys' | 'config'>, subscriberId: number): string {
  return `${app.config.publicUrl}/never-again/${app.keys.signIds('never-again', [subscriberId])}`;
}

export type NeverAgainView =
  | { kind: 'forged' }
  /** The address is not stored any more. */
  | { kind: 'gone' }
  | { kind: 'open' | 'done'; publication: Publication; maskedAddress: string };

export async function viewNeverAgain(app: App, token: string): Promise<NeverAgainView> {
  const [subscriberId] = app.keys.readIds('never-again', token) ?? [];
  if (subscriberId === undefined) return { kind: 'forged' };
  const subscriber = await findSubscriber(app.db, subscriberId);
  if (!subscriber) return { kind: 'gone' };
  const reason = await findSuppression(app.db, app.keys.addressHashes(subscriber.email), EVERYWHERE);
  return {
    kind: reason && reason !== 'bounced' ? 'done' : 'open',
    publication: await getPublicationById(app.db, subscriber.publicationId),
    maskedAddress: maskAddress(subscriber.email),
  };
}

/** Keeps the address from ever being mailed by this installation; false for a forged token. */
export async function neverMailAgain(app: App, token: string, evidence: Evidence): Promise<boolean> {
  const [subscriberId] = app.keys.readIds('never-again', token) ?? [];
  if (subscriberId === undefined) return false;
  await inTransaction(app, async ({ db, keys, log }) => {
    const subscriber = await findSubscriber(db, subscriberId);
    if (!subscriber) return;
    await suppress(db, keys.addressHashes(subscriber.email), EVERYWHERE, 'never-again', 'link in a mail');
    const all = await listSubscribersByEmail(db, subscriber.email);
    const left = await markUnsubscribed(
      db,
      all.map(({ id }) => id),
    );
    for (const { id, publicationId } of left) {
      await insertConsentRecord(db, { ...evidence, publicationId, subscriberId: id, kind: 'unsubscribed' });
    }
    log.info({ event: 'address.suppressed', subscriberId, reason: 'never-again' });
  });
  return true;
}
