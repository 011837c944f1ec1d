import { changedRows, firstRow, sqlState, UNIQUE_VIOLATION, type Db } from '../../platform/database.ts';

/** Rows of an import that one connection takes in at a time: a range of addresses. */
interface Part {
  importId: number;
  publicationId: number;
  part: number;
  firstChunk: number;
}

/** Why a good row changed nothing, by verdict. */
const REASONS = {
  twice: 'This address stands further up in the file.',
  unsubscribed: 'This person unsubscribed. Only they can come back, by signing up and confirming.',
  bounced: 'Mail to this address bounced. Only the person can come back, by signing up and confirming.',
  complained: 'This person complained about mail and gets none any more.',
  'suppressed-never-again': 'This person asked never to be mailed again.',
  'suppressed-bounced':
    'Mail to this address bounced. Only the person can come back, by signing up and confirming.',
  'suppressed-complained': 'This person complained about mail and gets none any more.',
  'suppressed-erased': 'This person had their data erased and must not be mailed.',
  'suppressed-operator': 'An operator has blocked this address.',
  known: 'This person is a reader already; nothing is new.',
  overtaken: 'This person signed up or left at the same moment.',
};

/**
 * Locks a part of an import that is under way, by its first chunk.
 * @param whenTaken `skip` the parts that others are at, or `wait` for one of them.
 * @returns undefined when there is none, or when whoever had it has committed.
 */
export function lockPart(db: Db, id: number, whenTaken: 'skip' | 'wait'): Promise<Part | undefined> {
  return firstRow(
    db,
    `select c.import_id as "importId", i.publication_id as "publicationId", c.part, c.number as "firstChunk"
       from import_chunks c join imports i on i.id = c.import_id
      where i.id = ? and i.status = 'running'
        and c.number = (select min(number) from import_chunks where import_id = c.import_id and part = c.part)
      order by c.part limit 1 for update of c ${whenTaken === 'skip' ? 'skip locked' : ''}`,
    [id],
  );
}

/** Whether rows of an import that is under way wait to be taken in. */
export async function hasRows(db: Db, id: number): Promise<boolean> {
  const row = await firstRow(
    db,
    `select 1 from imports i where id = ? and status = 'running'
        and exists (select from import_chunks where import_id = i.id)`,
    [id],
  );
  return row !== undefined;
}

/**
 * Takes in the next rows of a locked part: moves them out of `import_chunks` into subscribers and consent records, or
 * says why not (SUP-03). In a transaction, so that a step happens whole or not at all.
 * @param chunks how many of them to take.
 */
export async function takeInRows(db: Db, part: Part, chunks: number): Promise<void> {
  const { importId, publicationId } = part;
  await judgeRows(db, { ...part, below: part.firstChunk + chunks });
  await judgeSuppressed(db, publicationId);
  const updated = await updateKnown(db, importId, publicationId);
  const added = await addNew(db, importId, publicationId);
  const skipped = await reportSkipped(db, importId);
  await db.raw(
    'update imports set added = added + ?, updated = updated + ?, skipped = skipped + ? where id = ?',
    [added, updated, skipped, importId],
  );
}

/**
 * Fills the temporary table `import_step` with the next rows and a verdict each; new readers have their id already. The
 * first row of an address wins: `subscribers.import_id` tells later steps that it was there. Everything is in the order
 * of the addresses, so that the index is read and filled from one end to the other, and so that two imports at once
 * cannot wait for each other in a circle.
 */
async function judgeRows(db: Db, step: Part & { below: number }): Promise<void> {
  await db.raw("set local work_mem = '64MB'");
  // Rows out of arrays are taken for a handful or for millions: look each one up, whatever the planner believes.
  await db.raw('set local jit = off; set local enable_hashjoin = off; set local enable_mergejoin = off');
  await db.raw('drop table if exists pg_temp.import_step');
  await db.raw(
    `create temporary table import_step on commit drop as
     with taken as (delete from import_chunks where import_id = :importId and part = :part and number < :below
                   returning *),
     sorted as (
       select r.*, lag(r.email) over (order by r.email, r.line) = r.email as is_twice
         from taken c, unnest(c.lines, c.consented_at, c.emails, c.delivery_addresses, c.address_hashes, c.names)
                       as r (line, consented_at, email, delivery_address, address_hashes, name)),
     judged as (
       select r.*, s.id as known_id,
              case when r.is_twice or s.import_id = :importId then 'twice'
                   when s.id is null then 'new'
                   when s.status in ('unsubscribed', 'bounced', 'complained') then s.status
                   when s.status = 'pending' then 'pending'
                   when r.name <> '' and r.name <> s.name then 'renamed'
                   else 'known' end as verdict
         from sorted r left join subscribers s on s.email = r.email and s.publication_id = :publicationId)
     select line, email, coalesce(delivery_address, email) as delivery_address, address_hashes, name, verdict, cast(null as text) as reason,
            coalesce(consented_at, (select consent_at from imports where id = :importId)) as consented_at,
            case verdict when 'new' then nextval('subscribers_id_seq') else known_id end as subscriber_id
       from judged`,
    { ...step },
  );
  await db.raw('set local enable_hashjoin = on; set local enable_mergejoin = on');
}

