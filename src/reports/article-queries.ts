import { firstRow, rows, type Db } from '../platform/database.ts';
import type { Reason } from '../words/index.ts';

/** Which articles: all, those that wait for their mail, held, mailed, not mailed for a reason, dismissed. */
export const ARTICLE_STATES = ['all', 'waiting', 'held', 'mailed', 'not-mailed', 'dismissed'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** What an editor sees of an article in a list, with everything that its fate is told from. */
export interface ArticleRow {
  id: number;
  url: string | null;
  /** As its mail has it. */
  title: string;
  imageUrl: string | null;
  categories: string[];
  feedId: number | null;
  feedTitle: string | null;
  verdict: 'baseline' | 'new' | 'held' | 'future' | 'too-old' | 'duplicate' | 'dismissed';
  reason: Reason | null;
  publishedAt: Date | null;
  firstSeenAt: Date;
  /** After its mail, the feed told another text. */
  isEditedSince: boolean;
  /** A correction has told of that. */
  isCorrected: boolean;
  isChangedForMail: boolean;
  /** It stands before others in digests. */
  isPicked: boolean;
  /** When it goes out if no send of it is planned yet. */
  goesOutAt: Date | null;
  lastDecision: 'released' | 'hurried' | 'held' | 'dismissed' | null;
  lastDecisionAt: Date | null;
  /** A name or an address; who decided by a program or the command line, by that. */
  lastDecisionBy: string | null;
  duplicateOf: { id: number; title: string } | null;
  send: ArticleSend | null;
}

/** The one send of an article. Moments are ISO 8601. */
export interface ArticleSend {
  id: number;
  status: 'draft' | 'scheduled' | 'held' | 'preparing' | 'sending' | 'paused' | 'sent' | 'cancelled';
  reason: Reason | null;
  isWithdrawn: boolean;
  isPrepared: boolean;
  /** People are asked about it, and this happens if nobody answers; null: nobody is asked. */
  onSilence: 'send' | 'hold' | null;
  scheduledAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** Readers it goes to, as they were counted last until it is prepared; null: nobody counted. */
  readers: number | null;
  accepted: number;
}

export interface ArticleFilter {
  state?: ArticleState | undefined;
  verdict?: string | undefined;
  /** Held ones are shown elsewhere. */
  isWithoutHeld?: boolean;
  feedId?: number | undefined;
  /** Names of a topic and of its categories. */
  categories?: string[] | undefined;
  /** Part of the title. */
  search?: string | undefined;
}

const MAILED_IDS = `select article_id from sends
  where publication_id = :publicationId and article_id is not null and prepared_at is not null`;

const STATES: Record<ArticleState, string> = {
  all: 'true',
  // The same month as that of the planner.
  waiting: `(a.verdict = 'future' or a.verdict = 'new' and a.released_at > now() - interval '30 days'
             and not exists (select from sends s where s.article_id = a.id
                              and (s.prepared_at is not null or s.status = 'cancelled' and not s.is_withdrawn)))`,
  held: `a.verdict = 'held'`,
  mailed: `a.id in (${MAILED_IDS})`,
  'not-mailed': `a.verdict in ('too-old', 'duplicate')`,
  dismissed: `a.verdict = 'dismissed'`,
};

const COLUMNS = `
  a.id, a.url, coalesce(a.mail_title, a.title) as title,
  case when a.mail_image_url is null then a.image_url else nullif(a.mail_image_url, '') end as "imageUrl",
  a.categories, a.feed_id as "feedId", coalesce(f.title, f.url) as "feedTitle", a.verdict,
  case when a.verdict = 'held' then
    jsonb_build_object('code', coalesce(a.held_code, 'flood'),
                       'params', coalesce(a.held_params, '{"count": null, "limit": null}')) end as reason,
  a.published_at as "publishedAt", a.first_seen_at as "firstSeenAt",
  coalesce(s.prepared_at is not null and a.seen_hash <> a.content_hash, false) as "isEditedSince",
  exists (select from corrections c join sends k on k.id = c.send_id
           where c.article_id = a.id and k.status <> 'cancelled' and k.prepared_at >= a.edited_at) as "isCorrected",
  num_nonnulls(a.mail_title, a.mail_standfirst, a.mail_image_url) > 0 as "isChangedForMail",
  a.picked_at is not null as "isPicked",
  coalesce(a.goes_out_at, a.released_at + make_interval(mins => p.hold_minutes)) as "goesOutAt",
  a.last_decision as "lastDecision", a.last_decision_at as "lastDecisionAt",
  coalesce(nullif(u.name, ''), u.email, a.last_decision_by) as "lastDecisionBy",
  case when a.duplicate_of is not null then
    (select jsonb_build_object('id', o.id, 'title', coalesce(o.mail_title, o.title))
       from articles o where o.id = a.duplicate_of) end as "duplicateOf",
  case when s.id is not null then jsonb_build_object(
    'id', s.id, 'status', s.status, 'reason', s.reason, 'isWithdrawn', s.is_withdrawn,
    'isPrepared', s.prepared_at is not null,
    'onSilence', (select r.on_silence from reviews r where r.send_id = s.id and r.decision is null limit 1),
    'scheduledAt', s.scheduled_at, 'startedAt', s.started_at,
    'finishedAt', s.finished_at, 'readers', coalesce(s.audience_size, s.counted_audience),
    'accepted', (select coalesce(sum(b.accepted), 0) from send_batches b where b.send_id = s.id)) end as send`;

/** Newest first. @param page.before only articles with a lower id; 0: from the newest. */
export function listArticleRows(
  db: Db,
  publicationId: number,
  { state = 'all', verdict, isWithoutHeld = false, feedId, categories, search }: ArticleFilter,
  page: { before: number; limit: number },
): Promise<ArticleRow[]> {
  const conditions = [
    'a.publication_id = :publicationId',
    STATES[state],
    ...(page.before > 0 ? ['a.id < :before'] : []),
    ...(verdict === undefined ? [] : ['a.verdict = :verdict']),
    ...(isWithoutHeld ? [`a.verdict <> 'held'`] : []),
    ...(feedId === undefined ? [] : ['a.feed_id = :feedId']),
    ...(categories
      ? [
          `exists (select from unnest(a.categories) c where lower(trim(c)) = any(cast(:categories as text[])))`,
        ]
      : []),
    ...(search ? [`(a.title ilike :pattern or a.mail_title ilike :pattern)`] : []),
  ];
  return rows(
    db,
    `with chosen as (select a.id from articles a where ${conditions.join(' and ')} order by a.id desc limit :limit)
     select ${COLUMNS}
       from chosen join articles a on a.id = chosen.id join publications p on p.id = a.publication_id
       left join feeds f on f.id = a.feed_id
       left join sends s on s.occasion = 'article:' || a.id
       left join users u on a.last_decision_by = 'user:' || u.id
      order by a.id desc`,
    {
      publicationId,
      before: page.before,
      limit: page.limit,
      verdict: verdict ?? null,
      feedId: feedId ?? null,
      categories: categories?.map((name) => name.trim().toLowerCase()) ?? [],
      pattern: `%${(search ?? '').replace(/[\\%_]/g, String.raw`\$&`)}%`,
    },
  );
}

/** One article as in the list; undefined when the publication has no such article. */
export function findArticleRow(db: Db, publicationId: number, id: number): Promise<ArticleRow | undefined> {
  return firstRow(
    db,
    `select ${COLUMNS}
       from articles a join publications p on p.id = a.publication_id
       left join feeds f on f.id = a.feed_id
       left join sends s on s.occasion = 'article:' || a.id
       left join users u on a.last_decision_by = 'user:' || u.id
      where a.id = :id and a.publication_id = :publicationId`,
    { publicationId, id },
  );
}

export type ArticleCounts = Record<Exclude<ArticleState, 'all' | 'mailed'>, number>;

/** How many there are of each state. */
export async function countArticles(db: Db, publicationId: number): Promise<ArticleCounts> {
  const [verdicts, waiting] = await Promise.all([
    rows<{ verdict: ArticleRow['verdict']; count: number }>(
      db,
      'select verdict, count(*) from articles where publication_id = ? group by verdict',
      [publicationId],
    ),
    firstRow<{ count: number }>(
      db,
      `select count(*) from articles a where a.publication_id = :publicationId and ${STATES.waiting}`,
      { publicationId },
    ),
  ]);
  const of = (verdict: ArticleRow['verdict']) =>
    verdicts.find((counted) => counted.verdict === verdict)?.count ?? 0;
  return {
    waiting: waiting?.count ?? 0,
    held: of('held'),
    'not-mailed': of('too-old') + of('duplicate'),
    dismissed: of('dismissed'),
  };
}
