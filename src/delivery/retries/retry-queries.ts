import { rows, type Db } from '../../platform/database.ts';
import { OUTCOMES, outcomeBindings } from '../messages/outcome-queries.ts';
import { OUTCOME_STATES, type Outcome, type Recipient } from '../ledger.ts';
import { KEEP_REFUSALS, REFUSAL_COUNTS, refusalBindings } from '../messages/refusal-queries.ts';
import type { Trouble } from '../journal/run-result.ts';
import { GOING } from '../routes/route-queries.ts';

/** States of messages that a later answer may change. */
const OPEN = `'deferred', 'unknown'`;

/** A message whose next try is due, leased to this worker. */
export interface DueRetry {
  subscriberId: number;
  /** Which of the send's contents this reader gets. */
  contentId: number;
  attempts: number;
  /** Seconds since the first try, or since it was put aside without one. */
  age: number;
  /** Another worker vanished while it held this one, so a try may have happened. */
  isInterrupted: boolean;
  isInDoubt: boolean;
  isPossiblyTwice: boolean;
}

export interface ClaimedRetries {
  sendId: number;
  token: string;
  retries: DueRetry[];
}

/** Leases up to `limit` due messages of one send that goes over `transport`. */
export async function claimRetries(
  db: Db,
  transport: string,
  token: string,
  limit: number,
  leaseSeconds: number,
): Promise<ClaimedRetries | undefined> {
  const retries = await rows<DueRetry & { sendId: number }>(
    db,
    `with going as materialized (${GOING}), due as (
       select r.send_id, r.subscriber_id, r.lease_until is not null as interrupted
         from message_retries r
        where r.next_attempt_at <= now() and (r.lease_until is null or r.lease_until < now())
          and r.send_id = (
            select f.send_id from message_retries f
              join going on going.id = f.send_id
             where f.next_attempt_at <= now() and (f.lease_until is null or f.lease_until < now())
             order by f.next_attempt_at limit 1)
        order by r.next_attempt_at
        limit :limit for update skip locked)
     update message_retries r
        set lease_until = now() + make_interval(secs => :leaseSeconds), worker = :token
       from due join messages m on m.send_id = due.send_id and m.subscriber_id = due.subscriber_id
      where r.send_id = due.send_id and r.subscriber_id = due.subscriber_id
     returning r.send_id as "sendId", r.subscriber_id as "subscriberId", m.attempts,
               (select b.content_id from send_batches b where b.send_id = r.send_id and b.batch_no = r.batch_no) as "contentId",
              
               extract(epoch from now() - r.first_attempt_at)::float8 as age, due.interrupted as "isInterrupted",
               m.state = 'unknown' as "isInDoubt", m.possibly_twice as "isPossiblyTwice"`,
    { transport, token, limit, leaseSeconds },
  );
  const [first] = retries;
  return first && { sendId: first.sendId, token, retries };
}

/** Those of the leased who may still be mailed (OC-06). */
export function listRetryRecipients(
  db: Db,
  sendId: number,
  subscriberIds: number[],
  recipients: string,
): Promise<Recipient[]> {
  return rows(db, recipients, { sendId, ids: subscriberIds });
}

/** How many of this worker's leases were prolonged, and whether their send still goes out. */
export async function renewRetries(
  db: Db,
  sendId: number,
  token: string,
  leaseSeconds: number,
): Promise<{ isOwner: boolean; isSending: boolean }> {
  const [found] = await rows<{ count: number; isSending: boolean }>(
    db,
    `with renewed as (
       update message_retries set lease_until = now() + make_interval(secs => :leaseSeconds)
        where worker = :token and lease_until is not null returning 1)
     select (select count(*) from renewed) as count,
            (select status = 'sending' from sends where id = :sendId) as "isSending"`,
    { sendId, token, leaseSeconds },
  );
  return { isOwner: (found?.count ?? 0) > 0, isSending: found?.isSending ?? false };
}

