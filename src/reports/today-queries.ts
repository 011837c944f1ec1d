import { firstRow, rows, type Db } from '../platform/database.ts';
import type { PlannedRhythm } from './planned-rhythm.ts';
import type { Reason } from '../words/index.ts';

/** A send as a row of the page “Today”. */
export interface TodaySend {
  id: number;
  kind: 'article' | 'digest' | 'letter' | 'correction';
  /** Of a digest that is made by itself. */
  digest: PlannedRhythm;
  status: 'draft' | 'scheduled' | 'held' | 'preparing' | 'sending' | 'paused' | 'sent' | 'cancelled';
  subject: string;
  reason: Reason | null;
  warnings: Reason[];
  scheduledAt: Date | null;
  finishedAt: Date | null;
  articleId: number | null;
  /** Readers it goes to; null until it is prepared. */
  audienceSize: number | null;
  /** Readers as they were last counted before that; null: not yet. */
  countedAudience: number | null;
  accepted: number;
  /** Refused for good, or given up. */
  failed: number;
  /** Who unsubscribed since it began, at the latest two days after. */
  left: number;
}

const NOBODY = '0';
/** @param left who unsubscribed after it, as SQL. */
const columns = (
  left: string,
) => `d.id, d.kind, (select r.rhythm from digest_runs r where r.send_id = d.id) as digest, d.status, d.subject, d.reason,
  to_jsonb(array_remove(array[d.bounce_warning, d.block_warning, d.complaint_warning, d.return_warning], null)) || coalesce(d.late_warnings, '[]') as warnings,
  d.scheduled_at as "scheduledAt", d.finished_at as "finishedAt", d.article_id as "articleId",
  d.audience_size as "audienceSize", d.counted_audience as "countedAudience",
  counts.accepted, counts.failed, ${left} as "left"`;
const COUNTS = `cross join lateral (
    select coalesce(sum(accepted), 0)::int as accepted, coalesce(sum(rejected + expired), 0)::int as failed
      from send_batches where send_id = d.id
  ) counts`;

/** What goes out next, the soonest first. */
export function listNextSends(db: Db, publicationId: number, limit: number): Promise<TodaySend[]> {
  return rows(
    db,
    `select ${columns(NOBODY)} from sends d ${COUNTS}
      where d.publication_id = :publicationId and d.status = 'scheduled'
      order by d.scheduled_at, d.id limit :limit`,
    { publicationId, limit },
  );
}

/** What is being sent now, the oldest first. */
export function listGoingSends(db: Db, publicationId: number, limit: number): Promise<TodaySend[]> {
  return rows(
    db,
    `select ${columns(NOBODY)} from sends d ${COUNTS}
      where d.publication_id = :publicationId and d.status in ('preparing', 'sending')
      order by d.id limit :limit`,
    { publicationId, limit },
  );
}

/**
 * Whether somebody has to decide about a send `d`: it is held or paused, came back to its editor, or goes out with a warning or did so
 * within two days.
 */
export const IS_TROUBLED = `(
  d.status in ('held', 'paused') or (d.status = 'draft' and d.reason is not null)
  or (coalesce(d.bounce_warning, d.block_warning, d.complaint_warning, d.return_warning) is not null
      and (d.status = 'sending' or (d.status = 'sent' and d.finished_at > now() - interval '2 days'))))`;

/** Sends that somebody has to decide about, but for those that wait because of a gap. */
export function listTroubledSends(db: Db, publicationId: number, limit: number): Promise<TodaySend[]> {
  return rows(
    db,
    `select ${columns(NOBODY)} from sends d ${COUNTS}
      where d.publication_id = :publicationId and d.gap_id is null and ${IS_TROUBLED}
      order by (d.status = 'held') desc, (d.status = 'paused') desc, d.id desc limit :limit`,
    { publicationId, limit },
  );
}

/** Who unsubscribed within two days of the send `d` and before the next one. */
const LEFT_AFTER = `(select count(*)::int from consent_records c
         where c.publication_id = d.publication_id and c.kind = 'unsubscribed'
           and c.at between d.started_at and d.started_at + interval '2 days'
           and c.at < coalesce((select min(later.started_at) from sends later
                                 where later.publication_id = d.publication_id and later.started_at > d.started_at), now()))`;