/** Keeps out whoever is suppressed under any secret, the strongest reason first (SUP-01). */
async function judgeSuppressed(db: Db, publicationId: number): Promise<void> {
  await db.raw(
    `with suppressed as (
       select distinct on (j.line) j.line, s.reason
         from generate_series(0, (select max(length(address_hashes)) / 32 - 1 from import_step)) as n
         cross join import_step j
         join suppressions s on s.address_hash = substring(j.address_hashes from 32 * n + 1 for 32)
                            and s.publication_id in (0, :publicationId)
        order by j.line, (s.reason = 'bounced'))
     update import_step j set reason = s.reason, verdict = 'suppressed-' || s.reason
       from suppressed s where s.line = j.line and j.verdict in ('new', 'pending', 'renamed', 'known')`,
    { publicationId },
  );
}

/** Those who wait to confirm, and new names. @returns how many changed. */
async function updateKnown(db: Db, id: number, publicationId: number): Promise<number> {
  const row = await firstRow<{ count: number }>(
    db,
    `with updated as (
       update subscribers s
          set status = 'active', import_id = :id,
              confirmed_at = case when s.status = 'pending' then coalesce(j.consented_at, now()) else s.confirmed_at end,
              name = case when j.name = '' then s.name else j.name end
         from import_step j
        where s.id = j.subscriber_id
          and (j.verdict = 'pending' and s.status = 'pending' or j.verdict = 'renamed' and s.status = 'active')
       returning s.id, j.line, j.verdict, j.consented_at),
     recorded as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, import_id, import_line, consented_at)
       select :publicationId, u.id, case u.verdict when 'pending' then 'imported' else 'changed' end,
              i.channel, i.id, u.line, u.consented_at
         from updated u join imports i on i.id = :id),
     done as (update import_step set verdict = 'done' where line in (select line from updated))
     select count(*) from updated`,
    { id, publicationId },
  );
  return row?.count ?? 0;
}

/** New readers, each with a record of where the consent is from. @returns how many. */
async function addNew(db: Db, id: number, publicationId: number): Promise<number> {
  try {
    await db.transaction((savepoint) => insertNew(savepoint, id, publicationId));
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    // Somebody signed up in this very moment, or is in another list. Seldom, so not everybody pays for it.
    await insertNew(db, id, publicationId, 'on conflict (email, publication_id) do nothing');
    await db.raw(
      `update import_step j set verdict = 'overtaken'
        where verdict = 'new' and not exists (select from subscribers s where s.id = j.subscriber_id)`,
    );
  }
  return changedRows(
    db,
    `insert into consent_records (publication_id, subscriber_id, kind, channel, import_id, import_line, consented_at)
     select :publicationId, j.subscriber_id, 'imported', i.channel, i.id, j.line, j.consented_at
       from import_step j, imports i where i.id = :id and j.verdict = 'new'`,
    { id, publicationId },
  );
}

async function insertNew(db: Db, id: number, publicationId: number, onConflict = ''): Promise<void> {
  await db.raw(
    `insert into subscribers (id, publication_id, status, email, delivery_address, address_hash, name, source,
                              confirmed_at, import_id)
     select subscriber_id, :publicationId, 'active', email, delivery_address, substring(address_hashes for 32), name,
            'import', coalesce(consented_at, now()), :id
       from import_step where verdict = 'new' order by email ${onConflict}`,
    { id, publicationId },
  );
}

/** The report on all rows that changed nothing. @returns how many. */
function reportSkipped(db: Db, id: number): Promise<number> {
  return changedRows(
    db,
    `insert into import_refusals (import_id, line, email, reason)
     select :id, line, case when reason in ('erased', 'never-again') then null else email end,
            coalesce(cast(:reasons as jsonb) ->> verdict, cast(:reasons as jsonb) ->> 'overtaken')
       from import_step where verdict not in ('new', 'done')`,
    { id, reasons: JSON.stringify(REASONS) },
  );
}
