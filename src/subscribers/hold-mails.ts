import type { App } from '../platform/app.ts';
import { ALL_DOMAINS, isForAll, limitOf } from './hold.ts';
import { findHold, findWaitingMail, insertHold, isSpiking, markMailHeld } from './hold-queries.ts';

/** What the database keeps of a mail domain, to count by it. 16 bytes. */
export function domainHashOf(app: App, domain: string): Buffer {
  return app.keys.derive('domain', domain).subarray(0, 16);
}

/**
 * Sets a confirmation mail aside while sign-ups spike, at its domain or everywhere (BOMB-02). It is part of the mail's
 * job and not of the sign-up, so that the answer and its time tell nothing (ENU-01). `letHeldMailsGo` brings it back.
 * @returns whether the mail waits now.
 */
export async function holdWhileSpiking(app: App, subscriberId: number): Promise<boolean> {
  const mail = await findWaitingMail(app.db, subscriberId);
  if (!mail || mail.isReleased) return false;
  const hold = await holdOf(app, domainHashOf(app, mail.domain));
  if (!hold || !(await markMailHeld(app.db, subscriberId, hold))) return false;
  app.log.debug({ event: 'system-mail.held', subscriberId });
  return true;
}

/** The hold that is on for a domain, begun now if there are reasons. */
async function holdOf(app: App, domainHash: Buffer): Promise<Buffer | undefined> {
  const hold = await findHold(app.db, domainHash);
  if (hold) return hold;
  for (const candidate of [domainHash, ALL_DOMAINS]) {
    if (!(await isSpiking(app.db, candidate, limitOf(candidate)))) continue;
    // One line for the operator, by whoever was first.
    if (await insertHold(app.db, candidate))
      app.log.warn({ event: 'sign-ups.spiking', held: isForAll(candidate) ? 'everything' : 'one-domain' });
    return candidate;
  }
  return undefined;
}
