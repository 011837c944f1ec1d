import type { Knex } from 'knex';

/**
 * The calendar reads sends by the time they went or go out, and shows how many readers those to come had when they were last
 * counted. The search looks for a part of a subject or title: quickly where the extension pg_trgm can be had, else row by row.
 */
export const calendar = (db: Knex) =>
  db.raw(`
alter table sends
  add column counted_audience int,
  add column counted_at timestamptz;
create index sends_by_time on sends (publication_id, coalesce(started_at, scheduled_at));
do $$ begin
  create extension if not exists pg_trgm;
  create index sends_by_letters on sends using gin (subject gin_trgm_ops);
  create index articles_by_letters on articles using gin (title gin_trgm_ops);
exception when insufficient_privilege or undefined_file or undefined_object or feature_not_supported then
  null;
end $$;
`);
