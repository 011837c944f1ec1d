import { z } from 'zod';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { parseInput } from '../../platform/input.ts';
import { deleteDepartures } from '../leaving/departure-queries.ts';
import { lockSubscribersByEmail, markBouncedNoMore, markLifted } from '../queries.ts';
import { emailField } from '../sign-up/sign-up-input.ts';
import type { SubscriberStatus } from '../subscriber.ts';
import {
  deleteSuppressions,
  deleteSuppressionsOfSend,
  listSuppressions,
  type Suppression,
} from './suppression-queries.ts';

const addressFields = z.strictObject({ email: emailField });

export interface Lifted {
  /** What kept the address from being mailed. */
  lifted: Pick<Suppression, 'reason' | 'publication' | 'since'>[];
  /** The subscriptions of the address whose status has changed. */
  subscribers: { id: number; publication: string; status: SubscriberStatus }[];
}

/** What keeps an address from being mailed. @throws InvalidInput */
export async function findSuppressionsOf(
  app: App,
  input: z.input<typeof addressFields>,
): Promise<Suppression[]> {
  const { email } = parseInput(addressFields, input);
  return listSuppressions(app.db, { hashes: app.keys.addressHashes(email.key), limit: 100 });
}

/**
 * An operator lets an address be mailed again (SUP-04). Nobody becomes a reader against their word by that: who complained or
 * wanted no mail can sign up and confirm again. Whoever only bounced is what they were before.
 * @throws InvalidInput
 */
export async function liftSuppression(app: App, input: z.input<typeof addressFields>): Promise<Lifted> {
  const { email } = parseInput(addressFields, input);
  return inTransaction(app, async (inner) => {
    const { db, keys, log } = inner;
    const all = await lockSubscribersByEmail(db, email.key);
    const ids = all.map(({ id }) => id);
    const found = await deleteSuppressions(db, keys.addressHashes(email.key));
    const subscribers = await markLifted(db, ids);
    await deleteDepartures(db, ids, ['never-again']);
    const lifted = withoutTwins(found);
    if (found.length + subscribers.length > 0) {
      // By the key and not by the address, which an erasure could not take out of the log.
      const subject = `address:${keys.addressHashes(email.key)[0].toString('hex').slice(0, 12)}`;
      const details = {
        reasons: lifted.map(({ reason }) => reason),
        subscriberIds: subscribers.map(({ id }) => id),
      };
      await audit(inner, { action: 'suppression.lifted', subject, details });
      log.info({ event: 'suppression.lifted', by: inner.actor, ...details });
    }
    return { lifted, subscribers };
  });
}

/**
 * What a send suppressed was its sender's fault: those readers are what they were before, unless something else happened since.
 * @returns how many addresses may be mailed again, and the subscriptions whose status changed.
 */
export async function liftSuppressionsOfSend(
  app: App,
  sendId: number,
): Promise<{ lifted: number; subscribers: Lifted['subscribers'] }> {
  return inTransaction(app, async (inner) => {
    const { db, log } = inner;
    const ids = await deleteSuppressionsOfSend(db, sendId);
    const subscribers = await markBouncedNoMore(db, ids);
    if (ids.length > 0) {
      const details = { lifted: ids.length, subscriberIds: subscribers.map(({ id }) => id) };
      await audit(inner, { action: 'suppression.lifted', subject: `send:${sendId}`, details });
      log.info({ event: 'suppression.lifted', by: inner.actor, sendId, lifted: ids.length });
    }
    return { lifted: ids.length, subscribers };
  });
}

/** An address has a key under every live secret. */
function withoutTwins(found: Omit<Suppression, 'email'>[]): Lifted['lifted'] {
  const byScope = new Map(
    found.map(({ reason, publication, since }) => [
      `${reason} ${publication ?? ''}`,
      { reason, publication, since },
    ]),
  );
  return [...byScope.values()];
}
