import { rows, type Db } from '../platform/database.ts';

/** Cancelled digests of which nothing is in hand any more, that owe their articles to whom they did not reach. */
export function listOwingSends(db: Db): Promise<{ id: number; batches: number }[]> {
  return rows(
    db,
    `select d.id, (select coalesce(max(b.batch_no) + 1, 0) from send_batches b where b.send_id = d.id) as batches
       from sends d
      where d.owes_unreached and d.status = 'cancelled'
        and not exists (select from send_batches b where b.send_id = d.id and b.lease_until > now())
        and not exists (select from message_retries t where t.send_id = d.id and t.lease_until > now())
      order by d.id`,
  );
}

export async function clearOwing(db: Db, id: number): Promise<void> {
  await db.raw('update sends set owes_unreached = false where id = ?', [id]);
}
