import { GAP_OF_ARTICLE } from './gaps/gap-queries.ts';

/** What makes a send the only one of its article `a`. */
const OCCASION = `'article:' || a.id`;

/** Every article that may be sent, for `insertPlannedSends`. After a month of standstill an article is no news any more. */
export const ARTICLES_TO_SEND = `
  select a.publication_id, 'article' as kind, 'each' as rhythm, ${OCCASION} as occasion, coalesce(a.mail_title, a.title) as subject, a.id as article_id,
         due.at as scheduled_at, false as may_be_late, gap.id as gap_id,
         case when review.is_wanted and gap.id is null then due.at - make_interval(mins => b.review_minutes) end as review_at
    from articles a join publications b on b.id = a.publication_id
   -- Whoever released an article has looked at it.
   cross join lateral (select b.review_minutes > 0 and a.decided_at is null as is_wanted) review
   cross join lateral (
     -- People have their minutes, however short the hold.
     select coalesce(a.goes_out_at,
                     greatest(a.released_at + make_interval(mins => b.hold_minutes),
                              case when review.is_wanted then now() + make_interval(mins => b.review_minutes) end)) as at) due
    left join lateral (${GAP_OF_ARTICLE}) gap on true
   where a.verdict = 'new' and a.released_at > now() - interval '30 days'`;

/** Sends whose article may not be sent any more, and why, for `withdrawPlannedSends`; see `whyWithdrawn`. */
export const SENDS_WITHOUT_ARTICLE = `
  select d.id,
         case when a.verdict = 'held' then
           jsonb_build_object('code', 'article-held', 'params', jsonb_build_object('because',
             jsonb_build_object('code', coalesce(a.held_code, 'flood'),
                                'params', coalesce(a.held_params, '{"count": null, "limit": null}'))))
         else '{"code": "article-withdrawn", "params": {}}' end as reason
    from sends d join articles a on d.article_id = a.id and d.occasion = ${OCCASION}
   where a.verdict <> 'new'`;
