import type { AskedSend } from '../audiences/index.ts';
import { changedRows, firstRow, jsonOf, rows, type Db } from '../platform/database.ts';
import { IS_AWAKE } from '../platform/sign-of-life.ts';
import type { Reason } from '../words/index.ts';
import type { SendKindName, SendStatus } from './send.ts';

/** A send that people are asked about from now on. */
export interface SendToReview {
  id: number;
  publicationId: number;
  scheduledBy: string | null;
  /** It waits for somebody else than the person who scheduled it. */
  isSecondPerson: boolean;
  onSilence: 'send' | 'hold';
}

/** What is too late by the rule of its publication is held for that, reviewed or not (TIM-05). */
const IS_IN_TIME = `(d.approval = 'another' or d.scheduled_at >= now() - make_interval(hours => p.too_late_hours))`;

/**
 * Takes the sends whose review begins. One that comes late, since no worker ran, waits until people had their whole time: before
 * they were asked, nobody could be silent. A publication that wants no reviews any more lets its sends go.
 */
export function takeSendsToReview(db: Db): Promise<(SendToReview & { isWanted: boolean })[]> {
  return rows(
    db,
    `with due as (
       select d.id, p.on_silence, d.approval = 'another' as is_second, d.approval = 'another' or p.review_minutes > 0 as is_wanted
         from sends d join publications p on p.id = d.publication_id
        where d.review_at <= now() and ${IS_AWAKE} and ${IS_IN_TIME}
          and (d.status = 'scheduled' or d.status = 'held' and d.approval = 'another')
        order by d.review_at limit 50 for update of d skip locked)
     update sends d
        set review_at = null,
            approval = case when due.is_second then 'another' when due.is_wanted and due.on_silence = 'hold' then 'anybody' end,
            scheduled_at = case when due.is_wanted and not due.is_second and d.review_at < now() - interval '1 minute'
                                then greatest(d.scheduled_at, now() + (d.scheduled_at - d.review_at)) else d.scheduled_at end
       from due where due.id = d.id
     returning d.id, d.publication_id as "publicationId", d.scheduled_by as "scheduledBy", due.is_second as "isSecondPerson",
               due.on_silence as "onSilence", due.is_wanted as "isWanted"`,
  );
}

/** Says on a send that waits for its time why people look at it. */
export async function noteReview(db: Db, id: number, reason: Reason): Promise<void> {
  await db.raw(`update sends set reason = ? where id = ? and status = 'scheduled'`, [jsonOf(reason), id]);
}

export interface UnansweredSend {
  id: number;
  publicationId: number;
  subject: string;
  scheduledAt: Date;
}

/** Holds what nobody approved in time. @param id null: every send. */
export function holdUnansweredRows(db: Db, reason: Reason, id: number | null): Promise<UnansweredSend[]> {
  return rows(
    db,
    `update sends set status = 'held', held_from = 'scheduled', blocked_until = null, reason = cast(:reason as jsonb)
      where status = 'scheduled' and approval = 'anybody' and review_at is null and scheduled_at <= now() and ${IS_AWAKE}
        and (cast(:id as bigint) is null or id = :id)
     returning id, publication_id as "publicationId", subject, scheduled_at as "scheduledAt"`,
    { reason: jsonOf(reason), id },
  );
}

/** How a send stands for those who decide about it. */
export interface SendUnderReview {
  id: number;
  publicationId: number;
  kind: SendKindName;
  status: SendStatus;
  subject: string;
  reason: Reason | null;
  scheduledAt: Date | null;
  /** Seconds until then by the database's clock; negative when it is past. */
  secondsLeft: number | null;
  approval: 'anybody' | 'another' | null;
  scheduledBy: string | null;
  approvedBy: string | null;
  /** Readers when they were last counted. */
  countedAudience: number | null;
  /** Nobody wrote it: it was planned. */
  isAutomatic: boolean;
  isPrepared: boolean;
  startedAt: Date | null;
  finishedAt: Date | null;
}

