import type { Knex } from 'knex';

/** Lists that were uploaded to be looked at first: the file waits with what somebody said about its columns. */
export const importDrafts = (db: Knex) =>
  db.raw(`
alter table imports drop constraint imports_status_check;
alter table imports add constraint imports_status_check
  check (status in ('draft', 'receiving', 'running', 'finished', 'failed', 'undoing', 'undone'));
alter table imports
  add column file_name text not null default '',
  add column format text not null default 'csv' check (format in ('csv', 'json-lines')),
  add column choices jsonb not null default '{"ignored": [], "mapped": []}',
  -- What is wrong with the columns: [{field, message, …}].
  add column faults jsonb not null default '[]';

-- Pieces of a file, until its rows are taken in or its draft is a day old.
create table import_files (
  import_id bigint not null references imports (id) on delete cascade,
  number int not null,
  bytes bytea not null,
  primary key (import_id, number)
);
`);
