import type { App } from '../../platform/app.ts';
import { markAllBounced } from '../../subscribers/index.ts';
import { listWornOut } from './soft-queries.ts';

/** Ends the mail to readers whose mailbox took none for long, as to one that does not exist (THR-02). */
export async function judgeSoftBounces(
  app: App,
  publicationId: number,
  subscriberIds: number[],
): Promise<void> {
  if (subscriberIds.length === 0) return;
  const wornOut = await listWornOut(app.db, publicationId, [...new Set(subscriberIds)]);
  await markAllBounced(
    app,
    wornOut.map(({ subscriberId, sendId, says }) => ({ publicationId, subscriberId, sendId, reply: says })),
  );
}
