import { rows, type Db } from '../../platform/database.ts';

/** What blames the message or its sender says nothing of the mailbox (THR-03). */
const NOT_OF_MAILBOX = `('content', 'policy', 'size', 'spam', 'identity', 'reputation')`;
/** A bounce fades: half a year later it counts no more. */
const FADES = "interval '180 days'";
/** So long a mail that was accepted may still come back. */
const SETTLES = "interval '7 days'";

/**
 * Of these readers, those whose mail bounced time and again: the last sends of the publication's number, over so many days or more, with none
 * between them or since that arrived (THR-02). Bounces of which no send is known count once a day.
 */
export function listWornOut(
  db: Db,
  publicationId: number,
  subscriberIds: number[],
): Promise<{ subscriberId: number; says: string; sendId: number | null }[]> {
  return rows(
    db,
    `with rule as (select soft_bounce_sends as sends, make_interval(days => soft_bounce_days) as span from publications where id = :publicationId),
     bounced as materialized (
       select e.subscriber_id, e.send_id, max(e.at) as at, (array_agg(e.says order by e.at desc))[1] as says
         from events e
         left join messages m on e.source = 'smtp' and m.send_id = e.send_id and m.subscriber_id = e.subscriber_id
        where e.subscriber_id = any(cast(:subscriberIds as bigint[])) and e.publication_id = :publicationId and e.type = 'bounce'
          and e.kind in ('soft', 'hard') and coalesce(e.reason, '') not in ${NOT_OF_MAILBOX} and e.at > now() - ${FADES}
          -- Sent again, and accepted then.
          and m.state is distinct from 'accepted'
        group by e.subscriber_id, e.send_id, case when e.send_id is null then cast(e.at at time zone 'UTC' as date) end),
     suspects as (
       select subscriber_id, min(at) as first_at, max(at) as last_at, max(send_id) as last_send from bounced, rule
        group by subscriber_id, sends, span having count(*) >= sends and max(at) - min(at) >= span),
     arrived as (
       select x.subscriber_id, max(m.send_id) as send_id, max(m.at) as at
         from suspects x
         join sends d on d.publication_id = :publicationId and d.started_at > x.first_at - ${SETTLES}
         join messages m on m.send_id = d.id and m.subscriber_id = x.subscriber_id and m.state = 'accepted'
        where (m.send_id < x.last_send or x.last_send is null and m.at < x.last_at or m.at < now() - ${SETTLES})
          and not exists (select from events e where e.send_id = m.send_id and e.subscriber_id = m.subscriber_id and e.type = 'bounce'
                                                 and e.kind not in ('delayed', 'success', 'auto-reply', 'challenge') and e.source <> 'smtp')
        group by x.subscriber_id)
     select b.subscriber_id as "subscriberId", (array_agg(b.says order by b.at desc))[1] as says,
            (array_agg(b.send_id order by b.at desc))[1] as "sendId"
       from suspects x join bounced b using (subscriber_id) left join arrived a using (subscriber_id), rule
      where case when b.send_id is null then b.at > coalesce(a.at, '-infinity') else b.send_id > coalesce(a.send_id, 0) end
      group by b.subscriber_id, sends, span having count(*) >= sends and max(b.at) - min(b.at) >= span
      order by b.subscriber_id`,
    { publicationId, subscriberIds },
  );
}
