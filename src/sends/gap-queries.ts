import { firstRow, jsonOf, rows, type Db } from '../platform/database.ts';
import { IS_AWAKE } from '../platform/sign-of-life.ts';
import type { Reason } from '../words/index.ts';
import type { Gap, GapAnswer, GapKind, HeldSend } from './gap.ts';

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

/**
 * The gap that an article `a` without a send belongs to: it waited when the gap was noticed; or it was new in the first reading
 * after it, and by its date not from later; or it was pushed with a date in the gap. What an editor released after the gap, or a
 * reading after it did not have, is no part of it.
 */
export const GAP_OF_ARTICLE = `
  select g.id from gaps g
   where ${IS_OPEN}
     and (a.released_at <= g.until_at
          or (a.first_seen_at > g.until_at and a.released_at = a.first_seen_at
              and case when a.feed_id is null then a.published_at between g.from_at and g.until_at
                       else a.previous_reading_at <= g.until_at and coalesce(a.published_at <= g.until_at, true) end))
   order by g.id desc limit 1`;

export async function getGap(db: Db, id: number): Promise<Gap> {
  const gap = await firstRow<Gap>(db, `select ${COLUMNS} from gaps where id = ?`, [id]);
  if (!gap) throw new Error('the gap is gone');
  return gap;
}

/** Holds whatever of a publication is due or under way. @param withPaused also what waits to be resumed. */
export async function holdDueSends(
  db: Db,
  publicationId: number,
  gap: Gap,
  held: { reason: Reason<'held-for-gap'>; withPaused: boolean },
): Promise<number> {
  const found = await rows(
    db,
    `update sends
        set status = 'held', gap_id = :gapId, lease_until = null, blocked_until = null,
            held_from = case when status = 'preparing' then 'scheduled' else status end,
            reason = case when status = 'paused' and reason is not null
                          then jsonb_set(cast(:reason as jsonb), '{params,before}', reason)
                          else cast(:reason as jsonb) end
      where publication_id = :publicationId
        and (status in ('preparing', 'sending') or (status = 'scheduled' and scheduled_at <= now())
             or (status = 'paused' and :withPaused))
     returning id`,
    { publicationId, gapId: gap.id, reason: jsonOf(held.reason), withPaused: held.withPaused },
  );
  return found.length;
}

export interface LateLetter {
  id: number;
  publicationId: number;
  subject: string;
  scheduledAt: Date;
}

/** What must not be late and nobody could send when it was due; article sends may be late from the start (TIM-05). */
export function holdLateRows(db: Db, hours: number): Promise<LateLetter[]> {
  return rows(
    db,
    `update sends set status = 'held', held_from = 'scheduled', blocked_until = null
      where status = 'scheduled' and not may_be_late and ${IS_AWAKE}
        and scheduled_at < now() - make_interval(secs => cast(? as float8) * 3600)
     returning id, publication_id as "publicationId", subject, scheduled_at as "scheduledAt"`,
    [hours],
  );
}

/** The reason of sends that were planned as held, which only the gap's id was known of. */
export async function giveReason(db: Db, ids: number[], reason: Reason): Promise<void> {
  await db.raw(`update sends set reason = ? where id = any(cast(? as bigint[])) and status = 'held'`, [
    jsonOf(reason),
    ids,
  ]);
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

/** Those that an operator is asked about; a faulty email is held for another reason. */
const IS_ASKED_ABOUT = `status = 'held' and (gap_id is not null or held_from is not null)`;

/** @param ids undefined: every send that is asked about. */
export function releaseHeldRows(db: Db, ids: number[] | undefined): Promise<{ id: number }[]> {
  return rows(
    db,
    `update sends
        set status = coalesce(held_from, case when prepared_at is null then 'scheduled' else 'sending' end),
            held_from = null, gap_id = null, reason = null, blocked_until = null, lease_until = null,
            faults = 0, fault_since = null, fault_told_at = null, may_be_late = true
      where status = 'held' and (id = any(cast(:ids as bigint[])) or :all and ${IS_ASKED_ABOUT})
     returning id`,
    { all: ids === undefined, ids: ids ?? [] },
  );
}

/** @param ids undefined: every send that is asked about. */
export function dropHeldRows(db: Db, ids: number[] | undefined): Promise<{ id: number }[]> {
  return rows(
    db,
    `update sends
        set status = 'cancelled', held_from = null,
            reason = jsonb_build_object('code', case when gap_id is null then 'dropped' else 'dropped-as-sent' end,
                                        'params', cast('{}' as jsonb)),
            gap_id = null, finished_at = now(),
            blocked_until = null, lease_until = null
      where status = 'held' and (id = any(cast(:ids as bigint[])) or :all and ${IS_ASKED_ABOUT})
     returning id`,
    { all: ids === undefined, ids: ids ?? [] },
  );
}

export async function answerGaps(db: Db, answer: GapAnswer): Promise<void> {
  await db.raw('update gaps set answer = ?, answered_at = now() where answered_at is null', [answer]);
}

/** Held sends, the oldest first. @param gapId undefined: of all gaps. */
export function listHeldSends(db: Db, gapId?: number): Promise<HeldSend[]> {
  return rows(
    db,
    `select s.id, s.publication_id as "publicationId", p.slug as publication, s.kind, s.subject,
            s.scheduled_at as "scheduledAt", s.reason
       from sends s join publications p on p.id = s.publication_id
      where ${IS_ASKED_ABOUT} and (:all or s.gap_id = :gapId)
      order by s.id`,
    { all: gapId === undefined, gapId: gapId ?? null },
  );
}

/** Gaps that something is held of, the latest first. */
export function listAskedGaps(db: Db): Promise<Gap[]> {
  return rows(
    db,
    `select ${COLUMNS} from gaps
      where id in (select gap_id from sends where status = 'held') order by id desc`,
  );
}
