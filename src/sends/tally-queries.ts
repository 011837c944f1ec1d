import { firstRow, type Db } from '../platform/database.ts';

/** A worker may still bring answers of a send that was cancelled. */
const SETTLING = `interval '30 seconds'`;

export function findUntalliedSend(db: Db): Promise<{ id: number; finishedAt: string } | undefined> {
  return firstRow(
    db,
    // The moment as text, because a Date knows no microseconds.
    `select id, finished_at::text as "finishedAt" from sends
      where not is_tallied and audience_size > 0 and status in ('sent', 'cancelled')
        and finished_at < now() - case when status = 'cancelled' then ${SETTLING} else interval '0' end
      order by id desc limit 1`,
  );
}

/** Unless it was sent again meanwhile. */
export async function markTallied(db: Db, id: number, finishedAt: string): Promise<void> {
  await db.raw(
    `update sends set is_tallied = true
      where id = ? and finished_at = ?::timestamptz and status in ('sent', 'cancelled')`,
    [id, finishedAt],
  );
}

export async function isTallied(db: Db, id: number): Promise<boolean> {
  const row = await firstRow<{ isTallied: boolean }>(
    db,
    'select is_tallied as "isTallied" from sends where id = ?',
    [id],
  );
  return row?.isTallied ?? false;
}
