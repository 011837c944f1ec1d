import { rows, type Db } from '../platform/database.ts';
import type { WatchNews } from '../words/index.ts';

/** Something that the watchdog sees. */
export interface Incident {
  id: number;
  /** Null: it concerns the whole installation. */
  publicationId: number | null;
  severity: 'minor' | 'severe';
  news: WatchNews;
  since: Date;
}

export const IS_OPEN_INCIDENT = 'ended_at is null';

/** What is wrong now, the worst first; of one publication together with what concerns the whole installation. */
export function listIncidents(db: Db, publicationId?: number): Promise<Incident[]> {
  return rows(
    db,
    `select id, publication_id as "publicationId", severity, since, jsonb_build_object('code', code, 'params', params) as news
       from incidents
      where ${IS_OPEN_INCIDENT}
        and (cast(:publicationId as bigint) is null or publication_id is null or publication_id = :publicationId)
      order by (severity = 'severe') desc, since, id`,
    { publicationId: publicationId ?? null },
  );
}

export interface Unmailed {
  publicationId: number;
  timeZone: string;
  /** Of the first. */
  title: string;
  dueAt: Date;
  count: number;
}

/**
 * Articles whose mail should have begun so many minutes ago, and has not, though nothing is known that keeps it. A publication without an
 * address sends nothing, and its page says so.
 */
export function listUnmailed(db: Db, minutes: number): Promise<Unmailed[]> {
  return rows(
    db,
    `select b.id as "publicationId", b.time_zone as "timeZone", (array_agg(late.title order by late.due))[1] as title,
            min(late.due) as "dueAt", count(*)::int as count
       from publications b
       join (select a.publication_id, coalesce(a.mail_title, a.title) as title, due.at as due
               from articles a join publications p on p.id = a.publication_id
              cross join lateral (select coalesce(a.goes_out_at, a.released_at + make_interval(mins => p.hold_minutes + p.review_minutes)) as at) due
              where a.verdict = 'new' and a.released_at > now() - interval '30 days'
                and not exists (select from sends d where d.article_id = a.id and d.occasion = 'article:' || a.id)
              union all
             select d.publication_id, d.subject, greatest(d.scheduled_at, d.created_at)
               from sends d
              where d.occasion like 'article:%' and d.status in ('scheduled', 'preparing') and d.reason is null
                and not exists (select from reviews r where r.send_id = d.id and r.decision is null)) late
         on late.publication_id = b.id
      where late.due < now() - make_interval(mins => :minutes) and btrim(coalesce(b.postal_address, '')) <> ''
      group by b.id
      order by b.id`,
    { minutes },
  );
}

export interface DigestOfDay {
  publicationId: number;
  timeZone: string;
  rhythm: 'daily' | 'weekly';
  dueAt: Date;
  weekday: number;
  isEmpty: boolean;
}

/** Digests at the publication's own time within two months, the oldest first. Those that an editor emptied say nothing. */
export function listDigestDays(db: Db): Promise<DigestOfDay[]> {
  return rows(
    db,
    `select r.publication_id as "publicationId", p.time_zone as "timeZone", r.rhythm, r.due_at as "dueAt",
            extract(dow from r.due_at at time zone p.time_zone)::int as weekday, r.state = 'empty' as "isEmpty"
       from digest_runs r join publications p on p.id = r.publication_id
      where r.rhythm in ('daily', 'weekly') and r.time_zone = '' and r.local_hour = -1 and r.turn = 0 and r.state <> 'planned'
        and r.due_at > now() - interval '60 days' and cardinality(r.dropped_ids) = 0
      order by r.publication_id, r.rhythm, r.due_at`,
  );
}

export interface ConfirmationsOfDay {
  publicationId: number;
  sent: number;
  failed: number;
  /** A mail server's words about the latest. */
  reply: string;
}

/** What became of mails that ask readers to confirm, within a day. */
export function countConfirmationMails(db: Db): Promise<ConfirmationsOfDay[]> {
  return rows(
    db,
    `select publication_id as "publicationId", count(*) filter (where not is_lost)::int as sent,
            count(*) filter (where is_lost)::int as failed,
            coalesce((array_agg(reply order by id desc) filter (where is_lost and reply <> ''))[1], '') as reply
       from (select n.id, n.publication_id, coalesce(n.reply, '') as reply,
                    n.state <> 'sent' or exists (
                      select from events e
                       where e.subscriber_id = n.subscriber_id and e.type = 'bounce' and e.send_id is null and e.at >= n.requested_at) as is_lost
               from notices n
              where n.requested_at > now() - interval '1 day' and n.kind in ('confirmation', 'reminder')
                and n.state in ('sent', 'refused', 'given-up')) mails
      group by publication_id order by publication_id`,
  );
}

export interface EndingKey {
  id: number;
  name: string;
  /** Null: it is for several publications, or all. */
  publicationId: number | null;
  endsAt: Date;
}

/** Keys of programs that end within these days and were used within a month. */
export function listKeysThatEnd(db: Db, days: number): Promise<EndingKey[]> {
  return rows(
    db,
    `select id, name, case when cardinality(publication_ids) = 1 then publication_ids[1] end as "publicationId", expires_at as "endsAt"
       from api_keys
      where revoked_at is null and expires_at between now() and now() + make_interval(days => :days)
        and last_used_at > now() - interval '30 days'
      order by expires_at, id`,
    { days },
  );
}
