import { requestNotice } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { sqlState, UNIQUE_VIOLATION } from '../../platform/database.ts';
import { getPublicationById, type Publication } from '../../publications/index.ts';
import { storedAddress } from '../confirmation/activate.ts';
import { storedHashOf } from '../confirmation/confirmation-token.ts';
import { findMailAcceptedAt, insertConsentRecord } from '../consent-queries.ts';
import { findSubscriber, findSubscriberByEmail } from '../queries.ts';
import { maskAddress, type Evidence, type Subscriber } from '../subscriber.ts';
import { isBarred } from '../suppressions/barred.ts';
import { suppress } from '../suppressions/suppression-queries.ts';
import type { AddressChange } from './address-change.ts';
import { findChange, lockChange, lockHolder, markMoved } from './address-queries.ts';
import { mayMove } from './ask-address-change.ts';
import { moveTo } from './move-address.ts';

/**
 * What the link in a mail to a new address stands for; looking changes nothing (CNF-01). `taken`: the address gets the
 * newsletter already. `blocked`: it must not be mailed. `left`: the reader gets no mail any more. `undone`: taken back.
 */
export type AddressState = 'open' | 'expired' | 'moved' | 'undone' | 'taken' | 'blocked' | 'left';

export interface AddressView {
  state: AddressState;
  publication: Publication;
  language: string | null;
  /** Both masked (TOK-05). */
  newAddress: string;
  oldAddress: string;
}

/** Undefined for a link that is forged, or ended by a later request. */
export async function readAddressChange(app: App, token: string): Promise<AddressView | undefined> {
  const found = await findChange(app.db, 'token_hash', storedHashOf(token));
  const reader = found && (await findSubscriber(app.db, found.subscriberId));
  if (!reader) return undefined;
  return {
    state: await stateOf(app, found, reader),
    publication: await getPublicationById(app.db, reader.publicationId),
    language: reader.language,
    newAddress: maskAddress(found.email),
    oldAddress: maskAddress(found.oldEmail ?? reader.email),
  };
}

async function stateOf(app: App, found: AddressChange, reader: Subscriber): Promise<AddressState> {
  if (found.undoneAt) return 'undone';
  if (found.movedAt) return 'moved';
  if (found.isExpired) return 'expired';
  if (!mayMove(reader)) return 'left';
  const { email } = found;
  const { publicationId } = reader;
  const holder = await findSubscriberByEmail(app.db, publicationId, email);
  if (holder?.status === 'active') return 'taken';
  const status = holder?.status ?? 'active';
  return (await isBarred(app, { email, publicationId, status })) ? 'blocked' : 'open';
}

/** Moves the reader; a second time changes nothing and ends the same way (CNF-05). */
export async function confirmAddressChange(
  app: App,
  token: string,
  evidence: Evidence,
): Promise<AddressState | 'unknown'> {
  try {
    return await moveByLink(app, token, evidence);
  } catch (error) {
    // Somebody came to have the address in between; now the link knows.
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    return moveByLink(app, token, evidence);
  }
}

function moveByLink(app: App, token: string, evidence: Evidence): Promise<AddressState | 'unknown'> {
  return inTransaction(app, async (inner) => {
    const { db, keys, log } = inner;
    const found = await lockChange(db, 'token_hash', storedHashOf(token));
    const reader = found && (await findSubscriber(db, found.subscriberId));
    if (!reader) return 'unknown';
    const { id, publicationId } = reader;
    const holder = await lockHolder(db, publicationId, found.email);
    const state = await stateOf(inner, found, reader);
    if (state !== 'open') return state;
    await moveTo(inner, reader, storedAddress(found), holder);
    // No list brings the old address back; its owner does, by signing up.
    await suppress(db, keys.addressHashes(reader.email), publicationId, 'unsubscribed', 'address changed');
    await markMoved(db, found.id, reader);
    const secondsSinceMail = await secondsSince(inner, id);
    const details = { ...evidence.details, secondsSinceMail };
    await insertConsentRecord(db, {
      ...evidence,
      publicationId,
      subscriberId: id,
      kind: 'address-changed',
      details,
    });
    const occasion = String(found.id);
    await requestNotice(inner, { kind: 'moved-address', publicationId, subscriberId: id, occasion });
    log.info({ event: 'address-change.made', subscriberId: id, publicationId });
    return 'moved';
  });
}

async function secondsSince(app: App, subscriberId: number): Promise<number | null> {
  const acceptedAt = await findMailAcceptedAt(app.db, subscriberId, 'new-address');
  return acceptedAt ? Math.max(0, Math.round((app.now().getTime() - acceptedAt.getTime()) / 1000)) : null;
}
