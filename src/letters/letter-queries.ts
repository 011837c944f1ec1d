import type { Actor } from '../platform/actor.ts';
import { firstRow, rows, type Db } from '../platform/database.ts';
import type { Send } from '../sends/index.ts';
import type { Letter, LetterAudience, LetterTexts } from './letter.ts';
import type { WallTime } from './wall-time.ts';

type LetterText = Pick<LetterTexts, 'preheader' | 'markdown'>;

/** @param madeWith names the form it was written in. @returns false when that form has made one already. */
export async function insertLetter(
  db: Db,
  sendId: number,
  letter: LetterText & { by: Actor; madeWith?: string | undefined },
): Promise<boolean> {
  const inserted = await rows(
    db,
    `insert into letters (send_id, preheader, markdown, written_by, stretch_by, made_with)
     values (:sendId, :preheader, :markdown, :by, :by, :madeWith) on conflict (made_with) do nothing returning send_id`,
    { sendId, ...letter, madeWith: letter.madeWith ?? null },
  );
  return inserted.length === 1;
}

export async function findMadeWith(db: Db, madeWith: string): Promise<number | undefined> {
  const found = await firstRow<{ id: number }>(db, 'select send_id as id from letters where made_with = ?', [
    madeWith,
  ]);
  return found?.id;
}

/** A draft with all that one change of it needs to know. */
export interface LockedDraft extends LetterTexts, LetterAudience {
  version: number;
  /** Also of topics that are gone. */
  topicIds: number[];
  /** Whatever a reader follows; not so when its topics are gone. */
  isForAll: boolean;
  /** Its segment is gone: it reaches nobody. */
  isSegmentGone: boolean;
  writtenBy: Actor | null;
  writtenAt: Date;
  /** The first change of another person, or of the same one after ten minutes. */
  isNewStretch: boolean;
}

const TOPICS = `array(select t.slug from topics t
                       where t.id = any(d.topic_ids) and t.publication_id = d.publication_id
                       order by t.position, t.id) as topics`;

/** The caller holds the send's row. Undefined for a send that is no letter. */
export function findDraft(db: Db, sendId: number, by: Actor): Promise<LockedDraft | undefined> {
  return firstRow<LockedDraft>(
    db,
    `select d.subject, l.preheader, l.markdown, d.rhythm, d.topic_ids as "topicIds", d.is_for_all as "isForAll",
            d.segment_id as segment, d.is_for_segment and d.segment_id is null as "isSegmentGone", ${TOPICS},
            l.version, l.written_by as "writtenBy", l.written_at as "writtenAt",
            l.stretch_at < now() - interval '10 minutes'
            or l.stretch_by is distinct from :by
               and not exists (select from letter_versions v
                                where v.send_id = l.send_id and v.kept_at > now() - interval '1 minute') as "isNewStretch"
       from letters l join sends d on d.id = l.send_id where l.send_id = :sendId`,
    { sendId, by },
  );
}

/** @returns the new version. */
export async function updateLetter(
  db: Db,
  sendId: number,
  letter: LetterText & { by: Actor; isNewStretch: boolean },
): Promise<number> {
  const [row] = await rows<{ version: number }>(
    db,
    `update letters set preheader = :preheader, markdown = :markdown, version = version + 1, written_by = :by, written_at = now(),
            stretch_by = case when :isNewStretch then :by else stretch_by end,
            stretch_at = case when :isNewStretch then now() else stretch_at end
      where send_id = :sendId returning version`,
    { sendId, ...letter },
  );
  return row?.version ?? 0;
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
    `select l.version, l.written_at as "writtenAt", l.preheader, l.markdown, d.rhythm, d.segment_id as segment, l.wall_time as "wallTime", l.time_zone as "timeZone", ${TOPICS}
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

/** A draft in a list of them. */
export interface DraftRow {
  id: number;
  kind: Send['kind'];
  /** Empty until somebody writes one. */
  subject: string;
  version: number;
  writtenBy: Actor | null;
  writtenAt: Date;
}

/** The last written first. */
export function listDraftRows(db: Db, publicationId: number): Promise<DraftRow[]> {
  return rows(
    db,
    `select d.id, d.kind, d.subject, l.version, l.written_by as "writtenBy", l.written_at as "writtenAt"
       from sends d join letters l on l.send_id = d.id
      where d.publication_id = ? and d.status = 'draft' order by l.written_at desc, d.id desc limit 200`,
    [publicationId],
  );
}
