import { preparedRows, rows, type Db } from '../platform/database.ts';
import { GOING } from './transports/route-queries.ts';
import { OUTCOME_STATES, type ClaimedBatch, type Outcome, type Recipient } from './ledger.ts';

const BATCH_SIZE = 500;
const MANY_CLAIMS = 3;

/**
 * Freezes an audience into batches; returns its size.
 * @param audience query for the subscribers' ids, one column `id`, with named bindings.
 */
export async function freezeBatches(
  db: Db,
  sendId: number,
  audience: { sql: string; bindings: Record<string, unknown> },
): Promise<number> {
  const [frozen] = await rows<{ size: number }>(
    db,
    `with batch as (
       insert into send_batches (send_id, batch_no, subscriber_ids)
       select cast(:sendId as bigint), number, array_agg(id order by id)
         from (select id, (row_number() over (order by id) - 1) / ${BATCH_SIZE} as number
                 from (${audience.sql}) audience) numbered
        group by number
       returning cardinality(subscriber_ids) as size)
     select coalesce(sum(size), 0)::bigint as size from batch`,
    { ...audience.bindings, sendId },
  );
  // Statements that are planned once per connection are planned anew, for tables as large as they are now.
  await db.raw('analyze send_batches (send_id, batch_no, state)');
  return frozen?.size ?? 0;
}

/**
 * Takes a batch of a send that goes over `transport`, free or of a worker that vanished; those that were claimed again and
 * again come last, so that one bad batch does not hold up the others.
 */
export async function claimBatch(
  db: Db,
  transport: string,
  token: string,
  leaseSeconds: number,
): Promise<ClaimedBatch | undefined> {
  const [batch] = await rows<ClaimedBatch>(
    db,
    `with going as materialized (${GOING})
     update send_batches b
        set state = 'leased', attempts = b.attempts + 1, worker = :token,
            lease_until = now() + make_interval(secs => :leaseSeconds)
       from (select b.send_id, b.batch_no
               from send_batches b join going on going.id = b.send_id
              where b.state = 'queued' or (b.state = 'leased' and b.lease_until < now())
              order by b.attempts > ${MANY_CLAIMS}, b.batch_no, b.send_id
              limit 1 for update of b skip locked) due
      where b.send_id = due.send_id and b.batch_no = due.batch_no
     returning b.send_id as "sendId", b.batch_no as "batchNo", b.subscriber_ids::text[] as "subscriberIds",
               b.position, b.attempts, b.worker as token`,
    { transport, token, leaseSeconds },
  );
  return batch && { ...batch, subscriberIds: batch.subscriberIds.map(Number) };
}

