import { holdNotice, type Notice } from '../../notices/index.ts';
import { inTransaction, type App } from '../../platform/app.ts';
import { countProven } from '../proofs/proof-queries.ts';
import { ALL_DOMAINS, isForAll, limitOf, PROVEN_FLOOR } from './hold.ts';
import { insertSpikeWait } from '../sign-up/wait-queries.ts';
import { findHold, findWaitingMail, insertHold, isSpiking } from './hold-queries.ts';
import { tellOfHold } from './tell-of-spikes.ts';

/** What the database keeps of a mail domain, to count by it. 16 bytes. */
export function domainHashOf(app: App, domain: string): Buffer {
  return app.keys.derive('domain', domain).subarray(0, 16);
}

/**
 * Sets a confirmation mail aside while sign-ups spike, at its domain or everywhere (BOMB-02). It is part of the mail's
 * job and not of the sign-up, so that the answer and its time tell nothing (ENU-01). A mail whose sign-up came with a proof does
 * not wait (BOMB-04). `letHeldMailsGo` brings it back.
 * @returns whether the mail waits now.
 */
export async function holdWhileSpiking(app: App, notice: Notice): Promise<boolean> {
  const mail = await findWaitingMail(app.db, notice.id);
  if (!mail || mail.isReleased) return false;
  if (mail.isProven && (await countProven(app.db)) <= PROVEN_FLOOR) return false;
  const hold = await holdOf(app, domainHashOf(app, mail.domain), mail.publicationId);
  if (!hold) return false;
  return inTransaction(app, async ({ db, log }) => {
    if (!(await holdNotice(db, notice))) return false;
    await insertSpikeWait(db, notice.id, hold);
    log.debug({ event: 'notice.held', noticeId: notice.id });
    return true;
  });
}

/** The hold that is on for a domain, begun now if there are reasons. */
async function holdOf(app: App, domainHash: Buffer, publicationId: number): Promise<Buffer | undefined> {
  const hold = await findHold(app.db, domainHash);
  if (hold) return hold;
  for (const candidate of [domainHash, ALL_DOMAINS]) {
    if (!(await isSpiking(app.db, candidate, limitOf(candidate)))) continue;
    await beginHold(app, candidate, publicationId);
    return candidate;
  }
  return undefined;
}

/** One line for the operator and one alert, by whoever was first. */
async function beginHold(app: App, domainHash: Buffer, publicationId: number): Promise<void> {
  await inTransaction(app, async (inner) => {
    if (!(await insertHold(inner.db, domainHash))) return;
    const isForEverybody = isForAll(domainHash);
    await tellOfHold(inner, publicationId, isForEverybody);
    inner.log.warn({ event: 'sign-ups.spiking', held: isForEverybody ? 'everything' : 'one-domain' });
  });
}
