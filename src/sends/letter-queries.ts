import { changedRows, firstRow, rows, type Db } from '../platform/database.ts';
import type { Letter } from './letter.ts';
import type { WallTime } from './wall-time.ts';

export interface LetterColumns {
  subject: string;
  preheader: string;
  markdown: string;
  topicIds: number[];
  rhythm: string | null;
}

/** A draft. The key makes the Message-IDs: two version 4 UUIDs hold 244 random bits. */
export async function insertLetter(db: Db, publicationId: number, letter: LetterColumns): Promise<number> {
  const inserted = await firstRow<{ id: number }>(
    db,
    `with send as (
       insert into sends (publication_id, kind, status, subject, topic_ids, rhythm, message_key)
       values (:publicationId, 'letter', 'draft', :subject, cast(:topicIds as bigint[]), :rhythm,
               sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')))
       returning id)
     insert into letters (send_id, preheader, markdown) select id, :preheader, :markdown from send
     returning send_id as id`,
    { publicationId, ...letter },
  );
  if (!inserted) throw new Error('insert returned no row');
  return inserted.id;
}

/** False when the send is no draft any more. */
export async function updateLetter(db: Db, sendId: number, letter: LetterColumns): Promise<boolean> {
  const changed = await changedRows(
    db,
    `with send as (
       update sends set subject = :subject, topic_ids = cast(:topicIds as bigint[]), rhythm = :rhythm,
              reason = case when status = 'held' then reason end
        where id = :sendId and kind = 'letter' and (status = 'draft' or status = 'held' and prepared_at is null) returning id)
     update letters l set preheader = :preheader, markdown = :markdown from send where l.send_id = send.id`,
    { sendId, ...letter },
  );
  return changed === 1;
}

/** False when the send is no draft any more. */
export async function deleteDraft(db: Db, sendId: number): Promise<boolean> {
  const isDraft = await firstRow(
    db,
    `select 1 as found from sends where id = ? and kind = 'letter' and status = 'draft' for update`,
    [sendId],
  );
  if (!isDraft) return false;
  await db.raw('delete from letters where send_id = ?', [sendId]);
  await db.raw('delete from sends where id = ?', [sendId]);
  return true;
}

/** Undefined for a send that is no letter. Topics that are gone have no name any more. */
export async function findLetter(db: Db, sendId: number): Promise<Letter | undefined> {
  const row = await firstRow<Omit<Letter, 'schedule'> & { wallTime: string | null; timeZone: string | null }>(
    db,
    `select l.preheader, l.markdown, d.rhythm, l.wall_time as "wallTime", l.time_zone as "timeZone",
            array(select t.slug from topics t
                   where t.id = any(d.topic_ids) and t.publication_id = d.publication_id
                   order by t.position, t.id) as topics
       from letters l join sends d on d.id = l.send_id where l.send_id = ?`,
    [sendId],
  );
  if (!row) return undefined;
  const { wallTime, timeZone, ...letter } = row;
  return { ...letter, schedule: wallTime !== null && timeZone !== null ? { wallTime, timeZone } : null };
}

/**
 * Sets or moves the time of a letter that nobody has claimed; false when it is past that.
 * @param at null: now, by the database's clock (TIM-06).
 */
export async function setSchedule(
  db: Db,
  sendId: number,
  at: Date | null,
  wall: WallTime | null,
): Promise<boolean> {
  const changed = await changedRows(
    db,
    `with send as (
       update sends set status = 'scheduled', scheduled_at = coalesce(cast(:at as timestamptz), now()),
              reason = null, blocked_until = null, gap_id = null, held_from = null, may_be_late = false
        where id = :sendId and kind = 'letter'
          and (status in ('draft', 'scheduled') or status = 'held' and prepared_at is null) returning id)
     update letters l set wall_time = :wallTime, time_zone = :timeZone from send where l.send_id = send.id`,
    { sendId, at, wallTime: wall?.wallTime ?? null, timeZone: wall?.timeZone ?? null },
  );
  return changed === 1;
}

/** Back to a draft; false when it is claimed already. */
export async function clearSchedule(db: Db, sendId: number): Promise<boolean> {
  const changed = await changedRows(
    db,
    `with send as (
       update sends set status = 'draft', scheduled_at = null, reason = null, blocked_until = null,
              gap_id = null, held_from = null, may_be_late = false
        where id = :sendId and kind = 'letter'
          and (status = 'scheduled' or status = 'held' and prepared_at is null) returning id)
     update letters l set wall_time = null, time_zone = null from send where l.send_id = send.id`,
    { sendId },
  );
  return changed === 1;
}

/** Gives a letter that cannot be prepared back to its editor. */
export async function returnToDraft(db: Db, sendId: number, reason: string): Promise<void> {
  await db.raw(
    `update sends set status = 'draft', reason = ?, scheduled_at = null, lease_until = null
      where id = ? and status = 'preparing'`,
    [reason, sendId],
  );
}

export interface WallTimeSchedule extends WallTime {
  sendId: number;
  scheduledAt: Date;
}

export function listWallTimeSchedules(db: Db): Promise<WallTimeSchedule[]> {
  return rows(
    db,
    `select d.id as "sendId", d.scheduled_at as "scheduledAt", l.wall_time as "wallTime", l.time_zone as "timeZone"
       from sends d join letters l on l.send_id = d.id
      where d.status = 'scheduled' and l.wall_time is not null`,
  );
}

/** Moves a schedule unless somebody changed or claimed it meanwhile. */
export async function moveSchedule(db: Db, from: WallTimeSchedule, to: Date): Promise<boolean> {
  const changed = await changedRows(
    db,
    `update sends set scheduled_at = :to
      where id = :sendId and status = 'scheduled' and date_trunc('milliseconds', scheduled_at) = :scheduledAt`,
    { sendId: from.sendId, scheduledAt: from.scheduledAt, to },
  );
  return changed === 1;
}

/** Seconds by which `at` lies ahead of the database's clock. */
export async function secondsUntil(db: Db, at: Date): Promise<number> {
  const row = await firstRow<{ seconds: number }>(
    db,
    'select extract(epoch from cast(? as timestamptz) - now())::float8 as seconds',
    [at],
  );
  return row?.seconds ?? 0;
}
