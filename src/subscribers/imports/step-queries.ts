import { firstRow, type Db } from '../../platform/database.ts';

interface RunningImport {
  id: number;
  publicationId: number;
  /** The line behind which the next step begins. */
  position: number;
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

/** Details of a consent record from a row of the file and its import `i`. */
const details = (row: 'u' | 'j') =>
  `jsonb_strip_nulls(jsonb_build_object('importId', i.id, 'line', ${row}.line, 'caller', i.caller,
                                        'consentAt', ${row}.consented_at))`;

/** The import, if it is under way; whoever comes second waits until the first has committed its step. */
export function lockRunningImport(db: Db, id: number): Promise<RunningImport | undefined> {
  return firstRow(
    db,
    `select id, publication_id as "publicationId", position from imports
      where id = ? and status = 'running' for update`,
    [id],
  );
}

/**
 * Takes in the next rows: moves them out of `import_rows` into subscribers and consent records, or says why not (SUP-03).
 * In a transaction, so that a step happens whole or not at all.
 * @param limit how many lines of the file, from the next row on.
 * @returns how many rows were taken; 0: nothing is left.
 */
export async function takeInRows(db: Db, running: RunningImport, limit: number): Promise<number> {
  const { id, publicationId } = running;
  await judgeRows(db, running, limit);
  await judgeSuppressed(db, publicationId);
  const updated = await updateKnown(db, id, publicationId);
  const { added, skipped } = await addNew(db, id, publicationId);
  const row = await firstRow<{ taken: number }>(
    db,
    `update imports
        set position = coalesce((select max(line) from import_step), position),
            added = added + :added, updated = updated + :updated, skipped = skipped + :skipped
      where id = :id
     returning (select count(*) from import_step) as taken`,
    { id, added, updated, skipped },
  );
  return row?.taken ?? 0;
}

/**
 * Fills the temporary table `import_step` with the next rows and a verdict each. A table and not a CTE, because the
 * planner takes CTEs for small and joins them by nested loops. The first row of an address wins:
 * `subscribers.import_id` tells later steps that it was there.
 */
async function judgeRows(
  db: Db,
  { id, publicationId, position }: RunningImport,
  limit: number,
): Promise<void> {
  await db.raw("set local work_mem = '32MB'");
  await db.raw('set local enable_nestloop = on');
  await db.raw('drop table if exists pg_temp.import_step');
  await db.raw(
    `create temporary table import_step on commit drop as
     with taken as (
       delete from import_rows
        where import_id = :id and line > :position
          and line < :limit + (select min(line) from import_rows where import_id = :id and line > :position)
       returning line, email, delivery_address, address_hashes, name, consented_at)
     select t.line, t.email, t.delivery_address, t.address_hashes, t.name,
            coalesce(t.consented_at, i.consent_at) as consented_at, s.id as subscriber_id, cast(null as text) as reason,
            case when row_number() over (partition by t.email order by t.line) > 1 or s.import_id = :id then 'twice'
                 when s.status in ('unsubscribed', 'bounced', 'complained') then s.status
                 when s.id is null then 'new'
                 when s.status = 'pending' then 'pending'
                 when t.name <> '' and t.name <> s.name then 'renamed'
                 else 'known' end as verdict
       from taken t join imports i on i.id = :id
       left join subscribers s on s.publication_id = :publicationId and s.email = t.email`,
    { id, publicationId, position, limit },
  );
  await db.raw('create unique index on import_step (line)');
}

/** Keeps out whoever is suppressed under any secret, the strongest reason first (SUP-01). */
async function judgeSuppressed(db: Db, publicationId: number): Promise<void> {
  await db.raw(
    `with suppressed as (
       select distinct on (j.line) j.line, s.reason
         from import_step j cross join lateral unnest(j.address_hashes) as hash
         join suppressions s on s.address_hash = hash and s.publication_id in (0, :publicationId)
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
       insert into consent_records (publication_id, subscriber_id, kind, channel, source, details)
       select :publicationId, u.id, case u.verdict when 'pending' then 'imported' else 'changed' end,
              i.channel, i.consent_source, ${details('u')}
         from updated u join imports i on i.id = :id),
     done as (update import_step set verdict = 'done' where line in (select line from updated))
     select count(*) from updated`,
    { id, publicationId },
  );
  return row?.count ?? 0;
}

/**
 * New readers, and the report on all rows that changed nothing. Sorted by address, so that two imports at once cannot
 * wait for each other in a circle, and so that the index fills in order.
 */
async function addNew(
  db: Db,
  id: number,
  publicationId: number,
): Promise<{ added: number; skipped: number }> {
  // What was inserted is taken for a handful of rows too.
  await db.raw('set local enable_nestloop = off');
  const row = await firstRow<{ added: number; skipped: number }>(
    db,
    `with added as (
       insert into subscribers (publication_id, status, email, delivery_address, address_hash, name, source,
                                confirmed_at, import_id)
       select :publicationId, 'active', email, delivery_address, address_hashes[1], name, 'import',
              coalesce(consented_at, now()), :id
         from import_step where verdict = 'new' order by email
       on conflict (publication_id, email) do nothing
       returning id, email),
     judged as (
       select j.line, j.email, j.reason, j.verdict, j.consented_at, a.id
         from import_step j left join added a on a.email = j.email and j.verdict = 'new'
        where j.verdict <> 'done'),
     recorded as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, source, details)
       select :publicationId, j.id, 'imported', i.channel, i.consent_source, ${details('j')}
         from judged j join imports i on i.id = :id where j.id is not null order by j.id),
     skipped as (
       insert into import_refusals (import_id, line, email, reason)
       select :id, line, case when reason in ('erased', 'never-again') then null else email end,
              coalesce(cast(:reasons as jsonb) ->> verdict, cast(:reasons as jsonb) ->> 'overtaken')
         from judged where id is null
       returning 1)
     select (select count(*) from added) as added, (select count(*) from skipped) as skipped`,
    { id, publicationId, reasons: JSON.stringify(REASONS) },
  );
  return row ?? { added: 0, skipped: 0 };
}
