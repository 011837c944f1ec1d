import { rows, type Db } from '../../platform/database.ts';
import {
  IN_BUCKET,
  JOIN_BUCKET,
  MARK,
  UNTIL_INCLUDED,
  type Bucket,
  type Rhythm,
} from '../../rhythms/index.ts';

/** How a reader gets mail. */
export interface Ways {
  id: number;
  rhythm: Rhythm;
  isPaused: boolean;
  /** What is numbered up to here was decided about. */
  mark: number;
}

/**
 * Takes these readers out of what their bucket knows: each has a mark of their own from now on, as it is now. The mark of a paused
 * reader stays where the pause began.
 * @returns them as they were, in the order of their ids.
 */
export function settleMarks(db: Db, ids: number[]): Promise<Ways[]> {
  return rows(
    db,
    `with found as (
       select s.id, ${MARK} as mark, p.last_run
         from subscribers s join publications p on p.id = s.publication_id ${JOIN_BUCKET}
        where s.id = any(cast(? as bigint[])) order by s.id for update of s)
     update subscribers s
        set mark = f.mark, ways_changed_at = now(),
            mark_run = case when s.mark_run = ${UNTIL_INCLUDED} then s.mark_run else f.last_run end
       from found f where s.id = f.id
     returning s.id, s.rhythm, s.paused_until is not null as "isPaused", s.mark`,
    [ids],
  );
}

export function listWays(db: Db, ids: number[]): Promise<Ways[]> {
  return rows(
    db,
    `select id, rhythm, paused_until is not null as "isPaused", mark from subscribers where id = any(cast(? as bigint[])) order by id`,
    [ids],
  );
}

/** Keeps the marks of readers whose pause begins, whatever digests go out meanwhile. */
export async function keepMarks(db: Db, ids: number[]): Promise<void> {
  await db.raw(`update subscribers set mark_run = ${UNTIL_INCLUDED} where id = any(cast(? as bigint[]))`, [
    ids,
  ]);
}

/** Everything that was numbered until now was decided about for these readers. */
export async function setMarks(
  db: Db,
  ids: number[],
  { lastNumber, lastRun }: { lastNumber: number; lastRun: number },
): Promise<void> {
  await db.raw(
    `update subscribers set mark = :lastNumber, mark_run = :lastRun where id = any(cast(:ids as bigint[]))`,
    { ids, lastNumber, lastRun },
  );
}

/** What is numbered up to the cut was brought to the readers of a bucket, also to those who have a mark of their own. */
export async function raiseMarks(
  db: Db,
  bucket: Bucket,
  { cut, run }: { cut: number; run: number },
): Promise<void> {
  const { publicationId, rhythm, timeZone, localHour } = bucket;
  await db.raw(
    `update subscribers s set mark = :cut
      where s.publication_id = :publicationId and ${IN_BUCKET} and s.paused_until is null
        and s.mark_run >= cast(:run as bigint) and s.mark < :cut`,
    { publicationId, rhythm, timeZone, localHour, cut, run },
  );
}

/** Readers who wait for more articles keep their mark until a run includes them. @param waiting query for `id` and `mark`. */
export async function holdMarks(
  db: Db,
  waiting: { sql: string; bindings: Record<string, unknown> },
): Promise<void> {
  await db.raw(
    `update subscribers s set mark = w.mark, mark_run = ${UNTIL_INCLUDED} from (${waiting.sql}) w
      where s.id = w.id and s.mark_run <> ${UNTIL_INCLUDED}`,
    waiting.bindings as Record<string, string>,
  );
}

/** Those who waited and are in this digest go with their bucket again. */
export async function releaseMarks(
  db: Db,
  publicationId: number,
  sendId: number,
  { cut, run }: { cut: number; run: number },
): Promise<void> {
  await db.raw(
    `update subscribers s set mark = :cut, mark_run = :run
      where s.publication_id = :publicationId and s.mark_run = ${UNTIL_INCLUDED} and s.paused_until is null
        and s.id in (select r.id from send_batches b cross join lateral unnest(b.subscriber_ids) r (id) where b.send_id = :sendId)`,
    { publicationId, sendId, cut, run },
  );
}