const UNDER_REVIEW = `
  id, publication_id as "publicationId", kind, status, subject, reason, scheduled_at as "scheduledAt",
  extract(epoch from scheduled_at - now())::float8 as "secondsLeft", approval, scheduled_by as "scheduledBy",
  approved_by as "approvedBy", counted_audience as "countedAudience", occasion is not null as "isAutomatic", prepared_at is not null as "isPrepared", started_at as "startedAt", finished_at as "finishedAt"`;

export function findSendUnderReview(db: Db, id: number): Promise<SendUnderReview | undefined> {
  return firstRow(db, `select ${UNDER_REVIEW} from sends where id = ?`, [id]);
}

/** As `findSendUnderReview`, and nobody else changes it until the transaction ends. */
export function lockSendUnderReview(db: Db, id: number): Promise<SendUnderReview | undefined> {
  return firstRow(db, `select ${UNDER_REVIEW} from sends where id = ? for update`, [id]);
}

/**
 * Lets a locked send go out at its time.
 * @param at another time; null: now; undefined: it stays.
 * @param by the second person, where it waits for one.
 */
export async function approveRow(
  db: Db,
  id: number,
  { at, by }: { at: Date | null | undefined; by: string },
): Promise<void> {
  await db.raw(
    `update sends set status = 'scheduled', approval = null, reason = null, held_from = null, blocked_until = null, faults = 0,
            approved_by = case when approval = 'another' then :by else approved_by end,
            scheduled_at = case when :isKept then scheduled_at else coalesce(cast(:at as timestamptz), now()) end
      where id = :id`,
    { id, by, isKept: at === undefined, at: at ?? null },
  );
}

/**
 * Holds a locked send of which nothing is prepared.
 * @param isAnotherNeeded a second person has to approve it again: it can be changed meanwhile.
 */
export async function holdRow(db: Db, id: number, reason: Reason, isAnotherNeeded: boolean): Promise<void> {
  await db.raw(
    `update sends set status = 'held', held_from = 'scheduled', reason = :reason, blocked_until = null, lease_until = null,
            approval = case when :isAnotherNeeded then 'another' end,
            approved_by = case when :isAnotherNeeded then null else approved_by end
      where id = :id`,
    { id, reason: jsonOf(reason), isAnotherNeeded },
  );
}

/** The subject of a locked automatic send that nobody prepared, whatever its kind makes. */
export async function chooseSubject(db: Db, id: number, subject: string): Promise<boolean> {
  const sql = `update sends set subject = :subject, chosen_subject = :subject
                where id = :id and prepared_at is null and status in ('scheduled', 'held', 'preparing') and occasion is not null`;
  return (await changedRows(db, sql, { id, subject })) === 1;
}

/** Who scheduled it. */
export async function noteScheduler(db: Db, id: number, by: string): Promise<void> {
  await db.raw('update sends set scheduled_by = ? where id = ?', [by, id]);
}

type SentAlone = Omit<AskedSend, 'segment'> & {
  limit: number;
  isForSegment: boolean;
  segmentId: number | null;
};

/** A send that one person alone has scheduled, in a publication where that has a limit of readers; undefined for others. */
export function findSentAlone(db: Db, id: number): Promise<SentAlone | undefined> {
  return firstRow(
    db,
    `select p.second_person_above as limit, d.publication_id as "publicationId", d.is_for_all as "isForAll",
            d.topic_ids as "topicIds", d.rhythm, d.is_for_segment as "isForSegment", d.segment_id as "segmentId"
       from sends d join publications p on p.id = d.publication_id
      where d.id = ? and d.scheduled_by is not null and d.approved_by is null and p.second_person_above is not null`,
    [id],
  );
}

/** Keeps a send back until a second person approves it, who is asked now. */
export async function waitForSecondPerson(
  db: Db,
  id: number,
  reason: Reason<'second-person'>,
): Promise<boolean> {
  const sql = `update sends set status = 'held', held_from = 'scheduled', approval = 'another', review_at = now(),
                      reason = ?, blocked_until = null, lease_until = null
                where id = ? and status in ('scheduled', 'preparing')`;
  return (await changedRows(db, sql, [jsonOf(reason), id])) === 1;
}
