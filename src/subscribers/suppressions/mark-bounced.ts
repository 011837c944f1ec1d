import { inTransaction, type App } from '../../platform/app.ts';
import { redactedReply } from '../../platform/mail/redacted-reply.ts';
import { markBouncedRows } from '../queries.ts';
import { suppressBounced } from './suppression-queries.ts';

/** A mailbox that does not exist. */
export interface Bounced {
  publicationId: number;
  subscriberId: number;
  /** What a server said. */
  reply: string;
  /** What it was found out by, if that was a send. */
  sendId: number | null;
}

/**
 * Stops mail to mailboxes that do not exist (THR-01), everywhere, until their owner confirms afresh. Only what a sign-up asks
 * for still goes there, within its limits (BOMB-01): a mailbox may come to life.
 */
export async function markAllBounced(app: App, all: Bounced[]): Promise<void> {
  if (all.length === 0) return;
  await inTransaction(app, async ({ db, keys, log }) => {
    const byReader = new Map(all.map((one) => [one.subscriberId, one]));
    for (const [publicationId, ones] of Map.groupBy(all, (one) => one.publicationId)) {
      const ids = ones.map(({ subscriberId }) => subscriberId);
      const marked = await markBouncedRows(db, publicationId, ids);
      if (marked.length === 0) continue;
      await suppressBounced(
        db,
        marked.map(({ id, email }) => {
          const { reply = '', sendId = null } = byReader.get(id) ?? {};
          return { hashes: keys.addressHashes(email), source: redactedReply(reply, 200), sendId };
        }),
      );
      for (const { id } of marked) log.info({ event: 'subscriber.bounced', subscriberId: id, publicationId });
    }
  });
}

/** The same for readers of one publication, of whom the same is said. */
export const markBounced = (
  app: App,
  publicationId: number,
  subscriberIds: number[],
  reply: string,
  sendId: number | null = null,
): Promise<void> =>
  markAllBounced(
    app,
    subscriberIds.map((subscriberId) => ({ publicationId, subscriberId, reply, sendId })),
  );
