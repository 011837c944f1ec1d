import { withdrawNotices } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { getPublicationById } from '../../publications/index.ts';
import { storedAddress } from '../confirmation/activate.ts';
import { storedHashOf } from '../confirmation/confirmation-token.ts';
import { insertConsentRecord } from '../consent-queries.ts';
import { findSubscriber, findSubscriberByEmail } from '../queries.ts';
import { maskAddress, type Evidence } from '../subscriber.ts';
import type { AddressChange } from './address-change.ts';
import { findChange, lockChange, lockHolder, markUndone } from './address-queries.ts';
import type { AddressView } from './confirm-address.ts';
import { moveTo } from './move-address.ts';

/** What the link in the mail to the old address stands for. `late`: it can no longer be taken back. */
export type KeepState = 'open' | 'undone' | 'late' | 'taken';

export interface KeepView extends Omit<AddressView, 'state'> {
  state: KeepState;
  undoUntil: Date;
}

/** Undefined for a forged link. */
export async function readKeepAddress(app: App, undoToken: string): Promise<KeepView | undefined> {
  const found = await findChange(app.db, 'undo_hash', storedHashOf(undoToken));
  const reader = found && (await findSubscriber(app.db, found.subscriberId));
  if (!reader || !found.oldEmail || !found.undoUntil) return undefined;
  return {
    state: await keepStateOf(app, found, found.oldEmail),
    publication: await getPublicationById(app.db, reader.publicationId),
    language: reader.language,
    newAddress: maskAddress(found.email),
    oldAddress: maskAddress(found.oldEmail),
    undoUntil: found.undoUntil,
  };
}

async function keepStateOf({ db }: App, found: AddressChange, oldEmail: string): Promise<KeepState> {
  if (found.undoneAt) return 'undone';
  if (!found.isUndoable) return 'late';
  const holder = await findSubscriberByEmail(db, found.publicationId, oldEmail);
  return holder?.status === 'active' && holder.id !== found.subscriberId ? 'taken' : 'open';
}

/**
 * Takes a move back at the old address, with all moves after it: whoever got hold of a link may have moved on. Twice is once.
 */
export function keepAddress(app: App, undoToken: string, evidence: Evidence): Promise<KeepState | 'unknown'> {
  return inTransaction(app, async (inner) => {
    const { db, log } = inner;
    const found = await lockChange(db, 'undo_hash', storedHashOf(undoToken));
    const reader = found && (await findSubscriber(db, found.subscriberId));
    if (!reader || !found.oldEmail || !found.oldDeliveryAddress) return 'unknown';
    const { id, publicationId } = reader;
    const holder = await lockHolder(db, publicationId, found.oldEmail);
    const state = await keepStateOf(inner, found, found.oldEmail);
    if (state !== 'open') return state;
    const old = storedAddress({ deliveryAddress: found.oldDeliveryAddress });
    await moveTo(inner, reader, old, holder?.id === id ? undefined : holder);
    await markUndone(db, found);
    await withdrawNotices(db, [id], 'new-address');
    await insertConsentRecord(db, { ...evidence, publicationId, subscriberId: id, kind: 'address-restored' });
    log.info({ event: 'address-change.undone', subscriberId: id, publicationId });
    return 'undone';
  });
}