/** The rhythms that readers of one had before the publication changed its default, as long as no mail told them. */
export async function listRhythmsToTell(db: Db, publicationId: number, rhythm: Rhythm): Promise<Rhythm[]> {
  const found = await rows<{ before: Rhythm }>(
    db,
    `select distinct rhythm_before as before from subscribers
      where publication_id = ? and rhythm_before is not null and rhythm = ? and status = 'active' order by 1`,
    [publicationId, rhythm],
  );
  return found.map(({ before }) => before);
}

/** Readers of this send were told that the publication changed its default. @param of.rhythm left out: whatever theirs is. */
export async function noteToldOfDefault(
  db: Db,
  of: { publicationId: number; sendId: number; rhythms: Rhythm[]; rhythm?: Rhythm },
): Promise<void> {
  if (of.rhythms.length === 0) return;
  await db.raw(
    `update subscribers s set rhythm_before = null
      where s.publication_id = :publicationId and s.rhythm_before = any(cast(:rhythms as text[]))
        and s.rhythm = coalesce(cast(:rhythm as text), s.rhythm)
        and s.id in (select r.id from send_batches b cross join lateral unnest(b.subscriber_ids) r (id) where b.send_id = :sendId)`,
    { rhythm: null, ...of },
  );
}

/** Readers whose pause is over, some at a time. */
export async function listReturning(
  db: Db,
  { publicationId, at, limit }: { publicationId: number | null; at: Date | null; limit: number },
): Promise<{ id: number; publicationId: number }[]> {
  return rows(
    db,
    `select id, publication_id as "publicationId" from subscribers
      where paused_until <= greatest(now(), cast(:at as timestamptz))
        and (cast(:publicationId as bigint) is null or publication_id = :publicationId)
      order by publication_id, id limit :limit`,
    { publicationId, at, limit },
  );
}

export async function endPauses(db: Db, ids: number[]): Promise<void> {
  await db.raw(
    `update subscribers set paused_at = null, paused_until = null where id = any(cast(? as bigint[])) and paused_until is not null`,
    [ids],
  );
}

/** Readers who never chose, and have another rhythm than this one. */
export async function countFollowersOfDefault(db: Db, publicationId: number, to: Rhythm): Promise<number> {
  const [row] = await rows<{ count: number }>(
    db,
    `select count(*) as count from subscribers
      where publication_id = ? and rhythm_chosen_at is null and rhythm <> ? and status = 'active'`,
    [publicationId, to],
  );
  return row?.count ?? 0;
}

export async function countChosen(db: Db, publicationId: number): Promise<number> {
  const [row] = await rows<{ count: number }>(
    db,
    `select count(*) as count from subscribers
      where publication_id = ? and rhythm_chosen_at is not null and status = 'active'`,
    [publicationId],
  );
  return row?.count ?? 0;
}

export function listFollowersOfDefault(
  db: Db,
  publicationId: number,
  { to, after, limit }: { to: Rhythm; after: number; limit: number },
): Promise<{ id: number }[]> {
  return rows(
    db,
    `select id from subscribers
      where publication_id = :publicationId and rhythm_chosen_at is null and rhythm <> :to and id > :after
      order by id limit :limit`,
    { publicationId, to, after, limit },
  );
}

/** Moves readers who never chose; those who get mail are told in the next one. */
export async function moveToDefault(db: Db, ids: number[], to: Rhythm): Promise<void> {
  await db.raw(
    `update subscribers
        set rhythm_before = case when status = 'active' and coalesce(rhythm_before, rhythm) <> cast(:to as text) then coalesce(rhythm_before, rhythm) end,
            rhythm = cast(:to as text)
      where id = any(cast(:ids as bigint[])) and rhythm_chosen_at is null`,
    { ids, to },
  );
}
