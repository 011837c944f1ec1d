import type { Knex } from 'knex';

/** Imports that are only tried, and what an import changed, so that it can be undone for a while. */
export const importUndo = (db: Knex) =>
  db.raw(`
alter table imports drop constraint imports_status_check;
alter table imports add constraint imports_status_check
  check (status in ('receiving', 'running', 'finished', 'failed', 'undoing', 'undone'));
alter table imports
  add column is_trial boolean not null default false,
  -- Of a trial: the first cells of each column.
  add column samples jsonb not null default '[]',
  add column undone_at timestamptz,
  add column undo_counts jsonb not null default '{}',
  -- Which row of import_consents an undo is at, by its first reader, and how many readers of it are done.
  add column undo_row bigint not null default 0,
  add column undo_place int not null default 0;

-- Readers who were there before the import and what they were, for as long as it can be undone.
create table import_changes (
  subscriber_id bigint not null references subscribers (id) on delete cascade,
  import_id bigint not null,
  at timestamptz not null default now(),
  what text not null check (what in ('renamed', 'confirmed')),
  old_name text not null,
  new_name text not null,
  old_import_id bigint,
  primary key (subscriber_id, import_id)
);
create index import_changes_by_import on import_changes (import_id, subscriber_id);
`);
