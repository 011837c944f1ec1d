import { preparedRows, rows, type Db } from '../../platform/database.ts';
import type { ClaimedBatch } from '../ledger.ts';
import { GOING } from '../routes/route-queries.ts';

const BATCH_SIZE = 500;
const MANY_CLAIMS = 3;

/** Query with named bindings for each subscriber's id, once, and for the content they get: `id`, `content_id`. */
interface FrozenAudience {
  sql: string;
  bindings: Record<string, unknown>;
}

/** Freezes an audience into batches, each for readers of one content; returns its size. */
export function freezeBatches(db: Db, sendId: number, audience: FrozenAudience): Promise<number> {
  return insertBatches(
    db,
    sendId,
    audience,
    `select content_id, part, array_agg(id order by id) as ids
       from (select id, content_id, (row_number() over (partition by content_id order by id) - 1) / ${BATCH_SIZE} as part
               from (${audience.sql}) audience) numbered
      group by content_id, part`,
  );
}

/**
 * The same for a send of thousands of contents with few readers each: a list of readers for each content, cut into batches, without
 * sorting all of them.
 */
export function freezeManyContents(db: Db, sendId: number, audience: FrozenAudience): Promise<number> {
  return insertBatches(
    db,
    sendId,
    audience,
    `select content_id, part, sorted.ids[part * ${BATCH_SIZE} + 1 : (part + 1) * ${BATCH_SIZE}] as ids
       from (select content_id, array_agg(id) as ids from (${audience.sql}) audience group by content_id) reader
      cross join lateral (select array(select unnest(reader.ids) order by 1) as ids) sorted
      cross join lateral generate_series(0, (cardinality(sorted.ids) - 1) / ${BATCH_SIZE}) part`,
  );
}

/** @param parts query for `content_id`, `part` and the ascending `ids` of a batch. */
async function insertBatches(
  db: Db,
  sendId: number,
  { bindings }: FrozenAudience,
  parts: string,
): Promise<number> {
  // A million readers at once, and each once: what does not fit is written to disk and read again.
  await db.raw(`set local work_mem = '64MB'`);
  const [frozen] = await rows<{ size: number }>(
    db,
    `with batch as (
       insert into send_batches (send_id, batch_no, content_id, subscriber_ids)
       select cast(:sendId as bigint), row_number() over (order by content_id, part) - 1, content_id, ids
         from (${parts}) parts
       returning cardinality(subscriber_ids) as size)
     select coalesce(sum(size), 0)::bigint as size from batch`,
    { ...bindings, sendId },
  );
  await db.raw('set local work_mem to default');
  // Statements that are planned once per connection are planned again, for tables as large as they are now.
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