/** Gives leased messages back untried; those that a late answer settled meanwhile are not tried any more. */
export async function releaseRetries(db: Db, token: string, subscriberIds: number[]): Promise<void> {
  await db.raw(
    `with known as (
       select r.send_id, r.subscriber_id, m.state in (${OPEN}) as is_open
         from message_retries r join messages m using (send_id, subscriber_id)
        where r.worker = :token and r.subscriber_id = any(cast(:subscriberIds as bigint[]))
          for update of m, r
     ), ended as (
       delete from message_retries r using known k
        where r.send_id = k.send_id and r.subscriber_id = k.subscriber_id and not k.is_open
     )
     update message_retries r set lease_until = null, worker = null
       from known k where r.send_id = k.send_id and r.subscriber_id = k.subscriber_id and k.is_open`,
    { token, subscriberIds },
  );
}

/**
 * Outcomes of messages that have a row already and were open (deferred or unknown): a later try, or an answer that came
 * after the lease was lost. Keeps the batch's counters true and plans or ends the retry. Harmless when repeated.
 *
 * While another worker holds the retry, its copy may be out: of late answers acceptance alone counts then, the message is
 * flagged, and the row stays for its holder. A worker that vanished with a retry leaves its token there, for the flag.
 * @param by the batch or the retries that the outcomes come from.
 * @param charge tries to add: 0 when the outcome belongs to a try that is counted already.
 * @param learnt refusals that are proved now, and what stopped the run.
 */
export async function settleMessages(
  db: Db,
  by: { sendId: number; token: string },
  outcomes: Outcome[],
  charge: 0 | 1,
  { proved = [], trouble }: { proved?: Outcome[]; trouble?: Trouble | undefined } = {},
): Promise<void> {
  await db.raw(
    `with outcome as (${OUTCOMES}), kept as (${KEEP_REFUSALS}), known as (
       select o.*, m.state as old, m.state in (${OPEN}) as is_open, r.batch_no,
              coalesce(r.worker <> :token, false) as is_others,
              coalesce(r.worker <> :token, false) and r.lease_until is not null as is_held
         from outcome o
         join messages m on m.send_id = :sendId and m.subscriber_id = o.subscriber_id
         join message_retries r on r.send_id = :sendId and r.subscriber_id = o.subscriber_id
          for update of m, r
     ), prior as (
       select * from known where is_open and (state = 'accepted' or not is_held)
     ), settled as (
       update messages m
          set state = p.state, reply = coalesce(p.reply, m.reply), possibly_twice = p.possibly_twice or p.is_others,
              at = now(), attempts = m.attempts + :charge * p.tries
         from prior p where m.send_id = :sendId and m.subscriber_id = p.subscriber_id
     ), overtaken as (
       update messages m set attempts = m.attempts + :charge * k.tries
         from known k where m.send_id = :sendId and m.subscriber_id = k.subscriber_id and not k.is_open and not k.is_held
     ), postponed as (
       update message_retries r
          set next_attempt_at = now() + make_interval(secs => p.delay), lease_until = null,
              worker = case when p.state = 'unknown' and p.tries > 0 then r.worker end
         from prior p where r.send_id = :sendId and r.subscriber_id = p.subscriber_id and p.delay is not null
     ), ended as (
       delete from message_retries r using known k
        where r.send_id = :sendId and r.subscriber_id = k.subscriber_id
          and not k.is_held and (k.delay is null or not k.is_open)
     ), moved as (
       select batch_no, ${OUTCOME_STATES.map(
         (state) =>
           `count(*) filter (where state = '${state}') - count(*) filter (where old = '${state}') as ${state}`,
       ).join(', ')}, ${REFUSAL_COUNTS}
         from prior group by batch_no
     )
     update send_batches b set ${[...OUTCOME_STATES, 'bounced', 'refused'].map((name) => `${name} = b.${name} + moved.${name}`).join(', ')},
            trouble = coalesce(cast(:trouble as text), b.trouble)
       from moved where b.send_id = :sendId and b.batch_no = moved.batch_no`,
    {
      ...outcomeBindings(outcomes),
      ...refusalBindings(outcomes, proved),
      trouble: trouble ? JSON.stringify(trouble) : null,
      sendId: by.sendId,
      token: by.token,
      charge,
    },
  );
}
