import { preparedRows, rows, sqlState, UNIQUE_VIOLATION, type Db } from '../../platform/database.ts';
import { KEEP_REFUSALS, REFUSAL_COUNTS, refusalBindings } from '../messages/refusal-queries.ts';
import type { Entries } from '../journal/run-journal.ts';
import { GOING } from '../routes/route-queries.ts';
import { OUTCOME_STATES, type ClaimedBatch, type Outcome, type Recipient } from '../ledger.ts';

const BATCH_SIZE = 500;
const MANY_CLAIMS = 3;

/**
 * Freezes an audience into batches, each for readers of one content; returns its size.
 * @param audience query with named bindings for each subscriber's id, once, and for the content they get: `id`, `content_id`.
 */
export async function freezeBatches(
  db: Db,
  sendId: number,
  audience: { sql: string; bindings: Record<string, unknown> },
): Promise<number> {
  const [frozen] = await rows<{ size: number }>(
    db,
    `with batch as (
       insert into send_batches (send_id, batch_no, content_id, subscriber_ids)
       select cast(:sendId as bigint), row_number() over (order by content_id, part) - 1, content_id,
              array_agg(id order by id)
         from (select id, content_id, (row_number() over (partition by content_id order by id) - 1) / ${BATCH_SIZE} as part
                 from (${audience.sql}) audience) numbered
        group by content_id, part
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
  const [batch] = await preparedRows<ClaimedBatch>(
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
               b.content_id as "contentId", b.position, b.attempts, b.worker as token`,
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

/** How a batch goes on. */
export interface BatchStep {
  /** Its state after this commit. */
  state: 'leased' | 'queued' | 'done';
  /** Moves the watermark; undefined leaves it. */
  position?: number;
  /** The readers up to the new watermark: the answer says who of them may be mailed. */
  next?: { subscriberIds: number[]; recipients: string };
}

type Commit = BatchStep & Entries & { leaseSeconds: number };

export interface Committed {
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

/**
 * One step of a batch in one statement and one commit: outcomes, counters, lease, fence and watermark (SMTP-09). Outcomes
 * count whoever holds the lease; lease and watermark move for the owner only, and only while the send is sending. Planned once
 * per connection: planning takes longer than all the rest.
 */
export async function commitBatch(db: Db, batch: ClaimedBatch, commit: Commit): Promise<Committed> {
  const { outcomes, proved, trouble } = commit;
  const bindings = {
    ...outcomeBindings(outcomes),
    ...refusalBindings(outcomes, proved),
    trouble: trouble ? JSON.stringify(trouble) : null,
    sendId: batch.sendId,
    batchNo: batch.batchNo,
    token: batch.token,
    state: commit.state,
    position: commit.position ?? null,
    leaseSeconds: commit.leaseSeconds,
    ids: commit.next?.subscriberIds ?? [],
  };
  const recipients = commit.next?.recipients ?? NOBODY;
  const hasRetries = outcomes.some(({ retryAfter }) => retryAfter !== null);
  const hasRefusals = bindings.refusedIds.length > 0;
  const found = await ifNew(
    () =>
      preparedRows<CommitRow>(db, commitSql({ recipients, hasRetries, hasRefusals }), {
        ...bindings,
        ...countsOf(outcomes),
      }),
    () => preparedRows<CommitRow>(db, lateCommitSql(recipients), bindings),
  );
  return readCommit(found, commit.next?.subscriberIds ?? []);
}

/** Every reader gets one row; only a worker that lost its lease finds another's there. To look for it each time costs a third. */
async function ifNew<Answer>(insert: () => Promise<Answer>, late: () => Promise<Answer>): Promise<Answer> {
  try {
    return await insert();
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    return await late();
  }
}

const WRITE = `
  insert into messages (send_id, subscriber_id, state, reply, possibly_twice, attempts)
  select cast(:sendId as bigint), subscriber_id, state, reply, possibly_twice, tries`;
const PLAN_RETRIES = `
  insert into message_retries (send_id, subscriber_id, batch_no, next_attempt_at)
  select cast(:sendId as bigint), subscriber_id, cast(:batchNo as int), now() + make_interval(secs => delay)`;

interface CommitShape {
  recipients: string;
  hasRetries: boolean;
  hasRefusals: boolean;
}

/** For outcomes none of which has a row yet: a unique violation says that one has. */
function commitSql({ recipients, hasRetries, hasRefusals }: CommitShape): string {
  return `
    with outcome as (${OUTCOMES}),
    written as (${WRITE} from outcome),
    ${hasRetries ? `retried as (${PLAN_RETRIES} from outcome where delay is not null),` : ''}
    ${hasRefusals ? `kept as (${KEEP_REFUSALS}),` : ''}
    counted as (
      select ${COUNTED.map((name) => `cast(:${name} as int) as ${name}`).join(', ')}, cast(:total as int) as total),
    ${moveBatch(recipients)}`;
}

/** For outcomes some of which have a row already. */
function lateCommitSql(recipients: string): string {
  const counts = [
    ...OUTCOME_STATES.map((state) => `count(*) filter (where state = '${state}') as ${state}`),
    REFUSAL_COUNTS,
  ];
  return `
    with outcome as (${OUTCOMES}),
    written as (${WRITE} from outcome on conflict do nothing returning subscriber_id, state),
    new as (select written.*, kind from written join outcome using (subscriber_id)),
    retried as (${PLAN_RETRIES}
        from outcome join written using (subscriber_id) where delay is not null on conflict do nothing),
    kept as (${KEEP_REFUSALS}),
    counted as (select ${counts.join(', ')}, count(*) as total from new),
    ${moveBatch(recipients)}`;
}

const moveBatch = (recipients: string) => `
  batch as (
    update send_batches b
       set ${COUNTED.map((name) => `${name} = b.${name} + counted.${name}`).join(', ')},
           trouble = coalesce(cast(:trouble as text), b.trouble),
           position = case when b.worker = :token and (s.status = 'sending' or :state <> 'leased')
                           then coalesce(cast(:position as int), b.position) else b.position end,
           state = case when b.worker = :token then :state else b.state end,
           lease_until = case when b.worker <> :token then b.lease_until
                              when :state = 'leased' then now() + make_interval(secs => :leaseSeconds) end
      from sends s, counted
     where b.send_id = :sendId and b.batch_no = :batchNo and s.id = b.send_id
    returning b.worker = :token as "isOwner", s.status = 'sending' as "isSending", counted.total as written)
  select batch.*, r.id, r.address, r.name, r."linkKey"
    from batch left join (${recipients}) r on batch."isOwner" and batch."isSending"`;

interface CommitRow {
  isOwner: boolean;
  isSending: boolean;
  written: number;
  id: number | null;
  address: string;
  name: string;
  linkKey: number;
}

/** @param asked the next readers, in the order in which they are to be mailed. */
function readCommit(found: CommitRow[], asked: number[]): Committed {
  const [committed] = found;
  if (!committed) return { isOwner: false, isSending: false, written: 0, recipients: [], skipped: [] };
  const { isOwner, isSending, written } = committed;
  const known = new Map(found.map((row) => [row.id, row]));
  const recipients = asked.flatMap((id) => {
    const reader = known.get(id);
    return reader ? [{ id, address: reader.address, name: reader.name, linkKey: reader.linkKey }] : [];
  });
  const skipped = isOwner && isSending ? asked.filter((id) => !known.has(id)) : [];
  return { isOwner, isSending, written, recipients, skipped };
}

const NOBODY =
  'select null::bigint as id, null as address, null as name, null::bigint as "linkKey" where false';

/** Outcomes as a relation; `outcomeBindings` fills it. */
export const OUTCOMES = `
  select * from unnest(cast(:subscriberIds as bigint[]), cast(:states as text[]), cast(:replies as text[]),
                       cast(:twice as boolean[]), cast(:delays as double precision[]), cast(:tries as smallint[]),
                       cast(:kinds as text[]))
    as o (subscriber_id, state, reply, possibly_twice, delay, tries, kind)`;

const COUNTED = [...OUTCOME_STATES, 'bounced', 'refused'] as const;

function countsOf(outcomes: Outcome[]): Record<(typeof COUNTED)[number] | 'total', number> {
  const counts = Object.fromEntries([...COUNTED, 'total'].map((name) => [name, 0])) as Record<
    (typeof COUNTED)[number] | 'total',
    number
  >;
  for (const { state, refusal } of outcomes) {
    counts[state] += 1;
    counts.total += 1;
    if (refusal?.kind === 'mailbox') counts.bounced += 1;
    else if (refusal && refusal.kind !== 'reader') counts.refused += 1;
  }
  return counts;
}

export function outcomeBindings(outcomes: Outcome[]) {
  return {
    subscriberIds: outcomes.map(({ subscriberId }) => subscriberId),
    states: outcomes.map(({ state }) => state),
    replies: outcomes.map(({ reply }) => reply),
    twice: outcomes.map(({ isPossiblyTwice }) => isPossiblyTwice),
    delays: outcomes.map(({ retryAfter }) => retryAfter),
    tries: outcomes.map(({ isThrottled }) => (isThrottled === true ? 0 : 1)),
    kinds: outcomes.map(({ refusal }) => refusal?.kind ?? null),
  };
}
