import { rows, type Db } from '../platform/database.ts';
import { IS_AWAKE } from '../platform/sign-of-life.ts';
import { GAP_OF_ARTICLE } from './gap-queries.ts';

export interface PlannedSend {
  id: number;
  publicationId: number;
  articleId: number;
  /** The gap it is held for. */
  gapId: number | null;
}

/**
 * A send for every article that may be sent and has none; two planners at once make one (SMTP-11). The key makes the
 * Message-IDs: two version 4 UUIDs hold 244 random bits. After a month of standstill an article is no news any more.
 * Articles from a gap are held. A send that was withdrawn with its article goes on when the article does.
 */
export async function insertArticleSends(db: Db): Promise<PlannedSend[]> {
  return rows(
    db,
    `insert into sends (publication_id, kind, status, gap_id, article_id, subject, scheduled_at, message_key)
     select a.publication_id, 'article', case when gap.id is null then 'scheduled' else 'held' end, gap.id, a.id, a.title,
            a.released_at + make_interval(mins => p.hold_minutes),
            sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
       from articles a join publications p on p.id = a.publication_id
       left join lateral (${GAP_OF_ARTICLE}) gap on true
      where ${IS_AWAKE} and a.verdict = 'new' and a.released_at > now() - interval '30 days'
        and not exists (select 1 from sends d
                         where d.article_id = a.id and d.kind = 'article' and not d.is_withdrawn)
      order by a.released_at, a.id
     on conflict (article_id) where kind = 'article' do update
       set status = excluded.status, gap_id = excluded.gap_id, is_withdrawn = false, reason = null,
           finished_at = null, blocked_until = null, subject = excluded.subject, scheduled_at = excluded.scheduled_at
       where sends.is_withdrawn and sends.status = 'cancelled' and sends.prepared_at is null
     returning id, publication_id as "publicationId", article_id as "articleId", gap_id as "gapId"`,
  );
}

/** Withdraws the sends of articles that may not be sent any more. @returns their ids. */
export function withdrawArticleSends(db: Db, reason: string): Promise<{ id: number }[]> {
  return rows(
    db,
    `update sends set status = 'cancelled', is_withdrawn = true, reason = ?, finished_at = now(), blocked_until = null
       from articles
      where articles.id = sends.article_id and articles.verdict <> 'new'
        and sends.kind = 'article' and sends.status = 'scheduled' and sends.prepared_at is null
     returning sends.id`,
    [reason],
  );
}