/** The last sends that are over, the latest first. */
export function listPastSends(db: Db, publicationId: number, limit: number): Promise<TodaySend[]> {
  return rows(
    db,
    `select ${columns(LEFT_AFTER)}
       from (select * from sends
              where publication_id = :publicationId and status = 'sent' order by finished_at desc nulls last, id desc
              limit :limit) d ${COUNTS}
      order by d.finished_at desc nulls last, d.id desc`,
    { publicationId, limit },
  );
}

/** One day of a publication, in its zone. */
export interface ReaderDay {
  /** Such as 2027-03-09. */
  day: string;
  joined: number;
  left: number;
}

/** The last 30 days, today included; every day has its row. */
export function listReaderDays(db: Db, publicationId: number, timeZone: string): Promise<ReaderDay[]> {
  return rows(
    db,
    `with days as (
       select generate_series(d - 29, d, interval '1 day')::date as day
         from (select (now() at time zone :timeZone)::date as d) today
     ), lines as (
       select (at at time zone :timeZone)::date as day,
              count(*) filter (where kind in ('confirmed', 'resubscribed'))::int as joined,
              count(*) filter (where kind = 'unsubscribed')::int as "left"
         from consent_records
        where publication_id = :publicationId and kind in ('requested', 'confirmed', 'unsubscribed', 'resubscribed')
          and at >= (select min(day) from days)::timestamp at time zone :timeZone
        group by 1
     )
     select to_char(days.day, 'YYYY-MM-DD') as day, coalesce(joined, 0) as joined, coalesce("left", 0) as "left"
       from days left join lines using (day) order by day`,
    { publicationId, timeZone },
  );
}

/** How many of those who signed up within 30 days have confirmed, and how many may still do so. */
export interface Confirmations {
  asked: number;
  confirmed: number;
}

export async function countConfirmations(db: Db, publicationId: number): Promise<Confirmations> {
  const counted = await firstRow<Confirmations>(
    db,
    `select count(distinct subscriber_id) filter (where kind = 'requested')::int as asked,
            count(distinct subscriber_id) filter (where kind = 'confirmed')::int as confirmed
       from consent_records
      where publication_id = ? and kind in ('requested', 'confirmed', 'unsubscribed', 'resubscribed')
        and at > now() - interval '30 days'`,
    [publicationId],
  );
  return counted ?? { asked: 0, confirmed: 0 };
}

/** Readers of one publication by status. */
export interface ReaderCounts {
  active: number;
  pending: number;
}

export async function countReaders(db: Db, publicationId: number): Promise<ReaderCounts> {
  const counted = await firstRow<ReaderCounts>(
    db,
    `select count(*) filter (where status = 'active')::int as active,
            count(*) filter (where status = 'pending')::int as pending
       from subscribers where publication_id = ?`,
    [publicationId],
  );
  return counted ?? { active: 0, pending: 0 };
}

/** How many articles a publication knows, up to a thousand. */
export async function countKnownArticles(db: Db, publicationId: number): Promise<number> {
  const counted = await firstRow<{ count: number }>(
    db,
    'select count(*)::int as count from (select 1 from articles where publication_id = ? limit 1000) known',
    [publicationId],
  );
  return counted?.count ?? 0;
}

/** Articles that are held, in one line. */
export interface HeldGroup {
  count: number;
  since: Date | null;
  /** The title of the newest. */
  title: string | null;
  /** Why the newest waits. */
  reason: Reason | null;
}

export async function summarizeHeldArticles(db: Db, publicationId: number): Promise<HeldGroup> {
  const found = await firstRow<HeldGroup>(
    db,
    `select count(*)::int as count, min(case when held_code = 'held-by-editor' then last_decision_at else first_seen_at end) as since, (array_agg(title order by id desc))[1] as title,
            (array_agg(jsonb_build_object('code', coalesce(held_code, 'flood'),
                         'params', coalesce(held_params, '{"count": null, "limit": null}')) order by id desc))[1] as reason
       from articles where publication_id = ? and verdict = 'held'`,
    [publicationId],
  );
  return found ?? { count: 0, since: null, title: null, reason: null };
}
