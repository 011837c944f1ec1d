import { firstRow, rows, type Db } from '../../platform/database.ts';
import { OUTCOME_STATES, type OutcomeState } from '../ledger.ts';

export type MessageState = OutcomeState | 'queued' | 'sending';

export interface MessageCounts {
  audience: number;
  queued: number;
  sending: number;
  accepted: number;
  deferred: number;
  rejected: number;
  expired: number;
  skipped: number;
  unknown: number;
  /** Tried again although the server may have accepted an earlier try. */
  possiblyTwice: number;
}

/**
 * A reader without an outcome is `queued`, or `sending` below the watermark of a leased batch. When a send is cancelled that
 * is final: readers who were not begun are skipped, and what a dead worker had in hand stays unknown. `countMessages` and
 * `listMessages` agree on this for every reader.
 */
const IS_LOST = `d.status = 'cancelled' and b.lease_until < now()`;
const HAS_NO_ROW =
  'not exists (select 1 from messages m where m.send_id = b.send_id and m.subscriber_id = r.id)';

/** The state of place `r.place` in batch `b` of send `d` where it has no row. */
export const OPEN_STATE = `
  case when b.state = 'leased' and r.place <= b.position then case when ${IS_LOST} then 'unknown' else 'sending' end
       when d.status = 'cancelled' then 'skipped'
       else 'queued' end`;

/** Progress of a send: sums over its few batches, never a count of messages. */
export async function countMessages(db: Db, sendId: number): Promise<MessageCounts> {
  const sums = await firstRow<MessageCounts & { isCancelled: boolean }>(
    db,
    // The frozen size instead of counting the batches' ids: those are megabytes for a large send. Only a batch that was
    // claimed before can have outcomes beyond its watermark, so only there readers in hand are looked up.
    `select coalesce(d.audience_size, 0)::int8 as audience, coalesce(d.audience_size, 0)::int8 - begun as queued,
            sending, accepted, deferred, rejected, expired, skipped, unknown, d.status = 'cancelled' as "isCancelled",
            (select count(*) from messages where send_id = d.id and possibly_twice) as "possiblyTwice"
       from sends d
      cross join lateral (
        select coalesce(sum(settled + in_hand), 0)::int8 as begun,
               coalesce(sum(in_hand) filter (where not is_lost), 0)::int8 as sending,
               coalesce(sum(accepted), 0)::int8 as accepted, coalesce(sum(deferred), 0)::int8 as deferred,
               coalesce(sum(rejected), 0)::int8 as rejected, coalesce(sum(expired), 0)::int8 as expired,
               coalesce(sum(skipped), 0)::int8 as skipped,
               coalesce(sum(unknown + case when is_lost then in_hand else 0 end), 0)::int8 as unknown
          from (select b.*,
                       case when b.state <> 'leased' then 0
                            when b.attempts = 1 then b.position - b.settled
                            else (select count(*) from unnest(b.subscriber_ids) with ordinality r (id, place)
                                   where r.place <= b.position and ${HAS_NO_ROW})
                        end as in_hand,
                       coalesce(${IS_LOST}, false) as is_lost
                  from (select *, accepted + deferred + rejected + expired + skipped + unknown as settled
                          from send_batches where send_id = d.id) b) batch) sums
      where d.id = :sendId`,
    { sendId },
  );
  if (!sums) throw new Error('the send is gone');
  const { isCancelled, ...counts } = sums;
  if (!isCancelled) return counts;
  return { ...counts, queued: 0, skipped: counts.skipped + counts.queued };
}

export interface MessageEntry {
  subscriberId: number;
  /** Null when the subscriber was erased. */
  email: string | null;
  state: MessageState;
  attempts: number;
  lastReply: string | null;
  at: Date | null;
}

/**
 * Messages in one state, or all that have an outcome, by subscriber.
 * @param page `after`: only subscriber ids beyond this one.
 */
export function listMessages(
  db: Db,
  sendId: number,
  page: { state?: MessageState | undefined; after: number; limit: number },
): Promise<MessageEntry[]> {
  const { state, after, limit } = page;
  return rows(
    db,
    // The batches of a content hold ascending ids, so their order is that of the ids, and few of them are unpacked for a page.
    `select message.id as "subscriberId", s.email, message.state, message.attempts, message.reply as "lastReply", message.at
       from ((select m.subscriber_id as id, m.state, m.attempts, m.reply, m.at
                from messages m
               where m.send_id = :sendId and m.subscriber_id > :after and m.state = any(cast(:states as text[]))
               order by m.subscriber_id limit :limit)
             union all
             (select open.id, open.state, case when open.state = 'unknown' then 1 else 0 end, null, open.ended_at
                from (select distinct content_id from send_batches where send_id = :sendId) content
               cross join lateral (
                 select * from (${OPEN_MESSAGES}) open
                  where state = any(cast(:states as text[]))
                  order by batch_no, place limit :limit) open
               order by open.id limit :limit)) message
       left join subscribers s on s.id = message.id
      order by message.id limit :limit`,
    { sendId, states: state ? [state] : [...OUTCOME_STATES], after, limit },
  );
}

/** Those without a row; none is looked at when their states are not asked for. */
const OPEN_MESSAGES = `
  select b.batch_no, r.place, r.id,
         ${OPEN_STATE} as state,
         case when d.status = 'cancelled' then d.finished_at end as ended_at
    from sends d
    join send_batches b on b.send_id = d.id and b.content_id = content.content_id and b.state <> 'done'
   cross join unnest(b.subscriber_ids) with ordinality r (id, place)
   where d.id = :sendId and r.id > :after and ${HAS_NO_ROW}
     and cast(:states as text[]) && case when d.status = 'cancelled' then array['sending', 'skipped', 'unknown']
                                         else array['queued', 'sending'] end`;

/** Ends what a cancelled send still had planned; outcomes stay as they are. */
export async function dropRetries(db: Db, sendId: number): Promise<void> {
  await db.raw('delete from message_retries where send_id = ? and lease_until is null', [sendId]);
}
