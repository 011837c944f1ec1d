import type { Knex } from 'knex';

/** Warnings of which somebody said that they are meant so; a text that changes makes other warnings. */
export const checkIgnores = (db: Knex) =>
  db.raw(`
create table check_ignores (
  send_id bigint not null references sends on delete cascade,
  fingerprint bytea not null,
  code text not null,
  actor text not null,
  at timestamptz not null default now(),
  primary key (send_id, fingerprint)
);
`);
