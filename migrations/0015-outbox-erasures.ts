import type { Knex } from 'knex';

/** Whose files are to be removed from the outboxes of all machines: how their names begin, by keyed hash. */
export const outboxErasures = (db: Knex) =>
  db.raw(`
create table outbox_erasures (
  prefix text primary key,
  at timestamptz not null default now()
)`);
