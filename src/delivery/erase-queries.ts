import type { Db } from '../platform/database.ts';

/** Removes copies of mail to these addresses and what servers said about these subscribers (GDPR-02). */
export async function eraseMailTraces(db: Db, subscriberIds: number[], addresses: string[]): Promise<void> {
  await db.raw('delete from mailbox where lower(envelope_to) = any(?::text[])', [
    addresses.map((address) => address.toLowerCase()),
  ]);
  await db.raw('update messages set reply = null where subscriber_id = any(?::bigint[])', [subscriberIds]);
}
