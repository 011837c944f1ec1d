import type { Knex } from 'knex';

/** What an editor kept out of a digest is noted as it runs: a later change of the day's edition does not touch it. */
export const droppedFromRuns = (db: Knex) =>
  db.raw(`
alter table digest_runs add column dropped_ids bigint[] not null default '{}';
update digest_runs r set dropped_ids = e.dropped_ids
  from digest_editions e, publications p
 where p.id = r.publication_id and e.publication_id = r.publication_id and e.rhythm = r.rhythm and r.state <> 'planned'
   and e.day = cast(r.due_at at time zone coalesce(nullif(r.time_zone, ''), p.time_zone) as date)
   and (r.time_zone = '' and r.local_hour = -1 or e.edited_at <= r.due_at);
`);
