import { rows, type Db } from '../../platform/database.ts';
import { CARRIED_FOR_DAYS, IS_CARRIED, IS_REPLACED } from './owed-queries.ts';

/** What is on record about one correction and one reader. */
export interface CorrectionStanding {
  /** Of the correction. */
  sendId: number;
  articleId: number;
  isCancelled: boolean;
  /** Null: it is not decided yet who gets it. */
  frozenAt: Date | null;
  isInNextDigest: boolean;
  /** Until when digests carry it. */
  carriedUntil: Date | null;
  /** They still do. */
  isCarried: boolean;
  isReplaced: boolean;
  /** Also for readers who had no other text. */
  isForAll: boolean;
  /** Sends whose mail told it to the reader, the oldest first: its own, or digests. */
  mailIds: number[];
  /** Whether the reader's last mail before had the text that it tells; null: no mail had the article. */
  wasRight: boolean | null;
}

/** Corrections of an article, or the one that is a send; the oldest first. */
export function listStandings(
  db: Db,
  of: { articleId: number | null; sendId: number | null; subscriberId: number },
): Promise<CorrectionStanding[]> {
  return rows(
    db,
    `with asked as materialized (
       select c.*, d.status, d.prepared_at, ${IS_CARRIED('now()')} as is_carried, ${IS_REPLACED} as is_replaced
         from corrections c join sends d on d.id = c.send_id where c.article_id = :articleId or c.send_id = :sendId),
     had as materialized (
       select h.article_id, h.content_id, h.form, h.version, h.correction_id, k.send_id, n.prepared_at, m.state
         from content_articles h join send_contents k on k.id = h.content_id join sends n on n.id = k.send_id
         left join messages m on m.send_id = n.id and m.subscriber_id = :subscriberId
        where h.article_id in (select article_id from asked)
          and exists (select from send_batches b
                       where b.send_id = k.send_id and b.content_id = k.id
                         and cast(:subscriberId as bigint) between b.subscriber_ids[1] and b.subscriber_ids[cardinality(b.subscriber_ids)]
                         and cast(:subscriberId as bigint) = any(b.subscriber_ids)))
     select a.send_id as "sendId", a.article_id as "articleId", a.status = 'cancelled' and a.prepared_at is null as "isCancelled",
            a.prepared_at as "frozenAt", a.in_next_digest as "isInNextDigest", a.is_carried as "isCarried", a.is_replaced as "isReplaced",
            a.audience = 'everybody' as "isForAll", a.prepared_at + interval '${CARRIED_FOR_DAYS} days' as "carriedUntil",
            array(select h.send_id from had h where a.send_id in (h.correction_id, h.send_id) order by h.content_id) as "mailIds",
            (select h.version = case h.form when 'full' then a.full_version when 'summary' then a.summary_version else a.headline_version end
               from had h
              where h.article_id = a.article_id and h.prepared_at < coalesce(a.prepared_at, 'infinity')
                and coalesce(h.state, 'queued') not in ('rejected', 'expired', 'skipped')
              order by h.content_id desc limit 1) as "wasRight"
       from asked a order by a.send_id`,
    of,
  );
}
