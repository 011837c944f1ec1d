import { rows, type Db } from '../platform/database.ts';
import type { FeedFault, Reason } from '../words/index.ts';
import { IS_TROUBLED } from './today-queries.ts';
import { IS_OPEN_INCIDENT } from './watch-queries.ts';

export interface SubscriberCount {
  publicationId: number;
  status: 'pending' | 'active' | 'unsubscribed' | 'bounced' | 'complained';
  count: number;
}

export function listSubscriberCounts(db: Db): Promise<SubscriberCount[]> {
  return rows(
    db,
    `select publication_id as "publicationId", status, count(*) as count
       from subscribers group by publication_id, status`,
  );
}

export interface FeedState {
  publicationId: number;
  id: number;
  url: string;
  title: string | null;
  status: 'active' | 'failing' | 'gone' | 'paused';
  error: FeedFault | null;
  lastPolledAt: Date | null;
  nextPollAt: Date;
  /** Since when it brings nothing although it usually does. */
  silentSince: Date | null;
}

export function listFeedStates(db: Db, publicationId?: number): Promise<FeedState[]> {
  return rows(
    db,
    `select publication_id as "publicationId", id, url, title, status, error,
            last_polled_at as "lastPolledAt", next_poll_at as "nextPollAt",
            case when status = 'active' then silent_since end as "silentSince"
       from feeds
      where removed_at is null and (cast(:publicationId as bigint) is null or publication_id = :publicationId)
      order by publication_id, id`,
    { publicationId: publicationId ?? null },
  );
}

/** How much waits for somebody's decision. */
export interface Decisions {
  /** Rows of “Needs you”. */
  today: number;
  /** Articles that are held. */
  articles: number;
}

/** As the page “Today” lists them: articles that are held and sends of one gap are a row each time, everything else one by one. */
export async function countDecisions(db: Db, publicationId: number): Promise<Decisions> {
  const [counted] = await rows<{ articles: number; others: number }>(
    db,
    `select (select count(*)::int from articles where publication_id = :publicationId and verdict = 'held') as articles,
            (select count(*)::int from sends d where publication_id = :publicationId and gap_id is null and ${IS_TROUBLED})
            + (select count(*)::int from reviews r join sends d on d.id = r.send_id
                where d.publication_id = :publicationId and r.decision is null and d.status = 'scheduled')
            + (select least(count(*), 1)::int from sends
                where publication_id = :publicationId and status = 'held' and gap_id is not null)
            + (select count(*)::int from feeds
                where publication_id = :publicationId and removed_at is null
                  and (status in ('failing', 'gone') or status = 'active' and silent_since is not null))
            + (select count(*)::int from incidents
                where ${IS_OPEN_INCIDENT} and (publication_id is null or publication_id = :publicationId)) as others`,
    { publicationId },
  );
  const { articles, others } = counted ?? { articles: 0, others: 0 };
  return { articles, today: Math.min(articles, 1) + others };
}

export interface HeldArticle {
  publicationId: number;
  id: number;
  title: string;
  url: string | null;
  publishedAt: Date | null;
  /** Why it waits. */
  reason: Reason;
  /** How many the publication has in all; rows are the newest of them. */
  total: number;
}

/** @param limit per publication. */
export function listHeldArticles(db: Db, limit: number): Promise<HeldArticle[]> {
  return rows(
    db,
    `select * from (
       select publication_id as "publicationId", id, title, url, published_at as "publishedAt",
              jsonb_build_object('code', coalesce(held_code, 'flood'),
                                 'params', coalesce(held_params, '{"count": null, "limit": null}')) as reason, count(*) over (partition by publication_id) as total,
              row_number() over (partition by publication_id order by id desc) as place
         from articles where verdict = 'held'
     ) held where place <= ? order by "publicationId", place`,
    [limit],
  );
}

export interface OpenSend {
  publicationId: number;
  id: number;
  kind: string;
  subject: string;
  status: 'scheduled' | 'held' | 'preparing' | 'sending' | 'paused';
  reason: Reason | null;
  scheduledAt: Date | null;
  audienceSize: number | null;
  accepted: number;
}

/** Sends that wait, go out or need a person, the next first. @param limit in all. */
export function listOpenSends(db: Db, limit: number): Promise<OpenSend[]> {
  return rows(
    db,
    `select publication_id as "publicationId", id, kind, subject, status, reason, scheduled_at as "scheduledAt",
            audience_size as "audienceSize",
            (select coalesce(sum(accepted), 0)::int from send_batches where send_id = sends.id) as accepted
       from sends where status in ('scheduled', 'held', 'preparing', 'sending', 'paused')
      order by scheduled_at nulls first, id limit ?`,
    [limit],
  );
}

export interface SignUpHold {
  /** The mail domain whose confirmation mails wait; null: those to every address, or nobody's any more. */
  domain: string | null;
  isForAll: boolean;
  since: Date;
  mails: number;
  /**
   * `spike`: far more people sign up than usual. `network`: many signed up from one network, and their mails leave one after the
   * other. `person`: somebody was mailed a moment ago, for this newsletter or another.
   */
  why: 'spike' | 'network' | 'person';
}

/** Confirmation mails that wait (BOMB-01, BOMB-02), the longest hold first. */
export function listSignUpHolds(db: Db): Promise<SignUpHold[]> {
  return rows(
    db,
    `select case when h.domain_hash <> '' then min(split_part(s.email, '@', 2)) end as domain,
            h.domain_hash = '' as "isForAll", h.since, count(s.id) as mails, 'spike' as why
       from sign_up_holds h
       left join sign_up_waits w on w.held_by = h.domain_hash
       left join notices n on n.id = w.notice_id
       left join subscribers s on s.id = n.subscriber_id
      group by h.domain_hash, h.since
     union all
     select null, false, min(n.requested_at), count(*), w.waits_for
       from sign_up_waits w join notices n on n.id = w.notice_id
      where w.waits_for <> 'spike'
      group by w.waits_for,
               case w.waits_for when 'network' then coalesce(w.block_hash, w.site_hash, w.network_hash) end
      order by since`,
  );
}

/** A time of which the database knows nothing, and how many sends are held for it. */
export interface GapInDoubt {
  kind: 'down' | 'older' | 'copied' | 'restored';
  from: Date;
  until: Date;
  sends: number;
}

/** The latest first. */
export function listGapsInDoubt(db: Db): Promise<GapInDoubt[]> {
  return rows(
    db,
    `select g.kind, g.from_at as "from", g.until_at as until, count(*) as sends
       from gaps g join sends s on s.gap_id = g.id and s.status = 'held' group by g.id order by g.id desc`,
  );
}
