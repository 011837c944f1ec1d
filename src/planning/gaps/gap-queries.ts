import { firstRow, rows, type Db } from '../../platform/database.ts';
import type { Gap, GapAnswer, GapKind } from './gap.ts';

const COLUMNS = `id, kind, from_at as "fromAt", until_at as "untilAt"`;

/** @param since the last moment the database knows of; null: the last thing it noted of any send. */
export async function insertGap(db: Db, kind: GapKind, since: Date | null): Promise<Gap> {
  const gap = await firstRow<Gap>(
    db,
    `insert into gaps (kind, from_at)
     select :kind, least(now(), coalesce(cast(:since as timestamptz),
                            (select max(greatest(created_at, started_at, finished_at)) from sends), now()))
     returning ${COLUMNS}`,
    { kind, since },
  );
  if (!gap) throw new Error('insert returned no row');
  return gap;
}

/**
 * A gap is open until it is answered; once its sends were dropped, whatever else turns up from that time is still held. After a
 * month nothing of it can turn up any more.
 */
const IS_OPEN = `coalesce(g.answer, 'drop') = 'drop' and g.until_at > now() - interval '30 days'`;

/** A standstill that publication `b` takes for short holds nothing. */
const COUNTS = `(g.kind <> 'down' or g.until_at - g.from_at > make_interval(hours => b.too_late_hours))`;

/**
 * The gap that an article `a` of publication `b` without a send belongs to: it waited when the gap was noticed; or it was new in the first reading
 * after it, and by its date not from later; or it was pushed with a date in the gap. What an editor released after the gap, or a
 * reading after it did not have, is no part of it.
 */
export const GAP_OF_ARTICLE = `
  select g.id from gaps g
   where ${IS_OPEN} and ${COUNTS}
     and (a.released_at <= g.until_at
          or (a.first_seen_at > g.until_at and a.released_at = a.first_seen_at
              and case when a.feed_id is null then a.published_at between g.from_at and g.until_at
                       else a.previous_reading_at <= g.until_at and coalesce(a.published_at <= g.until_at, true) end))
   order by g.id desc limit 1`;

/** The gap that the moment of a digest of a publication lies in. */
export async function findGapAt(db: Db, publicationId: number, at: Date): Promise<number | null> {
  const row = await firstRow<{ id: number }>(
    db,
    `select g.id from gaps g join publications b on b.id = :publicationId
      where ${IS_OPEN} and ${COUNTS} and cast(:at as timestamptz) between g.from_at and g.until_at
      order by g.id desc limit 1`,
    { publicationId, at },
  );
  return row?.id ?? null;
}

/** Publications with readers whose pause ended while another copy may have told them what they missed, and the last such moment. */
export function listReturnsInGaps(db: Db): Promise<{ publicationId: number; at: Date }[]> {
  return rows(
    db,
    `select b.id as "publicationId", max(s.paused_until) as at
       from gaps g join publications b on ${COUNTS} and g.kind <> 'down' and ${IS_OPEN}
       join subscribers s on s.publication_id = b.id and s.paused_until between g.from_at and g.until_at and s.paused_until <= now()
      group by b.id`,
  );
}

export async function getGap(db: Db, id: number): Promise<Gap> {
  const gap = await firstRow<Gap>(db, `select ${COLUMNS} from gaps where id = ?`, [id]);
  if (!gap) throw new Error('the gap is gone');
  return gap;
}

/** True for whoever is first: a gap is asked about once. */
export async function claimQuestion(db: Db, gapId: number): Promise<boolean> {
  const row = await firstRow(
    db,
    'update gaps set asked_at = now() where id = ? and asked_at is null returning 1 as claimed',
    [gapId],
  );
  return row !== undefined;
}

export async function answerGaps(db: Db, answer: GapAnswer): Promise<void> {
  await db.raw('update gaps set answer = ?, answered_at = now() where answered_at is null', [answer]);
}

/** Gaps that something is held of, the latest first. */
export function listAskedGaps(db: Db): Promise<Gap[]> {
  return rows(
    db,
    `select ${COLUMNS} from gaps
      where id in (select gap_id from sends where status = 'held') order by id desc`,
  );
}
