import { firstRow, type Db } from '../../platform/database.ts';
import { HASH_BYTES, type Part, type StepCounts } from './part.ts';

/**
 * Takes the next rows of a locked part that say of people that they are no readers. Who left, bounced, complained or was
 * blocked is suppressed for this publication (SUP-02), so that no later list brings them back, and a subscription of theirs
 * ends with the import as its evidence (CON-01). In a transaction, so that a step happens whole or not at all.
 *
 * Who confirmed here after that stays a reader: by the moment that the file gives, else when they came back by confirming,
 * for the file then tells what was known before. Where a column names topics, whoever has a row as a reader, too, left a
 * topic only.
 */
export async function takeOut(db: Db, part: Part, chunks: number): Promise<StepCounts> {
  const counts = await firstRow<StepCounts>(db, stepSql(part.hasTopics), {
    ...part,
    below: Math.min(part.firstChunk + chunks, 0),
  });
  return counts ?? { added: 0, updated: 0, ended: 0, skipped: 0 };
}

const stepSql = (hasTopics: boolean) => `
  with taken as (
    delete from import_chunks where import_id = :importId and part = :part and number < :below returning *),
  sorted as (
    select r.*, row_number() over (partition by r.email
                                   order by array_position(array['complained', 'bounced', 'blocked', 'unsubscribed'], r.state),
                                            r.line) as place
      from taken c, unnest(c.lines, c.consented_at, c.emails, c.address_hashes, c.states, c.reasons)
                    as r (line, left_at, email, address_hashes, state, reason)),
  judged as materialized (
    select r.*, i.channel, s.id as subscriber_id, ${hasTopics ? 'reads.other' : 'false'} as other,
           r.state in ('unsubscribed', 'bounced', 'complained', 'blocked')
             ${hasTopics ? 'and not reads.other' : ''} as is_gone,
           s.status = 'active' and exists (
             select from consent_records c
              where c.subscriber_id = s.id and c.kind = 'confirmed'
                and case when r.left_at is not null then c.at > r.left_at
                         else c.details ->> 'previousStatus' in ('unsubscribed', 'bounced')
                              or c.details ->> 'hasLiftedBounce' = 'true' or c.details ->> 'lifted' <> '[]' end) as came_back,
           s.status = 'active' as is_reader,
           exists (select from suppressions x
                    where x.address_hash in (select substring(r.address_hashes from ${HASH_BYTES} * n + 1 for ${HASH_BYTES})
                                               from generate_series(0, length(r.address_hashes) / ${HASH_BYTES} - 1) as n)
                      and x.publication_id in (0, :publicationId) and x.reason in ('erased', 'never-again')) as is_forgotten
      from (select * from imports where id = :importId) i
      cross join sorted r
      left join lateral (select id, status from subscribers
                          where email = r.email and publication_id + 0 = :publicationId limit 1) s on true
      ${hasTopics ? OTHER_ROWS : ''}),
  ended as (
    update subscribers s
       set status = case j.state when 'bounced' then 'bounced' when 'complained' then 'complained' else 'unsubscribed' end,
           unsubscribed_at = coalesce(j.left_at, now()), import_id = :importId
      from judged j
     where s.id = j.subscriber_id and j.place = 1 and j.is_gone and j.is_reader and not j.came_back and s.status = 'active'
    returning s.id, j.line, j.state, j.left_at, j.channel),
  recorded as (
    insert into consent_records (publication_id, subscriber_id, kind, channel, import_id, import_line, details)
    select :publicationId, id, 'unsubscribed', channel, :importId, line,
           jsonb_strip_nulls(jsonb_build_object('state', state, 'leftAt', left_at))
      from ended),
  kept as (
    insert into suppressions as x (address_hash, publication_id, reason, source)
    select distinct on (hash) hash, :publicationId,
           case state when 'bounced' then 'bounced' when 'complained' then 'complained' else 'unsubscribed' end,
           'import ' || :importId
      from judged, generate_series(0, length(address_hashes) / ${HASH_BYTES} - 1) as n,
           substring(address_hashes from ${HASH_BYTES} * n + 1 for ${HASH_BYTES}) as hash
     where place = 1 and is_gone and not is_forgotten and not came_back is true
     order by hash
    on conflict (address_hash, publication_id) do update set reason = excluded.reason, source = excluded.source, created_at = now()
      where x.reason in ('bounced', 'unsubscribed') and excluded.reason = 'complained'),
  noted as (
    insert into import_outs (import_id, email)
    select distinct :importId::bigint, email from judged
     where not is_gone and state in ('paused', 'unknown') and not other and not is_forgotten
    on conflict do nothing),
  refused as (
    insert into import_refusals (import_id, line, email, code, params)
    select :importId, j.line, case when j.is_forgotten then null else j.email end, coalesce(f.code, r.reason ->> 'code'),
           case when f.code is null then r.reason -> 'params' else jsonb_build_object('because', r.reason) end
      from judged j
     cross join lateral (select cast(j.reason as jsonb) as reason) r
     cross join lateral (
       select case when j.line in (select line from ended) then 'row-ended-reader'
                   when j.is_gone and j.came_back then 'row-came-back'
                   when j.other then 'row-reads-other-topic' end as code) f)
  select 0 as added, 0 as updated, (select count(*) from ended) as ended,
         count(*) - (select count(*) from ended) as skipped
    from judged`;

/** Whether the file has the same person as a reader in another row; readers of a part wait until nobody of it is to go. */
const OTHER_ROWS = `
  cross join lateral (
    select r.email in (select unnest(emails) from import_chunks
                        where import_id = :importId and part = :part and number > 0) as other) reads`;
