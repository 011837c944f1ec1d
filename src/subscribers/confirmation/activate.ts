import { requestNotice } from '../../notices/index.ts';
import { asActor, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { AppError } from '../../platform/errors.ts';
import { abuseKey, parseEmailAddress, type EmailAddress } from '../../platform/mail/email-address.ts';
import { findMailAcceptedAt, insertConsentRecord } from '../consent-queries.ts';
import { deleteDepartures } from '../leaving/departure-queries.ts';
import { activateSubscriber } from '../queries.ts';
import type { Evidence } from '../subscriber.ts';
import { liftByPerson } from '../suppressions/suppression-queries.ts';
import { withdrawMails } from '../withdraw-mails.ts';
import { markConfirmationUsed, markRequestsConfirmed, type Confirmation } from './confirmation-queries.ts';

/** Hand-over to confirm in less time than this looks like a link scanner (CNF-06), which types no codes. */
const LIKELY_AUTOMATED_SECONDS = 5;

/** Makes a reader of somebody whose confirmation is open and locked. */
export async function activate(app: App, found: Confirmation, evidence: Evidence): Promise<void> {
  const { db } = app;
  const { subscriberId, publicationId } = found;
  await markConfirmationUsed(db, subscriberId);
  // Another one that waited for its turn is not needed any more.
  await withdrawMails(db, [subscriberId], 'confirmation');
  await activateSubscriber(db, subscriberId, found.choices);
  const lifted = await liftByPerson(db, app.keys.addressHashes(found.email), publicationId);
  // Whoever comes back is not erased any more at the end of the day.
  await deleteDepartures(db, [subscriberId], ['erase']);
  await markRequestsConfirmed(db, app.keys.derive('abuse', abuseKey(storedAddress(found))));
  const secondsSinceMail = await secondsSince(app, subscriberId);
  await insertConsentRecord(db, {
    ...evidence,
    publicationId,
    subscriberId,
    kind: 'confirmed',
    details: {
      ...evidence.details,
      secondsSinceMail,
      isLikelyAutomated:
        evidence.channel !== 'code' &&
        secondsSinceMail !== null &&
        secondsSinceMail < LIKELY_AUTOMATED_SECONDS,
      previousStatus: found.status,
      hasLiftedBounce: lifted.includes('bounced'),
      lifted,
    },
  });
  if (lifted.length > 0) {
    const person = asActor(app, `subscriber:${subscriberId}`);
    const details = { reasons: lifted, by: 'confirmation' };
    await audit(person, { action: 'suppression.lifted', subject: person.actor, details });
  }
  const occasion = found.requestedAt.toISOString();
  await requestNotice(app, { kind: 'welcome', publicationId, subscriberId, occasion });
  app.log.info({ event: 'subscriber.confirmed', subscriberId, publicationId });
}

async function secondsSince(app: App, subscriberId: number): Promise<number | null> {
  const acceptedAt = await findMailAcceptedAt(app.db, subscriberId);
  return acceptedAt ? Math.max(0, Math.round((app.now().getTime() - acceptedAt.getTime()) / 1000)) : null;
}

export function storedAddress(found: Pick<Confirmation, 'deliveryAddress'>): EmailAddress {
  const address = parseEmailAddress(found.deliveryAddress);
  if (!address) throw new AppError('stored-address-invalid', 'A stored address is not valid any more.');
  return address;
}
