import { rows, type Db } from '../platform/database.ts';
import { isInReview } from './in-review.ts';
import type { PlannedRhythm } from './planned-rhythm.ts';
import type { OpenSend } from './queries.ts';

/** What went out or will, in the calendar of a publication. */
export interface CalendarEntry {
  /** Null: an article that gets its send when its time has come. */
  sendId: number | null;
  articleId: number | null;
  kind: 'article' | 'digest' | 'letter' | 'correction';
  digest: PlannedRhythm;
  /** It is for readers with an hour, or a day, of their own. */
  isForOwnHour: boolean;
  subject: string;
  at: Date;
  status: OpenSend['status'] | 'sent' | 'cancelled' | 'planned';
  /** Somebody is asked whether it may go out. */
  isInReview: boolean;
  /** Readers it goes to, as they were frozen, or else as they were last counted; null: not counted yet. */
  audience: number | null;
  /** Not frozen yet: it may change. */
  isAbout: boolean;
  /** The local time that an editor chose, `2027-03-28T02:30:00`, and its zone; null: an instant. */
  wallTime: string | null;
  timeZone: string | null;
}

/**
 * From `from` until before `to`, the earliest first. Of what was cancelled only that which had gone to somebody.
 * @param limit rows at most.
 */
export function listCalendar(
  db: Db,
  publicationId: number,
  { from, to, limit }: { from: Date; to: Date; limit: number },
): Promise<CalendarEntry[]> {
  return rows(
    db,
    `with planned as (
       select a.id, a.title, hold, case a.verdict when 'future' then a.published_at else a.released_at end + hold as at
         from publications b cross join make_interval(mins => b.hold_minutes) hold
         join articles a on a.publication_id = b.id
        where b.id = :publicationId
          and (a.verdict = 'future' and a.published_at >= cast(:from as timestamptz) - hold and a.published_at < cast(:to as timestamptz) - hold
               or a.verdict = 'new' and a.released_at > now() - interval '30 days'
                  and not exists (select from sends d where d.occasion = 'article:' || a.id and not d.is_withdrawn)))
     select d.id as "sendId", d.article_id as "articleId", d.kind, r.rhythm as digest,
            coalesce(r.time_zone <> '' or r.local_hour <> -1, false) as "isForOwnHour", d.subject, coalesce(d.started_at, d.scheduled_at) as at,
            d.status, ${isInReview('d')} as "isInReview",
            coalesce(d.audience_size, d.counted_audience) as audience, d.audience_size is null as "isAbout",
            l.wall_time as "wallTime", l.time_zone as "timeZone"
       from sends d left join letters l on l.send_id = d.id left join digest_runs r on r.send_id = d.id
      where d.publication_id = :publicationId
        and coalesce(d.started_at, d.scheduled_at) >= :from and coalesce(d.started_at, d.scheduled_at) < :to
        and (d.status <> 'cancelled' or d.started_at is not null)
     union all
     select null, id, 'article', null, false, title, at, 'planned', false, null, true, null, null from planned where at >= :from and at < :to
      order by at, "sendId", "articleId" limit :limit`,
    { publicationId, from, to, limit },
  );
}
