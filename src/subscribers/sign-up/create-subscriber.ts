import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import type { EmailAddress } from '../../platform/mail/email-address.ts';
import { Conflict } from '../../platform/errors.ts';
import type { Publication } from '../../publications/index.ts';
import { ensureBucketsOf } from '../../rhythms/index.ts';
import { insertConsentRecord } from '../consent-queries.ts';
import { ensureSubscriber } from '../ensure-queries.ts';
import { activateSubscriber, findSubscriberByEmail, getSubscriber } from '../queries.ts';
import { signUp } from './sign-up.ts';
import type { Choices, Evidence, Subscriber } from '../subscriber.ts';
import {
  findSuppression,
  isLiftedByPerson,
  type SuppressionReason,
} from '../suppressions/suppression-queries.ts';

export interface AddedSubscriber {
  address: EmailAddress;
  choices: Choices;
  source: string;
  evidence: Evidence;
  /** Proof that the person agreed elsewhere: active at once, without a mail. Undefined: the person is asked (CON-04). */
  consent: { source: string; at: Date } | undefined;
}

/**
 * Adds a subscriber on the word of someone who is authorised to. Whoever left, bounced, complained or is suppressed
 * stays out (SUP-03); only the person brings that back, by signing up and confirming.
 * @throws Conflict
 */
export function createSubscriber(
  app: App,
  publication: Publication,
  input: AddedSubscriber,
): Promise<Subscriber> {
  return inTransaction(app, async (app) => {
    const hasBounced = await refuseSuppressed(app, publication, input.address.key);
    const existing = await findSubscriberByEmail(app.db, publication.id, input.address.key);
    // Whoever gets no mail because it bounced elsewhere has to confirm that they want it again.
    const isToBeAsked = hasBounced && !input.consent;
    if (existing?.status === 'active' && !isToBeAsked) return existing;
    if (!input.consent) return askSubscriber(app, publication, input);
    refuseLeft(existing);
    return addConsented(app, publication, input, input.consent);
  });
}

const refusalOf = (reason: SuppressionReason) =>
  isLiftedByPerson(reason)
    ? 'This person had their data erased. Only they can come back, by signing up on the page or in the box and confirming.'
    : `This address must not be mailed (${reason}). An operator can lift the suppression (POST /suppressions/lift, or "paperround suppression lift"); then the person can sign up and confirm.`;

/** @returns whether mail to the address bounced, or a list said that they left. */
async function refuseSuppressed(app: App, publication: Publication, key: string): Promise<boolean> {
  const reason = await findSuppression(app.db, app.keys.addressHashes(key), publication.id);
  if (reason && reason !== 'bounced' && reason !== 'unsubscribed') {
    throw new Conflict('address-suppressed', refusalOf(reason));
  }
  return reason !== undefined;
}

function refuseLeft(existing: Subscriber | undefined): void {
  if (!existing || existing.status === 'pending') return;
  throw new Conflict(
    `subscriber-${existing.status}`,
    `This address is ${existing.status}. Only the person can come back, by signing up and confirming.`,
  );
}

async function askSubscriber(
  app: App,
  publication: Publication,
  input: AddedSubscriber,
): Promise<Subscriber> {
  const { subscriber } = await signUp(app, publication, input);
  if (!subscriber) throw new Conflict('address-suppressed', 'This address must not be mailed.');
  await audit(app, { action: 'subscriber.asked', subject: `subscriber:${subscriber.id}` });
  return getSubscriber(app.db, publication.id, subscriber.id);
}

async function addConsented(
  app: App,
  publication: Publication,
  { address, choices, source, evidence }: AddedSubscriber,
  consent: { source: string; at: Date },
): Promise<Subscriber> {
  const { db, keys } = app;
  const hashes = keys.addressHashes(address.key);
  // Someone whose mailbox bounced under another newsletter, or who left elsewhere, is not revived by a list either.
  const reason = await findSuppression(db, hashes, publication.id);
  if (reason) refuseLeftElsewhere(reason);
  const ensured = await ensureSubscriber(db, {
    ...choices,
    publicationId: publication.id,
    status: 'active',
    email: address.key,
    deliveryAddress: address.delivery,
    addressHash: hashes[0],
    allHashes: hashes,
    source,
    confirmedAt: consent.at,
    mayAsk: false,
  });
  if (!ensured) throw new Conflict('address-suppressed', 'This address must not be mailed.');
  if (ensured.isNew) await ensureBucketsOf(db, [ensured.id]);
  // A second request at the same time has made it already: its record stands.
  const isChanged = ensured.isNew || (await activatePending(app, ensured, choices, consent.at));
  if (isChanged) {
    await audit(app, { action: 'subscriber.added', subject: `subscriber:${ensured.id}` });
    await insertConsentRecord(db, {
      ...evidence,
      publicationId: publication.id,
      subscriberId: ensured.id,
      kind: 'imported',
      source: consent.source,
      details: { ...evidence.details, consentAt: consent.at.toISOString() },
    });
    app.log.info({ event: 'subscriber.added', subscriberId: ensured.id, publicationId: publication.id });
  }
  return getSubscriber(db, publication.id, ensured.id);
}

async function activatePending(
  app: App,
  ensured: { id: number; status: string },
  choices: Choices,
  confirmedAt: Date,
): Promise<boolean> {
  if (ensured.status !== 'pending') return false;
  return activateSubscriber(app.db, ensured.id, choices, confirmedAt);
}

function refuseLeftElsewhere(reason: SuppressionReason): never {
  if (reason === 'unsubscribed')
    throw new Conflict(
      'subscriber-unsubscribed',
      'An imported list says that this person left. Only the person can come back, by signing up and confirming.',
    );
  throw new Conflict(
    'address-bounced',
    'Mail to this address bounced. Only the person can come back, by signing up and confirming.',
  );
}
