import type { Knex } from 'knex';

/** When the watchdog looks next at what is outside: a domain, a certificate. */
export const outsideLooks = (db: Knex) =>
  db.raw(`
create table outside_looks (
  kind text not null check (kind in ('sender', 'certificate')),
  subject text not null,
  next_at timestamptz not null default now(),
  -- How often in a row nobody answered.
  failures int not null default 0,
  -- What the look wants to know of the one before.
  state jsonb,
  primary key (kind, subject)
);
`);
