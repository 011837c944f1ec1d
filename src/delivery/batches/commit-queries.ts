import { preparedRows, sqlState, UNIQUE_VIOLATION, type Db } from '../../platform/database.ts';
import type { Entries } from '../journal/run-journal.ts';
import { OUTCOME_STATES, type ClaimedBatch, type Outcome, type Recipient } from '../ledger.ts';
import { OUTCOMES, outcomeBindings } from '../messages/outcome-queries.ts';
import { KEEP_REFUSALS, REFUSAL_COUNTS, refusalBindings } from '../messages/refusal-queries.ts';

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
