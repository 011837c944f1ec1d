import { takeHardBounces } from '../delivery/index.ts';
import { inTransaction, type App } from '../platform/app.ts';
import { markBounced } from '../subscribers/index.ts';
import { getSendPublication } from './queries.ts';

const AT_ONCE = 100;

/**
 * Stops mail to the mailboxes that were found not to exist (THR-01). They stand in the ledger until that is done, so that a
 * worker that dies in between loses none.
 */
export async function suppressBounced(app: App): Promise<void> {
  while ((await suppressSome(app)) === AT_ONCE);
}

function suppressSome(app: App): Promise<number> {
  return inTransaction(app, async (inner) => {
    const bounces = await takeHardBounces(inner.db, AT_ONCE);
    const inOrder = bounces.toSorted((one, other) => one.subscriberId - other.subscriberId);
    for (const { sendId, subscriberId, reply } of inOrder) {
      const publicationId = await getSendPublication(inner.db, sendId);
      await markBounced(inner, publicationId, [subscriberId], reply);
    }
    return bounces.length;
  });
}
