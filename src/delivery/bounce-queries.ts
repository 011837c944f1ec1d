import { rows, type Db } from '../platform/database.ts';

export interface HardBounce {
  sendId: number;
  subscriberId: number;
  /** The server's words. */
  reply: string;
}

/** Takes some of the hard bounces that nobody has drawn the consequence of; in a transaction with that consequence (THR-01). */
export function takeHardBounces(db: Db, limit: number): Promise<HardBounce[]> {
  return rows(
    db,
    `delete from hard_bounces b
      using (select send_id, subscriber_id from hard_bounces
              order by subscriber_id, send_id limit ? for update skip locked) due
      where b.send_id = due.send_id and b.subscriber_id = due.subscriber_id
     returning b.send_id as "sendId", b.subscriber_id as "subscriberId", b.reply`,
    [limit],
  );
}
