import { rows, type Db } from '../platform/database.ts';

/** A mail that was frozen for a reader and tells of an article, or counts it. */
export interface ArticleMail {
  sendId: number;
  /** What kind of mail it is to the reader; `written`: an editor put the digest together. */
  by: 'single' | 'daily' | 'weekly' | 'busy-day' | 'catch-up' | 'written';
  /** It is one of “and 5 more on the site”. */
  isCounted: boolean;
  preparedAt: Date;
}

/** Corrections aside, the oldest first. */
export function listArticleMails(
  db: Db,
  of: { publicationId: number; articleId: number; subscriberId: number },
): Promise<ArticleMail[]> {
  return rows(
    db,
    `with telling as (
       select c.id, c.send_id, false as is_counted from content_articles h join send_contents c on c.id = h.content_id
        where h.article_id = :articleId and h.correction_id is null
       union
       select c.id, c.send_id, false from sends d join send_contents c on c.send_id = d.id where d.article_id = :articleId
       union
       select c.id, c.send_id, true from send_contents c where c.counted_ids <> '{}' and c.counted_ids @> array[cast(:articleId as bigint)])
     select d.id as "sendId", t.is_counted as "isCounted", d.prepared_at as "preparedAt",
            case when d.article_id is not null then 'single' when d.occasion is null then 'written'
                 when d.rhythm is null then 'catch-up' when d.rhythm = 'each' then 'busy-day' else d.rhythm end as by
       from telling t join sends d on d.id = t.send_id
      where d.publication_id = :publicationId and coalesce(d.occasion, '') not like 'correction:%' and d.prepared_at is not null
        and exists (select from send_batches b
                     where b.send_id = d.id and b.content_id = t.id
                       and cast(:subscriberId as bigint) between b.subscriber_ids[1] and b.subscriber_ids[cardinality(b.subscriber_ids)]
                       and cast(:subscriberId as bigint) = any(b.subscriber_ids))
      order by d.prepared_at, d.id`,
    of,
  );
}

/** Which articles the mail of a send tells a reader of, which it corrects and which it counts; undefined: the reader is not in it. */
export async function findMailArticles(
  db: Db,
  of: { sendId: number; subscriberId: number },
): Promise<{ told: number[]; corrected: number[]; counted: number[] } | undefined> {
  const [found] = await rows<{ told: number[]; corrected: number[]; counted: number[] }>(
    db,
    `select array(select h.article_id from content_articles h where h.content_id = c.id and h.correction_id is null order by 1) as told,
            array(select h.article_id from content_articles h where h.content_id = c.id and h.correction_id is not null order by 1) as corrected,
            c.counted_ids as counted
       from send_batches b join send_contents c on c.id = b.content_id
      where b.send_id = :sendId and cast(:subscriberId as bigint) = any(b.subscriber_ids)`,
    of,
  );
  return found;
}
