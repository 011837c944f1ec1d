import type { Db } from '../../platform/database.ts';

/** Removes what servers said about these subscribers (GDPR-02). */
export async function eraseReplies(db: Db, subscriberIds: number[]): Promise<void> {
  await db.raw('update messages set reply = null where subscriber_id = any(?::bigint[])', [subscriberIds]);
  await db.raw('delete from refusals where subscriber_id = any(?::bigint[])', [subscriberIds]);
}
