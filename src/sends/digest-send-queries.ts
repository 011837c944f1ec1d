import { firstRow, type Db } from '../platform/database.ts';
import { NEW_MESSAGE_KEY } from './draft-queries.ts';

export interface NewDigestSend {
  publicationId: number;
  occasion: string;
  subject: string;
  /** Whom it is for; null: whatever their rhythm. */
  rhythm: string | null;
  scheduledAt: Date;
  /** For how long people can look at it before; null: they are not asked. */
  reviewMinutes: number | null;
}

/** A digest that nobody wrote: what each reader follows of the articles is in theirs. @returns its id. */
export async function insertDigestSend(db: Db, send: NewDigestSend): Promise<number> {
  const row = await firstRow<{ id: number }>(
    db,
    `insert into sends (publication_id, kind, occasion, subject, rhythm, is_for_all, scheduled_at, review_at, approval, status, message_key)
     select :publicationId, 'digest', :occasion, :subject, cast(:rhythm as text), true, due.at, due.at - make_interval(mins => cast(:reviewMinutes as int)),
            case when cast(:reviewMinutes as int) is not null then 'anybody' end, 'scheduled', ${NEW_MESSAGE_KEY}
       from (select cast(:scheduledAt as timestamptz) as at) due
     returning id`,
    { ...send },
  );
  if (!row) throw new Error('insert returned no row');
  return row.id;
}

const IS_WAITING = `occasion like 'digest:%' and status = 'scheduled' and prepared_at is null`;

/** A digest of a time in which another copy may have sent it. */
export async function holdDigestForGap(db: Db, id: number, gapId: number): Promise<void> {
  await db.raw(
    `update sends set status = 'held', gap_id = ?, held_from = 'scheduled', review_at = null, approval = null where id = ? and ${IS_WAITING}`,
    [gapId, id],
  );
}

/** A digest that was due while nobody could send it becomes the one of a later moment. */
export async function moveDigestSend(db: Db, id: number, at: Date): Promise<void> {
  await db.raw(`update sends set scheduled_at = ? where id = ? and ${IS_WAITING}`, [at, id]);
}

/** Sends it at once. */
export async function hurryDigestSend(db: Db, id: number): Promise<void> {
  await db.raw(
    `update sends set scheduled_at = least(scheduled_at, now()), review_at = null, approval = null, blocked_until = null
      where id = ? and ${IS_WAITING}`,
    [id],
  );
}

/** Takes away a planned digest that has another time by now. */
export async function removePlannedSend(db: Db, id: number): Promise<void> {
  await db.raw(`delete from sends where id = ? and ${IS_WAITING}`, [id]);
}
