import type { App } from '../../platform/app.ts';
import { abuseKey, type EmailAddress } from '../../platform/mail/email-address.ts';
import { markRequestsConfirmed } from '../confirmation/confirmation-queries.ts';
import { moveConsentRecords } from '../consent-queries.ts';
import { moveNotes } from '../person/note-queries.ts';
import { activateSubscriber, eraseSubscriberRows } from '../queries.ts';
import type { Subscriber } from '../subscriber.ts';
import { liftByPerson } from '../suppressions/suppression-queries.ts';
import { setAddress } from './address-queries.ts';

/**
 * Gives a reader an address that they have proved. The row stays, and with it rhythm, topics, links, and which mails they had.
 * @param holder who has the address in this newsletter and gets no mail there: gives way, its consent records join the reader's.
 */
export async function moveTo(
  app: App,
  reader: Subscriber,
  { key, delivery, domain }: EmailAddress,
  holder: { id: number } | undefined,
): Promise<void> {
  const { db, keys } = app;
  if (holder) {
    await moveConsentRecords(db, holder.id, reader.id);
    await moveNotes(db, holder.id, reader.id);
    await eraseSubscriberRows(db, [holder.id]);
  }
  const hashes = keys.addressHashes(key);
  await setAddress(db, reader.id, { email: key, deliveryAddress: delivery, addressHash: hashes[0] });
  await liftByPerson(db, hashes, reader.publicationId);
  await markRequestsConfirmed(db, keys.derive('abuse', abuseKey({ key, domain })));
  const { rhythm, rhythmChosenAt } = reader;
  // Mail came back from the old address; the new one is as good as a new confirmation.
  if (reader.status === 'bounced')
    await activateSubscriber(db, reader.id, { ...reader, rhythm: rhythmChosenAt && rhythm });
}
