import { inTransaction, type App } from '../../platform/app.ts';
import { redactedReply } from '../../platform/mail/redacted-reply.ts';
import { markBouncedRows } from '../queries.ts';
import { EVERYWHERE, suppress } from './suppression-queries.ts';

/**
 * Stops mail to mailboxes that do not exist (THR-01), everywhere, until their owner confirms afresh. Only what a sign-up asks
 * for still goes there, within its limits (BOMB-01): a mailbox may come to life.
 * @param sendId what it was found out by, if that was a send.
 */
export async function markBounced(
  app: App,
  publicationId: number,
  subscriberIds: number[],
  reply: string,
  sendId: number | null = null,
): Promise<void> {
  await inTransaction(app, async ({ db, keys, log }) => {
    for (const { id, email } of await markBouncedRows(db, publicationId, subscriberIds)) {
      await suppress(db, keys.addressHashes(email), EVERYWHERE, 'bounced', redactedReply(reply, 200), sendId);
      log.info({ event: 'subscriber.bounced', subscriberId: id, publicationId });
    }
  });
}
