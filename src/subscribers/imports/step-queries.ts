import { firstRow, rows, sqlState, UNIQUE_VIOLATION, type Db } from '../../platform/database.ts';
import { beQuiet } from '../../platform/quiet.ts';
import type { Reason } from '../../words/index.ts';
import { takeOut } from './leaver-queries.ts';
import { HASH_BYTES, type Part, type StepCounts } from './part.ts';
import { WAYS_TAKEN } from './read-ways.ts';
import { addWays, listRowWays } from './ways-queries.ts';

/** Why a good row changed nothing, by verdict. */
const REASONS: Record<string, Reason['code']> = {
  twice: 'row-twice',
  out: 'row-other-says-gone',
  unsubscribed: 'row-unsubscribed',
  bounced: 'row-bounced',
  complained: 'row-complained',
  'suppressed-never-again': 'row-never-again',
  'suppressed-bounced': 'row-bounced',
  'suppressed-complained': 'row-complained',
  'suppressed-erased': 'row-erased',
  'suppressed-operator': 'row-blocked',
  'suppressed-unsubscribed': 'row-left-elsewhere',
  known: 'row-known',
  overtaken: 'row-overtaken',
};

const HAS_WAYS = `exists (select from jsonb_array_elements(i.columns) as taken
                     where taken ->> 'takenAs' in (${Object.values(WAYS_TAKEN)
                       .map((name) => `'${name}'`)
                       .join(', ')}))`;

/**
 * Locks a part of an import that is under way, by its first chunk.
 * @param whenTaken `skip` the parts that others are at, or `wait` for one of them.
 * @returns undefined when there is none, or when whoever had it has committed.
 */
