import { firstRow, rows, type Db } from '../platform/database.ts';
import type { Letter } from './letter.ts';
import type { WallTime } from './wall-time.ts';

/** What was written, beside the draft it belongs to. */
export interface LetterText {
  preheader: string;
  markdown: string;
}

export async function insertLetter(db: Db, sendId: number, letter: LetterText): Promise<void> {
  await db.raw('insert into letters (send_id, preheader, markdown) values (:sendId, :preheader, :markdown)', {
    sendId,
    ...letter,
  });
}

export async function updateLetter(db: Db, sendId: number, letter: LetterText): Promise<void> {
  await db.raw('update letters set preheader = :preheader, markdown = :markdown where send_id = :sendId', {
    sendId,
    ...letter,
  });
}

export async function deleteLetterText(db: Db, sendId: number): Promise<void> {
  await db.raw('delete from letters where send_id = ?', [sendId]);
}

/** @param wall null: it is due at an instant, or not at all. */
export async function setWallTime(db: Db, sendId: number, wall: WallTime | null): Promise<void> {
  await db.raw('update letters set wall_time = ?, time_zone = ? where send_id = ?', [
    wall?.wallTime ?? null,
    wall?.timeZone ?? null,
    sendId,
  ]);
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

/** Seconds by which `at` lies ahead of the database's clock. */
export async function secondsUntil(db: Db, at: Date): Promise<number> {
  const row = await firstRow<{ seconds: number }>(
    db,
    'select extract(epoch from cast(? as timestamptz) - now())::float8 as seconds',
    [at],
  );
  return row?.seconds ?? 0;
}
