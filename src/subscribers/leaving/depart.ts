import { asActor, inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { expireLinks } from '../confirmation/confirmation-queries.ts';
import { insertConsentRecord } from '../consent-queries.ts';
import {
  deleteDepartures,
  findDeparture,
  insertDeparture,
  restoreStatuses,
  type DepartureKind,
} from './departure-queries.ts';
import { findSubscriber, lockSubscribersByEmail, markUnsubscribed } from '../queries.ts';
import type { Evidence } from '../subscriber.ts';
import { deleteSuppression, EVERYWHERE, suppress } from '../suppressions/suppression-queries.ts';
import { withdrawMails } from '../withdraw-mails.ts';

const REASONS = { 'never-again': 'never-again', erase: 'erased' } as const;

/**
 * Takes a person out of every newsletter of the installation at once, in a way that can be taken back for a day: scanners
 * press buttons, too. Pressed twice it happens once.
 */
export async function depart(
  app: App,
  kind: DepartureKind,
  subscriberId: number,
  evidence: Evidence,
): Promise<void> {
  await inTransaction(app, async ({ db, keys, log }) => {
    const subscriber = await findSubscriber(db, subscriberId);
    if (!subscriber) return;
    const { email } = subscriber;
    const all = await lockSubscribersByEmail(db, email);
    const ids = all.map(({ id }) => id);
    if (await findDeparture(db, kind, subscriberId)) return;
    await suppress(db, keys.addressHashes(email), EVERYWHERE, REASONS[kind], 'link in a mail');
    await insertDeparture(db, kind, all);
    for (const { id, publicationId } of await markUnsubscribed(db, ids)) {
      await insertConsentRecord(db, { ...evidence, publicationId, subscriberId: id, kind: 'unsubscribed' });
    }
    if (kind === 'erase') {
      await expireLinks(db, ids);
      await withdrawMails(db, ids);
    }
    log.info({ event: 'address.suppressed', subscriberId, reason: REASONS[kind] });
  });
}

/** Takes it back within the day; false when it is too late or was taken back already. */
export function undoDeparture(
  app: App,
  kind: DepartureKind,
  subscriberId: number,
  evidence: Evidence,
): Promise<boolean> {
  return inTransaction(app, async (inner) => {
    const { db, keys, log } = inner;
    const subscriber = await findSubscriber(db, subscriberId);
    if (!subscriber) return false;
    const { email } = subscriber;
    await lockSubscribersByEmail(db, email);
    const departure = await findDeparture(db, kind, subscriberId);
    if (!departure) return false;
    const hashes = keys.addressHashes(email);
    await deleteSuppression(db, hashes, REASONS[kind]);
    // The word of a mail server, which the person's own had replaced.
    if (departure.statuses.includes('bounced'))
      await suppress(db, hashes, EVERYWHERE, 'bounced', 'as before');
    for (const { id, publicationId } of await restoreStatuses(db, departure)) {
      await insertConsentRecord(db, { ...evidence, publicationId, subscriberId: id, kind: 'resubscribed' });
    }
    await deleteDepartures(db, departure.subscriberIds, [kind]);
    const person = asActor(inner, `subscriber:${subscriberId}`);
    const details = { reasons: [REASONS[kind]], by: 'undo' };
    await audit(person, { action: 'suppression.lifted', subject: person.actor, details });
    log.info({ event: 'suppression.lifted', subscriberId, reason: REASONS[kind], by: 'undo' });
    return true;
  });
}
