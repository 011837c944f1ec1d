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
 * One statement, so a step happens whole or not at all; sorted by address, so that two imports cannot block each other
 * in a circle. A first row of an address wins: `subscribers.import_id` tells later steps that it was there.
 * @returns how many rows were taken; 0: nothing is left.
 */
export async function takeInRows(
  db: Db,
  { id, publicationId, position }: RunningImport,
  limit: number,
): Promise<number> {
  await db.raw("set local work_mem = '32MB'");
  const row = await firstRow<{ taken: number }>(
    db,
    `with taken as (
       delete from import_rows
        where import_id = :id and line > :position
          and line <= (select max(line) from (select line from import_rows where import_id = :id and line > :position
                                               order by line limit :limit) as next)
       returning line, email, delivery_address, address_hashes, name, consented_at),
     suppressed as (
       select distinct on (t.line) t.line, s.reason
         from taken t cross join lateral unnest(t.address_hashes) as hash
         join suppressions s on s.address_hash = hash and s.publication_id in (0, :publicationId)
        order by t.line, (s.reason = 'bounced')),
     judged as materialized (
       select t.*, s.id as subscriber_id, x.reason,
              case when row_number() over (partition by t.email order by t.line) > 1 or s.import_id = :id then 'twice'
                   when s.status in ('unsubscribed', 'bounced', 'complained') then s.status
                   when x.reason is not null then 'suppressed-' || x.reason
                   when s.id is null then 'new'
                   when s.status = 'pending' then 'pending'
                   when t.name <> '' and t.name <> s.name then 'renamed'
                   else 'known' end as verdict
         from taken t left join suppressed x on x.line = t.line
         left join subscribers s on s.publication_id = :publicationId and s.email = t.email),
     added as (
       insert into subscribers (publication_id, status, email, delivery_address, address_hash, name, source,
                                confirmed_at, import_id)
       select :publicationId, 'active', email, delivery_address, address_hashes[1], name, 'import',
              coalesce(consented_at, now()), :id
         from judged where verdict = 'new' order by email
       on conflict (publication_id, email) do nothing
       returning id, email),
     updated as (
       update subscribers s
          set status = 'active', import_id = :id,
              confirmed_at = case when s.status = 'pending' then coalesce(j.consented_at, now()) else s.confirmed_at end,
              name = case when j.name = '' then s.name else j.name end
         from judged j
        where s.id = j.subscriber_id
          and (j.verdict = 'pending' and s.status = 'pending' or j.verdict = 'renamed' and s.status = 'active')
       returning s.id, s.email, j.verdict),
     done as (
       select id, email, 'imported' as kind from added
       union all
       select id, email, case verdict when 'pending' then 'imported' else 'changed' end from updated),
     recorded as (
       insert into consent_records (publication_id, subscriber_id, kind, channel, source, details)
       select :publicationId, d.id, d.kind, i.channel, i.consent_source,
              jsonb_strip_nulls(jsonb_build_object('importId', i.id, 'line', j.line, 'caller', i.caller,
                                                   'consentAt', coalesce(j.consented_at, i.consent_at)))
         from done d join judged j on j.email = d.email and j.verdict in ('new', 'pending', 'renamed')
         join imports i on i.id = :id),
     refused as (
       insert into import_refusals (import_id, line, email, reason)
       select :id, j.line,
              case when j.reason in ('erased', 'never-again') then null else j.email end,
              coalesce(cast(:reasons as jsonb) ->> j.verdict, cast(:reasons as jsonb) ->> 'overtaken')
         from judged j left join done d on d.email = j.email and j.verdict in ('new', 'pending', 'renamed')
        where d.id is null
       returning 1)
     update imports
        set position = coalesce((select max(line) from taken), position),
            added = added + (select count(*) from added), updated = updated + (select count(*) from updated),
            skipped = skipped + (select count(*) from refused)
      where id = :id
     returning (select count(*) from taken) as taken`,
    { id, publicationId, position, limit, reasons: JSON.stringify(REASONS) },
  );
  return row?.taken ?? 0;
}
