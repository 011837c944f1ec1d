import { randomBytes } from 'node:crypto';
import { requestNotice, withdrawNotices } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { abuseKey, type EmailAddress } from '../../platform/mail/email-address.ts';
import { insertConsentRecord } from '../consent-queries.ts';
import { domainHashOf } from '../holds/hold-mails.ts';
import { noteRequests } from '../sign-up/request-queries.ts';
import type { Visitor } from '../sign-up/wish.ts';
import type { Turn } from '../sign-up/turn.ts';
import { lockTurns, whatToWaitFor } from '../sign-up/turn-queries.ts';
import type { Evidence, Subscriber } from '../subscriber.ts';
import { isBarred } from '../suppressions/barred.ts';
import { addressTokens } from './address-change.ts';
import { openChange } from './address-queries.ts';

/** Who left or complained signs up anew; who bounced is just the one who needs another address. */
export const mayMove = ({ status }: Pick<Subscriber, 'status'>): boolean =>
  status === 'active' || status === 'bounced';

/**
 * Asks at a new address whether mail should go there from now on. Whatever is known of that address, the same statements run
 * and the reader sees the same (ENU-01); what it is the mail says. It counts as a mail of a sign-up (BOMB-01, BOMB-02).
 */
export async function askAddressChange(
  app: App,
  { id, publicationId }: Pick<Subscriber, 'id' | 'publicationId'>,
  address: EmailAddress,
  { evidence, visitor }: { evidence: Evidence; visitor?: Visitor | undefined },
): Promise<void> {
  const turn: Turn = {
    abuseHash: app.keys.derive('abuse', abuseKey(address)),
    domainHash: domainHashOf(app, address.domain),
    networks: visitor?.networks ?? {},
    cost: visitor?.cost ?? 1,
  };
  const nonce = randomBytes(32);
  await inTransaction(app, async (inner) => {
    const { db } = inner;
    await lockTurns(db, [turn]);
    const [waitsFor] = await whatToWaitFor(db, [turn]);
    const { tokenHash, undoHash } = addressTokens(app, nonce);
    const to = { email: address.key, deliveryAddress: address.delivery };
    await openChange(db, id, { ...to, nonce, tokenHash, undoHash });
    const isDue = !(await isBarred(inner, { email: address.key, publicationId, status: 'active' }));
    // A mail to the address that was asked for before, or one that waits.
    const withdrawn = await withdrawNotices(db, [id], 'new-address');
    const notice = {
      kind: 'new-address',
      publicationId,
      subscriberId: id,
      occasion: nonce.toString('hex'),
      isHeld: waitsFor !== undefined,
    };
    const noticeId = await requestNotice(inner, notice, { isDue });
    const isMailed = isDue && waitsFor === undefined;
    await noteRequests(db, [{ turn, kind: 'confirmation', isMailed, noticeId, waitsFor }], withdrawn);
    await insertConsentRecord(db, { ...evidence, publicationId, subscriberId: id, kind: 'address-asked' });
  });
  app.log.info({ event: 'address-change.asked', subscriberId: id, publicationId });
}