/** Of these readers, those without an outcome. */
export async function withoutOutcome(db: Db, sendId: number, subscriberIds: number[]): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select id from unnest(cast(:subscriberIds as bigint[])) id
      where not exists (select 1 from messages m where m.send_id = :sendId and m.subscriber_id = id)`,
    { sendId, subscriberIds },
  );
  return found.map(({ id }) => id);
}

interface Turn {
  outcomes: Outcome[];
  /** The batch's state after this turn. */
  state: 'leased' | 'queued' | 'done';
  /** Moves the watermark; undefined leaves it. */
  position?: number;
  /** The readers up to the new watermark: the answer says who of them may be mailed. */
  next?: { subscriberIds: number[]; recipients: string };
  leaseSeconds: number;
}

export interface Turned {
  /** False: the lease was lost, so nothing more may be sent. */
  isOwner: boolean;
  /** False: the send was paused or cancelled. The watermark stayed. */
  isSending: boolean;
  /** Outcomes that found no row yet. */
  written: number;
  recipients: Recipient[];
  /** Of the next readers, those who must not be mailed any more. */
  skipped: number[];
}

const STATES = OUTCOME_STATES.map((state) => `count(*) filter (where state = '${state}') as ${state}`).join(
  ', ',
);
const COUNTERS = OUTCOME_STATES.map((state) => `${state} = b.${state} + counted.${state}`).join(', ');

/**
 * One step of a batch in one statement and one commit: outcomes, counters, lease, fence and watermark (SMTP-09). Outcomes
 * count whoever holds the lease; lease and watermark move for the owner only, and only while the send is sending. Planned once
 * per connection: planning takes longer than all the rest.
 */
export async function turnBatch(db: Db, batch: ClaimedBatch, turn: Turn): Promise<Turned> {
  const found = await preparedRows<TurnRow>(
    db,
    `with outcome as (${OUTCOMES}), written as (
       insert into messages (send_id, subscriber_id, state, reply, possibly_twice, attempts)
       select cast(:sendId as bigint), subscriber_id, state, reply, possibly_twice, tries from outcome
       on conflict do nothing returning subscriber_id, state
     ), retried as (
       insert into message_retries (send_id, subscriber_id, batch_no, next_attempt_at)
       select cast(:sendId as bigint), subscriber_id, cast(:batchNo as int), now() + make_interval(secs => delay)
         from outcome join written using (subscriber_id) where delay is not null
       on conflict do nothing
     ), counted as (
       select ${STATES}, count(*) as total from written
     ), batch as (
       update send_batches b set ${COUNTERS},
              position = case when b.worker = :token and (s.status = 'sending' or :state <> 'leased')
                              then coalesce(cast(:position as int), b.position) else b.position end,
              state = case when b.worker = :token then :state else b.state end,
              lease_until = case when b.worker <> :token then b.lease_until
                                 when :state = 'leased' then now() + make_interval(secs => :leaseSeconds) end
         from sends s, counted
        where b.send_id = :sendId and b.batch_no = :batchNo and s.id = b.send_id
       returning b.worker = :token as "isOwner", s.status = 'sending' as "isSending", counted.total as written
     )
     select batch.*, next.id, r.address, r.name
       from batch
       left join unnest(cast(:nextIds as bigint[])) with ordinality next (id, place)
              on batch."isOwner" and batch."isSending"
       left join (${turn.next?.recipients ?? NOBODY}) r on r.id = next.id
      order by next.place`,
    {
      ...outcomeBindings(turn.outcomes),
      sendId: batch.sendId,
      batchNo: batch.batchNo,
      token: batch.token,
      state: turn.state,
      position: turn.position ?? null,
      leaseSeconds: turn.leaseSeconds,
      nextIds: turn.next?.subscriberIds ?? [],
      ids: turn.next?.subscriberIds ?? [],
    },
  );
  return readTurn(found);
}

interface TurnRow {
  isOwner: boolean;
  isSending: boolean;
  written: number;
  id: number | null;
  address: string | null;
  name: string | null;
}

function readTurn(found: TurnRow[]): Turned {
  const asked = found.filter(({ id }) => id !== null);
  return {
    isOwner: found[0]?.isOwner ?? false,
    isSending: found[0]?.isSending ?? false,
    written: found[0]?.written ?? 0,
    recipients: asked.flatMap(({ id, address, name }) =>
      id !== null && address !== null ? [{ id, address, name: name ?? '' }] : [],
    ),
    skipped: asked.flatMap(({ id, address }) => (id !== null && address === null ? [id] : [])),
  };
}

const NOBODY = 'select null::bigint as id, null as address, null as name where false';

/** Outcomes as a relation; `outcomeBindings` fills it. */
export const OUTCOMES = `
  select * from unnest(cast(:subscriberIds as bigint[]), cast(:states as text[]), cast(:replies as text[]),
                       cast(:twice as boolean[]), cast(:delays as double precision[]), cast(:tries as smallint[]))
    as o (subscriber_id, state, reply, possibly_twice, delay, tries)`;

export function outcomeBindings(outcomes: Outcome[]) {
  return {
    subscriberIds: outcomes.map(({ subscriberId }) => subscriberId),
    states: outcomes.map(({ state }) => state),
    replies: outcomes.map(({ reply }) => reply),
    twice: outcomes.map(({ isPossiblyTwice }) => isPossiblyTwice),
    delays: outcomes.map(({ retryAfter }) => retryAfter),
    tries: outcomes.map(({ isUntried }) => (isUntried === true ? 0 : 1)),
  };
}