export function lockPart(db: Db, id: number, whenTaken: 'skip' | 'wait'): Promise<Part | undefined> {
  return firstRow(
    db,
    `select c.import_id as "importId", i.publication_id as "publicationId", c.part, c.number as "firstChunk",
            i.has_topics as "hasTopics", ${HAS_WAYS} as "hasWays", i.has_outs as "hasOuts",
            i.is_trial as "isTrial"
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
export async function takeInRows(db: Db, part: Part, chunks: number): Promise<StepCounts> {
  await db.raw("set local work_mem = '64MB'");
  // The import tells of all of them once, when it is finished.
  await beQuiet(db);
  if (part.firstChunk < 0) return takeOut(db, part, chunks);
  // Rows out of arrays are taken for a handful or for millions, and a new table for an empty one: look each row up by
  // its address, whatever the planner believes. The `+ 0` below keeps it from the index that begins with the publication.
  await db.raw('set local jit = off; set local enable_hashjoin = off; set local enable_mergejoin = off');
  await db.raw('set local enable_seqscan = off; set local enable_bitmapscan = off');
  const below = part.firstChunk + chunks;
  const topics = part.hasTopics ? await listRowTopics(db, { ...part, below }) : [];
  const ways = part.hasWays ? await listRowWays(db, { ...part, below }) : [];
  const counts = await takeInAtOnce(db, { ...part, below });
  if (topics.length > 0) await addTopics(db, part, topics);
  if (ways.length > 0) await addWays(db, part, ways);
  return counts;
}

export async function addCounts(db: Db, { importId }: Part, counts: StepCounts): Promise<void> {
  await db.raw(
    `update imports set added = added + :added, updated = updated + :updated, ended = ended + :ended,
                        skipped = skipped + :skipped where id = :importId`,
    { ...counts, importId },
  );
}

/** What the rows of a step say of topics, by address: a list has a row for each topic of a person. */
function listRowTopics(db: Db, step: Part & { below: number }): Promise<{ email: string; ids: string }[]> {
  return rows(
    db,
    `select r.email, cast(array_agg(distinct id order by id) as text) as ids
       from import_chunks c, unnest(c.emails, c.topics) as r (email, topics), unnest(cast(r.topics as bigint[])) as id
      where import_id = :importId and part = :part and number < :below
      group by r.email`,
    { ...step },
  );
}

/** Gives whom this import added the topics of all their rows. Who was there before keeps their own choice. */
async function addTopics(db: Db, part: Part, topics: { email: string; ids: string }[]): Promise<void> {
  await db.raw(
    `update subscribers s
        set topic_ids = array(select distinct id from unnest(s.topic_ids || cast(r.ids as bigint[])) as id order by id)
       from unnest(cast(:emails as text[]), cast(:ids as text[])) as r (email, ids), imports i
      where s.email = r.email and s.publication_id + 0 = :publicationId and s.import_id = :importId
        and i.id = :importId and s.created_at >= i.created_at`,
    { ...part, emails: topics.map(({ email }) => email), ids: topics.map(({ ids }) => ids) },
  );
}

async function takeInAtOnce(db: Db, step: Part & { below: number }): Promise<StepCounts> {
  const secrets = await countSecrets(db, step);
  const take = async (inner: Db, whenOvertaken: 'fail' | 'report') => {
    const bindings = { ...step, reasons: JSON.stringify(REASONS) };
    const counts = await firstRow<StepCounts>(inner, stepSql(secrets, whenOvertaken, step.hasOuts), bindings);
    return counts ?? { added: 0, updated: 0, ended: 0, skipped: 0 };
  };
  try {
    return await db.transaction((savepoint) => take(savepoint, 'fail'));
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    // Somebody signed up in this very moment, or is in another list. Seldom, so not everybody pays for it.
    return await take(db, 'report');
  }
}

/** Under how many secrets at most the addresses of a step are hashed; an erasure may have left none. */
async function countSecrets(db: Db, step: Part & { below: number }): Promise<number> {
  const row = await firstRow<{ count: number }>(
    db,
    `select coalesce(max(length(hashes)) / ${HASH_BYTES}, 1) as count
       from import_chunks c, unnest(c.address_hashes) as hashes
      where import_id = :importId and part = :part and number < :below`,
    { ...step },
  );
  return row?.count ?? 1;
}

/**
 * One statement for a step. `judged` holds the rows with a verdict each; new readers have their id already. The first row
 * of an address wins: `subscribers.import_id` tells later steps that it was there. Everything is in the order of the
 * addresses, so that the index is read and filled from one end to the other, and so that two imports at once cannot wait
 * for each other in a circle. Whoever is suppressed under any secret is kept out, the strongest reason told (SUP-01).
 */
function stepSql(secrets: number, whenOvertaken: 'fail' | 'report', hasOuts: boolean): string {
  const hashes = Array.from(
    { length: secrets },
    (_, n) => `substring(address_hashes from ${HASH_BYTES * n + 1} for ${HASH_BYTES})`,
  );
  const suppressions = `suppressions x where x.address_hash in (${hashes.join(', ')}) and x.publication_id in (0, :publicationId)`;
  const isReported = whenOvertaken === 'report';
  const isAdded = isReported ? 'subscriber_id in (select id from added)' : "verdict = 'new'";
  return `
    with taken as (
      delete from import_chunks where import_id = :importId and part = :part and number < :below returning *),
    sorted as (
      select r.*, lag(r.email) over (order by r.email, r.line) = r.email as is_twice
        from taken c, unnest(c.lines, c.consented_at, c.emails, c.delivery_addresses, c.address_hashes, c.names,
                             c.languages, c.topics)
                      as r (line, consented_at, email, delivery_address, address_hashes, name, language, topics)),
    judged as materialized (
      select line, email, delivery_address, address_hashes, name, language, topics, consented_at, verdict,
             case when verdict in ('pending', 'renamed') then known_name end as old_name, known_import_id,
             case verdict when 'new' then nextval('subscribers_id_seq') else known_id end as subscriber_id
        from (
          select r.line, r.email, coalesce(r.delivery_address, r.email) as delivery_address,
                 r.address_hashes, r.name, r.language, r.topics, coalesce(r.consented_at, i.consent_at) as consented_at, s.id as known_id,
                 s.name as known_name, s.import_id as known_import_id,
                 case when s.status in ('unsubscribed', 'bounced', 'complained') then s.status
                      ${hasOuts ? "when exists (select from import_outs where import_id = :importId and email = r.email) then 'out'" : ''}
                      when r.is_twice or s.import_id = :importId then 'twice'
                      when suppressed.yes then 'suppressed'
                      when s.id is null then 'new'
                      when s.status = 'pending' then 'pending'
                      when r.name <> '' and r.name <> s.name then 'renamed'
                      else 'known' end as verdict
            from (select * from imports where id = :importId) i
            cross join sorted r
            left join lateral (select id, import_id, status, name from subscribers
                                where email = r.email and publication_id + 0 = :publicationId limit 1) s on true
            left join lateral (select true as yes from ${suppressions} limit 1) suppressed on true) found),
    updated as (
      update subscribers s
         set status = 'active', import_id = :importId,
             confirmed_at = case when s.status = 'pending' then j.consented_at else s.confirmed_at end,
             name = case when j.name = '' then s.name else j.name end
        from judged j
       where s.id = j.subscriber_id
         and (j.verdict = 'pending' and s.status = 'pending' or j.verdict = 'renamed' and s.status = 'active')
      returning s.id, j.line, j.verdict, j.consented_at, j.old_name, j.known_import_id, s.name),
    kept as (
      insert into import_changes (subscriber_id, import_id, what, old_name, new_name, old_import_id)
      select id, :importId, case verdict when 'pending' then 'confirmed' else 'renamed' end, old_name, name, known_import_id
        from updated),
    recorded as (
      insert into consent_records (publication_id, subscriber_id, kind, channel, import_id, import_line, consented_at)
      select :publicationId, u.id, case u.verdict when 'pending' then 'imported' else 'changed' end,
             i.channel, i.id, u.line, u.consented_at
        from updated u join imports i on i.id = :importId),
    added as (
      insert into subscribers (id, publication_id, status, email, delivery_address, address_hash, name, source,
                               language, topic_ids, confirmed_at, import_id, rhythm, mark, mark_run)
      select subscriber_id, :publicationId, 'active', email, delivery_address, ${hashes[0]}, name, 'import',
             language, coalesce(cast(topics as bigint[]), '{}'), consented_at, :importId,
             p.default_rhythm, p.last_number, p.last_run
        from judged cross join (select default_rhythm, last_number, last_run from publications where id = :publicationId) p
       where verdict = 'new'
      ${isReported ? 'on conflict (email, publication_id) do nothing returning id' : ''}),
    proven as (
      insert into import_consents (import_id, first_subscriber_id, last_subscriber_id, subscriber_ids, lines, consented_at)
      select :importId, min(subscriber_id), max(subscriber_id), array_agg(subscriber_id), array_agg(line),
             array_agg(consented_at)
        from judged where ${isAdded} having count(*) > 0),
    refused as (
      insert into import_refusals (import_id, line, email, code)
      select :importId, line, case when is_forgotten then null else email end,
             coalesce(cast(:reasons as jsonb) ->> concat_ws('-', verdict, suppression),
                      cast(:reasons as jsonb) ->> 'overtaken')
        from (select *, case verdict when 'suppressed' then
                          (select reason from ${suppressions} order by (reason in ('bounced', 'unsubscribed')) limit 1) end as suppression,
                     exists (select from ${suppressions} and reason in ('erased', 'never-again')) as is_forgotten
                from judged where not (${isAdded}) and line not in (select line from updated)) rest)
    select count(*) filter (where ${isAdded}) as added,
           (select count(*) from updated) as updated, 0 as ended,
           count(*) filter (where not (${isAdded})) - (select count(*) from updated) as skipped
      from judged`;
}
