import { firstRow, rows, type Db } from '../platform/database.ts';
import type { OutcomeState } from './ledger.ts';

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

/** Progress of a send: sums over its few batches, never a count over messages. */
export async function countMessages(db: Db, sendId: number): Promise<MessageCounts> {
  const sums = await firstRow<Omit<MessageCounts, 'queued'> & { settled: number }>(
    db,
    // The frozen size, and not the batches' ids counted anew: those are megabytes for a large send.
    `select (select coalesce(audience_size, 0) from sends where id = :sendId)::int8 as audience,
            coalesce(sum(case when state = 'leased' then greatest(position - settled, 0) else 0 end), 0)::int8 as sending,
            coalesce(sum(accepted), 0)::int8 as accepted, coalesce(sum(deferred), 0)::int8 as deferred,
            coalesce(sum(rejected), 0)::int8 as rejected, coalesce(sum(expired), 0)::int8 as expired,
            coalesce(sum(skipped), 0)::int8 as skipped, coalesce(sum(unknown), 0)::int8 as unknown,
            coalesce(sum(settled), 0)::int8 as settled,
            (select count(*) from messages where send_id = :sendId and possibly_twice) as "possiblyTwice"
       from (select *, accepted + deferred + rejected + expired + skipped + unknown as settled
               from send_batches where send_id = :sendId) batch`,
    { sendId },
  );
  if (!sums) throw new Error('a sum has a row');
  const { settled, ...counts } = sums;
  return { ...counts, queued: counts.audience - settled - counts.sending };
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

/** Messages with an outcome, by subscriber. @param page `after`: only subscriber ids beyond this one. */
export function listOutcomes(
  db: Db,
  sendId: number,
  page: { state?: OutcomeState; after: number; limit: number },
): Promise<MessageEntry[]> {
  return rows(
    db,
    `select m.subscriber_id as "subscriberId", s.email, m.state, m.attempts, m.reply as "lastReply", m.at
       from messages m left join subscribers s on s.id = m.subscriber_id
      where m.send_id = :sendId and m.subscriber_id > :after
        and (cast(:state as text) is null or m.state = :state)
      order by m.subscriber_id limit :limit`,
    { sendId, state: page.state ?? null, after: page.after, limit: page.limit },
  );
}

/** Messages without an outcome: in a worker's hands (`sending`) or not begun (`queued`), by subscriber. */
export function listOpenMessages(
  db: Db,
  sendId: number,
  page: { state: 'queued' | 'sending'; after: number; limit: number },
): Promise<MessageEntry[]> {
  return rows(
    db,
    `select r.id as "subscriberId", s.email, cast(:state as text) as state, 0 as attempts, null as "lastReply", null as at
       from send_batches b
      cross join unnest(b.subscriber_ids) with ordinality r (id, place)
       left join subscribers s on s.id = r.id
      where b.send_id = :sendId and b.state <> 'done' and r.id > :after
        and (b.state = 'leased' and r.place <= b.position) = (cast(:state as text) = 'sending')
        and not exists (select 1 from messages m where m.send_id = b.send_id and m.subscriber_id = r.id)
      order by r.id limit :limit`,
    { sendId, state: page.state, after: page.after, limit: page.limit },
  );
}

/** Ends what a cancelled send still had planned; outcomes stay as they are. */
export async function dropRetries(db: Db, sendId: number): Promise<void> {
  await db.raw('delete from message_retries where send_id = ? and lease_until is null', [sendId]);
}
