import { composeMovedAddress, composeNewAddress, composeTakenAddress } from '../../emails/index.ts';
import type { NoticeKind } from '../../notices/index.ts';
import type { App } from '../../platform/app.ts';
import { linksOf } from '../links/links.ts';
import { findMailableReader } from '../notice-queries.ts';
import { findSubscriberByEmail } from '../queries.ts';
import { noteAccepted, spokenTo } from '../reader-notices.ts';
import { maskAddress } from '../subscriber.ts';
import { EVERYWHERE, findSuppression } from '../suppressions/suppression-queries.ts';
import { addressTokens, CONFIRM_DAYS } from './address-change.ts';
import { findChangeById, findOpenChange, replaceHashes } from './address-queries.ts';

/** To a new address: whether mail should come there. Where it does already, the mail says that instead (ENU-02). */
export const newAddressNotice: NoticeKind = {
  async compose(app, notice, brand) {
    const reader = await findMailableReader(app.db, {
      subscriberId: notice.subscriberId ?? 0,
      statuses: ['active', 'bounced'],
    });
    const change = reader && (await findOpenChange(app.db, reader.id));
    if (!change) return undefined;
    const holder = await findSubscriberByEmail(app.db, brand.id, change.email);
    const { token, ...hashes } = addressTokens(app, change.nonce);
    const about = {
      brand: spokenTo(brand, reader.language),
      other: maskAddress(reader.email),
      at: notice.requestedAt,
      timeZone: brand.timeZone,
    };
    const envelope = { to: change.deliveryAddress, replyTo: brand.replyTo ?? undefined };
    const links = holder?.status === 'active' ? await linksOf(app, holder.id) : undefined;
    if (links)
      return { ...envelope, ...(await composeTakenAddress({ ...about, url: links.preferencesUrl })) };
    // The signing secret may have changed since, and the links with it.
    await replaceHashes(app.db, change.id, hashes);
    const url = `${app.config.publicUrl}/address/${token}`;
    return { ...envelope, ...(await composeNewAddress({ ...about, url, linkDays: CONFIRM_DAYS })) };
  },
  // A refusal says nothing of the address that the reader has.
  heed: noteAccepted,
};

/** Whether nobody reads there; the move itself bars the old address from lists of this newsletter. */
async function isDead({ db, keys }: App, email: string, publicationId: number): Promise<boolean> {
  const hashes = keys.addressHashes(email);
  if (await findSuppression(db, hashes, EVERYWHERE)) return true;
  const reason = await findSuppression(db, hashes, publicationId);
  return reason !== undefined && reason !== 'unsubscribed';
}

/** To the old address: that mail goes elsewhere now, and how to take that back. */
export const movedAddressNotice: NoticeKind = {
  async compose(app, { occasion }, brand) {
    const change = await findChangeById(app.db, Number(occasion));
    if (!change?.isUndoable || !change.oldEmail || !change.oldDeliveryAddress) return undefined;
    if (await isDead(app, change.oldEmail, brand.id)) return undefined;
    const reader = await findMailableReader(app.db, {
      subscriberId: change.subscriberId,
      statuses: ['active', 'bounced', 'unsubscribed'],
    });
    const { undoToken, ...hashes } = addressTokens(app, change.nonce);
    await replaceHashes(app.db, change.id, hashes);
    const content = await composeMovedAddress({
      brand: spokenTo(brand, reader?.language ?? null),
      other: maskAddress(change.email),
      url: `${app.config.publicUrl}/keep-address/${undoToken}`,
      at: change.movedAt ?? change.requestedAt,
      timeZone: brand.timeZone,
      undoUntil: change.undoUntil ?? change.expiresAt,
    });
    return { to: change.oldDeliveryAddress, replyTo: brand.replyTo ?? undefined, ...content };
  },
  heed: noteAccepted,
};
