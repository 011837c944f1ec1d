import { firstRow, type Db } from '../../platform/database.ts';

/** States that a message can be reopened from: nobody whose server accepted it is ever among them. */
export const REOPENABLE = ['rejected', 'expired', 'unknown'] as const;
export type ReopenableState = (typeof REOPENABLE)[number];

/**
 * Plans one more try, due now, for messages that ended in these states, where the reader may still be mailed. The message
 * becomes `deferred`, or stays `unknown` and thereby in doubt. Messages that wait for a try already, or are being tried, are left
 * alone, so a repeat changes nothing. The caller holds the send's row.
 * @param only these readers, where it is given.
 * @param recipients query for those of these ids (SQL of an array) whom `:sendId` may reach.
 * @returns how many were reopened.
 */
export async function reopenMessages(
  db: Db,
  sendId: number,
  states: ReopenableState[],
  recipients: (ids: string) => string,
  only: number[] | null = null,
): Promise<number> {
  const row = await firstRow<{ reopened: number }>(
    db,
    `with ended as materialized (
       select m.subscriber_id, m.state as old, b.batch_no
         from send_batches b
        cross join unnest(b.subscriber_ids) r (id)
         join messages m on m.send_id = b.send_id and m.subscriber_id = r.id
        where b.send_id = :sendId and b.rejected + b.expired + b.unknown > 0
          and m.state = any(cast(:states as text[]))
          and (cast(:only as bigint[]) is null or m.subscriber_id = any(cast(:only as bigint[])))
        order by m.subscriber_id
          for update of m
     ), wanted as materialized (
       select array_agg(subscriber_id) as ids from ended
     ), mailable as materialized (
       select mailable.id from wanted cross join lateral (${recipients('wanted.ids')}) mailable
     ), planned as (
       insert into message_retries (send_id, subscriber_id, batch_no, next_attempt_at)
       select cast(:sendId as bigint), ended.subscriber_id, ended.batch_no, now()
         from ended join mailable on mailable.id = ended.subscriber_id
       on conflict do nothing
       returning subscriber_id
     ), reopened as (
       select ended.* from ended join planned using (subscriber_id)
     ), moved as (
       update messages m set state = 'deferred', at = now()
         from reopened r
        where m.send_id = :sendId and m.subscriber_id = r.subscriber_id and r.old <> 'unknown'
     ), counted as (
       update send_batches b
          set rejected = b.rejected - c.rejected, heard_rejected = b.heard_rejected - c.rejected, expired = b.expired - c.expired,
              deferred = b.deferred + c.rejected + c.expired
         from (select batch_no, count(*) filter (where old = 'rejected') as rejected,
                      count(*) filter (where old = 'expired') as expired
                 from reopened group by batch_no) c
        where b.send_id = :sendId and b.batch_no = c.batch_no and c.rejected + c.expired > 0
     )
     select count(*) as reopened from reopened`,
    { sendId, states, only },
  );
  return row?.reopened ?? 0;
}

const COUNTED_TO = 10_000;

/**
 * How many `reopenMessages` would take now, counted to ten thousand; `isMore`: there are more, of whom nobody knows how many.
 * @param recipients as there.
 */
export async function countReopenable(
  db: Db,
  sendId: number,
  recipients: (ids: string) => string,
): Promise<{ count: number; isMore: boolean }> {
  const row = await firstRow<{ count: number; looked: number }>(
    db,
    `with ended as materialized (
       select m.subscriber_id from messages m
        where m.send_id = :sendId and m.state in (${REOPENABLE.map((state) => `'${state}'`).join(', ')})
          and not exists (select 1 from message_retries r
                           where r.send_id = m.send_id and r.subscriber_id = m.subscriber_id)
        limit ${COUNTED_TO}
     ), wanted as materialized (
       select array_agg(subscriber_id) as ids, count(*) as looked from ended
     )
     select looked, (select count(*) from (${recipients('wanted.ids')}) mailable) as count from wanted`,
    { sendId },
  );
  return { count: row?.count ?? 0, isMore: row?.looked === COUNTED_TO };
}
