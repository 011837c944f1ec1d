import { preparedRows, rows, type Db } from '../../platform/database.ts';
import type { ClaimedBatch } from '../ledger.ts';
import { GOING, IS_ITS_TURN } from '../routes/route-queries.ts';

const BATCH_SIZE = 500;
const MANY_CLAIMS = 3;

/** Query with named bindings for each subscriber's id, once, and for the content they get: `id`, `content_id`. */
interface FrozenAudience {
  sql: string;
  bindings: Record<string, unknown>;
}

/** Of a large audience, one reader of a hundred gets the send first, and so many at least: fewer answers say too little (THR-04). */
const FIRST_SHARE = 0.01;
const FEWEST_FIRST = 200;
/** To fewer readers it goes at once. */
const LARGE = 2000;

/** The audience, each reader with `is_rest`: not among the first. Who is first is drawn anew for each send. */
const inWaves = (sql: string, isInWaves: boolean) =>
  isInWaves
    ? `select id, content_id, count(*) over () > ${LARGE}
                and row_number() over (order by hashint8extended(id, :sendId), id) > greatest(${FEWEST_FIRST}, ceil(count(*) over () * ${FIRST_SHARE})) as is_rest
         from (${sql}) everybody`
    : `select id, content_id, false as is_rest from (${sql}) everybody`;

/** Freezes an audience into batches, each for readers of one content; returns its size. @param isInWaves a large one goes to a few first. */
export function freezeBatches(
  db: Db,
  sendId: number,
  audience: FrozenAudience,
  isInWaves = false,
): Promise<number> {
  return insertBatches(
    db,
    sendId,
    audience,
    `select content_id, is_rest, part, array_agg(id order by id) as ids
       from (select id, content_id, is_rest, (row_number() over (partition by content_id, is_rest order by id) - 1) / ${BATCH_SIZE} as part
               from (${inWaves(audience.sql, isInWaves)}) audience) numbered
      group by content_id, is_rest, part`,
  );
}

/**
 * The same for a send of thousands of contents with few readers each: a list of readers for each content, cut into batches, without
 * sorting all of them.
 */
export function freezeManyContents(
  db: Db,
  sendId: number,
  audience: FrozenAudience,
  isInWaves = false,
): Promise<number> {
  return insertBatches(
    db,
    sendId,
    audience,
    `select content_id, is_rest, part, sorted.ids[part * ${BATCH_SIZE} + 1 : (part + 1) * ${BATCH_SIZE}] as ids
       from (select content_id, is_rest, array_agg(id) as ids from (${inWaves(audience.sql, isInWaves)}) audience
              group by content_id, is_rest) reader
      cross join lateral (select array(select unnest(reader.ids) order by 1) as ids) sorted
      cross join lateral generate_series(0, (cardinality(sorted.ids) - 1) / ${BATCH_SIZE}) part`,
  );
}

/** @param parts query for `content_id`, `is_rest`, `part` and the ascending `ids` of a batch. */
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
       insert into send_batches (send_id, batch_no, content_id, is_rest, subscriber_ids)
       select cast(:sendId as bigint), row_number() over (order by is_rest, content_id, part) - 1, content_id, is_rest, ids
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
              where (b.state = 'queued' or (b.state = 'leased' and b.lease_until < now())) and ${IS_ITS_TURN}
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
