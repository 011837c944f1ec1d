import type { Knex } from 'knex';

/**
 * Readers are found by a part of their address or name: quickly where the extension pg_trgm can be had, else row by row. Those who are
 * not active are few, so that they have an index of their own.
 */
export const readerSearch = (db: Knex) =>
  db.raw(`
create index subscribers_not_active on subscribers (publication_id, status, id) where status <> 'active';
do $$ begin
  create extension if not exists pg_trgm;
  create index subscribers_by_letters on subscribers using gin ((email || ' ' || name) gin_trgm_ops);
exception when insufficient_privilege or undefined_file or undefined_object or feature_not_supported then
  null;
end $$;
`);
