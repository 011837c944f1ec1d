import { firstRow, type Db } from '../../platform/database.ts';

/** How far a mailbox was looked through: UIDs only grow as long as UIDVALIDITY stays (RFC 3501 §2.3.1.1). */
export interface Place {
  uidValidity: number;
  lastUid: number;
}

export function findPlace(db: Db, key: string): Promise<Place | undefined> {
  return firstRow(
    db,
    'select uid_validity as "uidValidity", last_uid as "lastUid" from inbound_mailboxes where key = ?',
    [key],
  );
}

/** Never back, as long as the mailbox is the same. */
export async function movePlace(db: Db, key: string, { uidValidity, lastUid }: Place): Promise<void> {
  await db.raw(
    `insert into inbound_mailboxes as m (key, uid_validity, last_uid) values (:key, :uidValidity, :lastUid)
     on conflict (key) do update
       set last_uid = case when m.uid_validity = excluded.uid_validity then greatest(m.last_uid, excluded.last_uid) else excluded.last_uid end,
           uid_validity = excluded.uid_validity`,
    { key, uidValidity, lastUid },
  );
}
