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
  /** Tried again although the server may have accepted an earlier try. */
  isPossiblyTwice: boolean;
}

/** Which messages of a send are asked for. */
export interface MessagePage {
  /** All that have an outcome when it is left out. */
  states?: readonly MessageState[] | undefined;
  /** Only subscriber ids beyond this one. */
  after: number;
  limit: number;
}

/** By subscriber. */
export function listMessages(
  db: Db,
  sendId: number,
  { states = OUTCOME_STATES, ...page }: MessagePage,
): Promise<MessageEntry[]> {
  return rows(
    db,
    `select message.id as "subscriberId", s.email, ${MESSAGE_COLUMNS}
       from (${messagesIn(states)}) message
       left join subscribers s on s.id = message.id
      order by message.id limit :limit`,
    { sendId, states: [...states], ...page },
  );
}

/**
 * Of the next messages, those whose reader's address has this part. So many are looked at and no more, however few of them match.
 * @returns `next`: what to go on after; null when all were looked at.
 */
export async function searchMessages(
  db: Db,
  sendId: number,
  { states = OUTCOME_STATES, after, limit, part, lookAt }: MessagePage & { part: string; lookAt: number },
): Promise<{ messages: MessageEntry[]; next: number | null }> {
  const looked = `(select * from (${messagesIn(states)}) message order by id limit :limit)`;
  const bindings = { sendId, states: [...states], after, limit: lookAt };
  const messages = await rows<MessageEntry>(
    db,
    // Joined before it is filtered, or all subscribers would be looked at.
    `with message as materialized (
       select message.*, s.email from ${looked} message join subscribers s on s.id = message.id)
     select id as "subscriberId", email, ${MESSAGE_COLUMNS}
       from message where email like :part order by id limit :found`,
    { ...bindings, part: likePart(part), found: limit + 1 },
  );
  if (messages.length > limit)
    return { messages: messages.slice(0, -1), next: messages.at(-2)?.subscriberId ?? null };
  const end = await firstRow<{ last: number; count: number }>(
    db,
    `select max(id) as last, count(*) as count from ${looked} message`,
    bindings,
  );
  return { messages, next: end?.count === lookAt ? end.last : null };
}

const MESSAGE_COLUMNS = `message.state, message.attempts, message.reply as "lastReply", message.at,
            message.possibly_twice as "isPossiblyTwice"`;

const likePart = (part: string) => `%${part.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;

/** Those without a row; none is looked at when their states are not asked for. */
const OPEN_MESSAGES = `
  select b.batch_no, r.place, r.id,
         ${OPEN_STATE} as state,
         case when d.status = 'cancelled' then d.finished_at end as ended_at
    from sends d
    join send_batches b on b.send_id = d.id and b.content_id = content.content_id and b.is_rest = content.is_rest and b.state <> 'done'
     and b.subscriber_ids[cardinality(b.subscriber_ids)] > :after
   cross join unnest(b.subscriber_ids) with ordinality r (id, place)
   where d.id = :sendId and r.id > :after and ${HAS_NO_ROW}
     and cast(:states as text[]) && case when d.status = 'cancelled' then array['sending', 'skipped', 'unknown']
                                         else array['queued', 'sending'] end`;

/**
 * Messages of a send beyond `:after`, at least the first `:limit` of them. The batches of a content, of the first few and of the others, hold ascending ids, so their
 * order is that of the ids, and few of them are unpacked for a page.
 */
const messagesIn = (states: readonly MessageState[]) => `
  ${closedIn(states)}
  union all
  (select open.id, open.state, case when open.state = 'unknown' then 1 else 0 end, null, open.ended_at, false
     from (select distinct content_id, is_rest from send_batches where send_id = :sendId) content
    cross join lateral (
      select * from (${OPEN_MESSAGES}) open
       where state = any(cast(:states as text[]))
       order by batch_no, place limit :limit) open
    order by open.id limit :limit)`;

/** Those with a row: each state alone, in its order of the index on those that were not accepted. */
function closedIn(states: readonly MessageState[]): string {
  const closed = OUTCOME_STATES.filter((state) => states.includes(state));
  const conditions =
    closed.length === OUTCOME_STATES.length ? ['true'] : closed.map((state) => `m.state = '${state}'`);
  return (conditions.length === 0 ? ['false'] : conditions)
    .map(
      (condition) => `
  (select m.subscriber_id as id, m.state, m.attempts, m.reply, m.at, m.possibly_twice
     from messages m
    where m.send_id = :sendId and m.subscriber_id > :after and ${condition}
    order by m.subscriber_id limit :limit)`,
    )
    .join(' union all ');
}

/** Ends what a cancelled send still had planned; outcomes stay as they are. */
export async function dropRetries(db: Db, sendId: number): Promise<void> {
  await db.raw('delete from message_retries where send_id = ? and lease_until is null', [sendId]);
}
