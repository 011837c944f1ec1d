import type { Knex } from 'knex';

/** Letters written by an editor, the rhythm a send is for, and samples of progress from which a rate is read. */
export const letters = (db: Knex) =>
  db.raw(`
alter table sends add column rhythm text default 'each' check (rhythm in ('each', 'daily', 'weekly'));

create table letters (
  send_id bigint primary key references sends (id),
  preheader text not null default '',
  markdown text not null,
  wall_time text,
  time_zone text,
  check ((wall_time is null) = (time_zone is null))
);

create table send_progress (
  send_id bigint not null,
  second timestamptz not null,
  at timestamptz not null default now(),
  settled bigint not null,
  primary key (send_id, second)
);
`);
