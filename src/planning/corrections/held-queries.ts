import { jsonOf } from '../../platform/database.ts';
import type { Versions } from './correction.ts';

/** A correction, and what a reader's last mail may say of the article without being wrong. */
interface AskedVersions {
  /** Its send; 0: it has none yet. */
  id: number;
  articleId: number;
  /** The texts that count as right. */
  right: Versions[];
  /** Whatever was mailed from then on is no matter of this correction; null: it is not frozen yet. */
  frozenAt: Date | null;
}

/**
 * Contents that hold the articles, with what of them, and whether that is right. A correction holds as much of the article as the mail that
 * it corrects.
 */
const HELD = `
  select p.id as correction_id, c.content_id, k.send_id, c.form, d.kind, d.status = 'cancelled' as is_over,
         d.prepared_at >= coalesce(p."frozenAt", 'infinity') as is_later,
         d.prepared_at >= coalesce(p."frozenAt", 'infinity') or (p."right" -> c.form) @> to_jsonb(encode(c.version, 'hex')) as is_right
    from asked_version p join content_articles c on c.article_id = p."articleId"
    join send_contents k on k.id = c.content_id join sends d on d.id = k.send_id`;

/**
 * Readers to whom a mail brought the article, and the content of the last one: what is frozen for them counts unless it failed; of a send
 * that was cancelled only what went out does.
 */
const NEWEST = `
  select brought.correction_id, brought.id, max(brought.content_id) as content_id
    from (select h.correction_id, r.id, h.content_id
            from held h join send_batches b on b.send_id = h.send_id and b.content_id = h.content_id
           cross join lateral unnest(b.subscriber_ids) r (id)
            left join failed f on f.send_id = h.send_id and f.subscriber_id = r.id
           where not h.is_over and f.send_id is null
          union all
          select h.correction_id, m.subscriber_id, h.content_id
            from held h join send_batches b on b.send_id = h.send_id and b.content_id = h.content_id
            join messages m on m.send_id = h.send_id and m.subscriber_id = any(b.subscriber_ids)
           where h.is_over and m.state in ('accepted', 'unknown')) brought
   group by brought.correction_id, brought.id`;

/**
 * One row, which PostgreSQL takes for a hundred. Nothing tells it how many readers of a mail had the wrong text, it guesses one, and would
 * compare each of them with every reader of the publication.
 */
const MANY = `jsonb_to_recordset('[{}]') as many (nothing int)`;

/** `wrong`: readers (`id`) whose last mail had another text, for each correction; `newest` and `held` say what they had. */
export const WITH_WRONG = `
  with asked_version as materialized (
    select * from jsonb_to_recordset(cast(:asked as jsonb)) as p (id bigint, "articleId" bigint, "right" jsonb, "frozenAt" timestamptz)),
  held as materialized (${HELD}),
  failed as materialized (
    select m.send_id, m.subscriber_id from messages m
     where m.send_id in (select h.send_id from held h where not h.is_over) and m.state in ('rejected', 'expired', 'skipped')),
  newest as materialized (${NEWEST}),
  wrong as materialized (
    select n.correction_id, n.id, h.form, h.kind
      from newest n join held h on h.correction_id = n.correction_id and h.content_id = n.content_id cross join ${MANY}
     where not h.is_right)`;

export const boundAsked = (asked: AskedVersions[]) => ({
  asked: jsonOf(
    asked.map(({ right, ...one }) => ({
      ...one,
      right: {
        full: right.map(({ full }) => full.toString('hex')),
        summary: right.map(({ summary }) => summary.toString('hex')),
        headline: right.map(({ headline }) => headline.toString('hex')),
      },
    })),
  ),
});
