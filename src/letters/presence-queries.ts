import { rows, type Db } from '../platform/database.ts';

/** Somebody who has a draft open. */
export interface Present {
  userId: number;
  /** Has typed in the last half minute; else they look. */
  isWriting: boolean;
}

const IS_HERE = `p.seen_at > now() - interval '30 seconds'`;
const PRESENT = `p.user_id as "userId", coalesce(p.typed_at > now() - interval '30 seconds', false) as "isWriting"`;

/** Rows of people who closed the page an hour ago go with the next sign of anybody. */
export async function touchPresence(
  db: Db,
  sendId: number,
  userId: number,
  isWriting: boolean,
): Promise<void> {
  await db.raw(
    `insert into letter_presence as p (send_id, user_id, typed_at)
     values (:sendId, :userId, case when :isWriting then now() end)
         on conflict (send_id, user_id) do update
        set seen_at = now(), typed_at = coalesce(excluded.typed_at, p.typed_at)`,
    { sendId, userId, isWriting },
  );
  await db.raw(
    `delete from letter_presence where seen_at < now() - interval '1 hour' and (send_id, user_id) in
       (select send_id, user_id from letter_presence where seen_at < now() - interval '1 hour' for update skip locked)`,
  );
}

/** Who has it open by the database's clock, in the order of their ids. */
export function listPresent(db: Db, sendId: number): Promise<Present[]> {
  return rows(
    db,
    `select ${PRESENT} from letter_presence p where p.send_id = ? and ${IS_HERE} order by p.user_id`,
    [sendId],
  );
}

export function listPresentInDrafts(
  db: Db,
  publicationId: number,
): Promise<(Present & { sendId: number })[]> {
  return rows(
    db,
    `select p.send_id as "sendId", ${PRESENT} from letter_presence p join sends d on d.id = p.send_id
      where d.publication_id = ? and ${IS_HERE} order by p.user_id`,
    [publicationId],
  );
}

export async function deletePresence(db: Db, sendId: number): Promise<void> {
  await db.raw('delete from letter_presence where send_id = ?', [sendId]);
}
