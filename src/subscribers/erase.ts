import { inTransaction, type App } from '../platform/app.ts';
import { eraseMailTraces } from '../delivery/index.ts';
import { insertConsentRecord } from './consent-queries.ts';
import { eraseImportTraces } from './imports/queries.ts';
import { eraseSubscriberRows, findSubscriber, listSubscribersByEmail } from './queries.ts';
import type { Evidence } from './subscriber.ts';
import { EVERYWHERE, suppress } from './suppression-queries.ts';

/**
 * Erases a person (GDPR-02): afterwards the database holds the address nowhere, only its keyed hash, so that no import
 * brings the person back by mistake. All newsletters of the installation, because a person is erased as a whole.
 * @returns the addresses that are gone, for whoever else may hold copies; empty when the subscriber was gone already.
 */
export function eraseSubscriber(app: App, subscriberId: number, evidence: Evidence): Promise<string[]> {
  return inTransaction(app, async ({ db, keys, log }) => {
    const subscriber = await findSubscriber(db, subscriberId);
    if (!subscriber) return [];
    const all = await listSubscribersByEmail(db, subscriber.email);
    const ids = all.map(({ id }) => id);
    const addresses = [...new Set([subscriber.email, ...all.map(({ deliveryAddress }) => deliveryAddress)])];
    await suppress(db, keys.addressHashes(subscriber.email), EVERYWHERE, 'erased', evidence.channel);
    await eraseSubscriberRows(db, ids);
    await eraseMailTraces(db, ids, addresses);
    await eraseImportTraces(db, addresses);
    for (const { id, publicationId } of all) {
      const anonymous = { channel: evidence.channel, ip: null, userAgent: null };
      await insertConsentRecord(db, { ...anonymous, publicationId, subscriberId: id, kind: 'erased' });
      log.info({ event: 'subscriber.erased', subscriberId: id, publicationId });
    }
    return addresses;
  });
}
