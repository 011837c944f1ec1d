import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { eraseReplies } from '../../delivery/index.ts';
import { eraseCopies } from '../../mailers/index.ts';
import type { AddressChange } from '../address/address-change.ts';
import { listChanges } from '../address/address-queries.ts';
import { insertConsentRecord } from '../consent-queries.ts';
import { eraseImportTraces } from '../imports/queries.ts';
import { eraseSubscriberRows, findSubscriber, listSubscribersByEmail } from '../queries.ts';
import type { Evidence, Subscriber } from '../subscriber.ts';
import { EVERYWHERE, suppress } from '../suppressions/suppression-queries.ts';

/**
 * Erases a person (GDPR-02): afterwards the database holds the address nowhere, only its keyed hash, so that no import
 * brings the person back by mistake. All newsletters of the installation, because a person is erased as a whole.
 * @returns the addresses that are gone, for whoever else may hold copies; empty when the subscriber was gone already.
 */
export async function eraseSubscriber(app: App, subscriberId: number, evidence: Evidence): Promise<string[]> {
  const subscriber = await findSubscriber(app.db, subscriberId);
  if (!subscriber) return [];
  const { email } = subscriber;
  // Committed first: each step of an import either sees it, or holds rows that the erasure waits for.
  await suppress(app.db, app.keys.addressHashes(email), EVERYWHERE, 'erased', evidence.channel);
  return inTransaction(app, async (inner) => {
    const { db, log } = inner;
    await eraseImportTraces(db, addressesOf(email, await listSubscribersByEmail(db, email)));
    // Only now: a step that was waited for may have made one more.
    const all = await listSubscribersByEmail(db, email);
    const ids = all.map(({ id }) => id);
    const moves = (await Promise.all(ids.map((id) => listChanges(db, id)))).flat();
    const addresses = [...new Set([...addressesOf(email, all), ...moves.flatMap(addressesOfMove)])];
    await eraseSubscriberRows(db, ids);
    // A backup from before the move has them there.
    for (const { oldEmail } of moves) if (oldEmail) await suppressUnused(inner, oldEmail, evidence);
    await eraseReplies(db, ids);
    await eraseCopies(inner, addresses);
    for (const { id, publicationId } of all) {
      const anonymous = { channel: evidence.channel, ip: null, userAgent: null };
      await insertConsentRecord(db, { ...anonymous, publicationId, subscriberId: id, kind: 'erased' });
      await audit(inner, {
        action: 'subscriber.erased',
        subject: `subscriber:${id}`,
        details: { publicationId },
      });
      log.info({ event: 'subscriber.erased', subscriberId: id, publicationId });
    }
    return addresses;
  });
}

/** An old address of an erased person, unless they get another newsletter there. */
async function suppressUnused({ db, keys }: App, email: string, { channel }: Evidence): Promise<void> {
  if ((await listSubscribersByEmail(db, email)).length > 0) return;
  await suppress(db, keys.addressHashes(email), EVERYWHERE, 'erased', channel);
}

const addressesOfMove = ({ email, deliveryAddress, oldEmail, oldDeliveryAddress }: AddressChange) =>
  [email, deliveryAddress, oldEmail, oldDeliveryAddress].filter((address) => address !== null);

const addressesOf = (email: string, all: Subscriber[]) => [
  ...new Set([email, ...all.map(({ deliveryAddress }) => deliveryAddress)]),
];
