import { changedRows, type Db } from '../../platform/database.ts';

/** Notes that confirmations wait until a spike is over. */
export async function insertSpikeWaits(
  db: Db,
  waits: { noticeId: number; domainHash: Buffer }[],
): Promise<void> {
  await db.raw(
    `insert into sign_up_waits (notice_id, waits_for, held_by)
     select id, 'spike', held_by from unnest(?::bigint[], ?::bytea[]) as w (id, held_by)
     on conflict (notice_id) do update set waits_for = excluded.waits_for, held_by = excluded.held_by`,
    [waits.map(({ noticeId }) => noticeId), waits.map(({ domainHash }) => domainHash)],
  );
}

/** Its turn has come; the link in the mail is good for a week from now on. False when it waits no more. */
export async function endWait(db: Db, noticeId: number): Promise<boolean> {
  const sql = `delete from sign_up_waits where notice_id = ? and waits_for <> 'spike'`;
  if ((await changedRows(db, sql, [noticeId])) === 0) return false;
  await db.raw(
    `update confirmations c set expires_at = now() + interval '7 days'
       from notices n where n.id = ? and c.subscriber_id = n.subscriber_id and c.used_at is null`,
    [noticeId],
  );
  return true;
}

/** What is withdrawn waits for nothing. */
export async function deleteWaits(db: Db, noticeIds: number[]): Promise<void> {
  await db.raw('delete from sign_up_waits where notice_id = any(?::bigint[])', [noticeIds]);
}
