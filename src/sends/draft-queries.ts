import { changedRows, firstRow, jsonOf, type Db } from '../platform/database.ts';
import type { Reason } from '../words/index.ts';
import type { SendKindName } from './send.ts';

/** Of a send that an editor prepares: what it is called, and for whom it is. */
export interface DraftColumns {
  subject: string;
  /** Empty: for everybody. */
  topicIds: number[];
  /** Only for readers of this rhythm; null: for all. */
  rhythm: string | null;
  /** Only for readers of this segment; null: for all. */
  segmentId: number | null;
}

/** The key makes the Message-IDs: two version 4 UUIDs hold 244 random bits. */
export const NEW_MESSAGE_KEY = `sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))`;

/** Changes may be made as long as nobody prepared it and it waits for an editor. */
const IS_EDITABLE = `(status = 'draft' or status = 'held' and prepared_at is null)`;

export async function insertDraft(
  db: Db,
  publicationId: number,
  kind: SendKindName,
  draft: DraftColumns,
): Promise<number> {
  const inserted = await firstRow<{ id: number }>(
    db,
    `insert into sends (publication_id, kind, status, subject, topic_ids, is_for_all, rhythm, segment_id, is_for_segment, message_key)
     values (:publicationId, :kind, 'draft', :subject, cast(:topicIds as bigint[]), cast(:topicIds as bigint[]) = '{}', :rhythm,
             cast(:segmentId as bigint), cast(:segmentId as bigint) is not null, ${NEW_MESSAGE_KEY})
     returning id`,
    { publicationId, kind, ...draft },
  );
  if (!inserted) throw new Error('insert returned no row');
  return inserted.id;
}

/**
 * Without an audience it stays as it is, also where a topic of it is gone.
 * @returns false when the send is no draft any more.
 */
export async function updateDraft(
  db: Db,
  id: number,
  { subject, audience }: { subject: string; audience?: Omit<DraftColumns, 'subject'> | undefined },
): Promise<boolean> {
  const forWhom = audience
    ? `topic_ids = cast(:topicIds as bigint[]), is_for_all = cast(:topicIds as bigint[]) = '{}', rhythm = :rhythm,
       segment_id = cast(:segmentId as bigint), is_for_segment = cast(:segmentId as bigint) is not null,
       counted_audience = null, counted_at = null,`
    : '';
  const changed = await changedRows(
    db,
    `update sends set ${forWhom} subject = :subject, reason = case when status = 'held' then reason end,
            approved_by = null, chosen_subject = null
      where id = :id and ${IS_EDITABLE}`,
    { id, subject, ...audience },
  );
  return changed === 1;
}

/** False when the send is no draft any more. */
export async function deleteDraft(db: Db, id: number): Promise<boolean> {
  return (await changedRows(db, `delete from sends where id = ? and status = 'draft'`, [id])) === 1;
}

/** When a send is to go out. */
export interface Moment {
  /** Null: now, by the database's clock (TIM-06). */
  at: Date | null;
  /** At least so much is left to take it back; one that goes out earlier still does. */
  undoSeconds: number;
}

/** An automatic send that gets another time is looked at until then; whoever says "now" approves it. */
const STAYS_IN_REVIEW = `(status = 'scheduled' and occasion is not null and cast(:at as timestamptz) is not null)`;

/**
 * Sets or moves the time of what nobody has claimed; false when it is past that. What a second person has approved keeps that,
 * since nobody can change it while it waits.
 */
export async function setSchedule(db: Db, id: number, { at, undoSeconds }: Moment): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update sends
        set scheduled_at = coalesce(cast(:at as timestamptz),
                                    least(case when status = 'scheduled' and scheduled_at > now() then scheduled_at end,
                                          now() + make_interval(secs => :undoSeconds))),
            review_at = case when ${STAYS_IN_REVIEW} then cast(:at as timestamptz) - (scheduled_at - review_at) end,
            approval = case when ${STAYS_IN_REVIEW} then approval end,
            reason = case when ${STAYS_IN_REVIEW} and reason->>'code' = 'in-review' then reason end,
            approved_by = case when status = 'scheduled' then approved_by end, scheduled_by = null,
            status = 'scheduled', blocked_until = null, gap_id = null, held_from = null, may_be_late = false
      where id = :id and (status = 'scheduled' or ${IS_EDITABLE})`,
    { id, at, undoSeconds },
  );
  return changed === 1;
}

/** Back to a draft; false when it is claimed already. */
export async function clearSchedule(db: Db, id: number): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update sends set status = 'draft', scheduled_at = null, reason = null, blocked_until = null,
            gap_id = null, held_from = null, may_be_late = false,
            review_at = null, approval = null, scheduled_by = null, approved_by = null
      where id = ? and (status = 'scheduled' or status = 'held' and prepared_at is null)`,
    [id],
  );
  return changed === 1;
}

/** Gives a send that cannot be prepared back to its editor. */
export async function returnToDraft(db: Db, id: number, reason: Reason): Promise<void> {
  await db.raw(
    `update sends set status = 'draft', reason = ?, scheduled_at = null, lease_until = null
      where id = ? and status = 'preparing'`,
    [jsonOf(reason), id],
  );
}

/** Moves a schedule unless somebody changed or claimed it meanwhile. */
export async function moveSchedule(db: Db, id: number, from: Date, to: Date): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update sends set scheduled_at = :to
      where id = :id and status = 'scheduled' and date_trunc('milliseconds', scheduled_at) = :from`,
    { id, from, to },
  );
  return changed === 1;
}
