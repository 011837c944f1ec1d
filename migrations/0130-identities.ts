import type { Knex } from 'knex';

/** Accounts of people at a provider of single sign-on. */
export const identities = (db: Knex) =>
  db.raw(`
create table identities (
  issuer text not null,
  subject text not null,
  user_id bigint not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  primary key (issuer, subject),
  -- An address that the provider gives to somebody else does not bring them in here.
  unique (user_id, issuer)
);
-- The provider has its own second step.
alter table sessions add column is_by_provider boolean not null default false;
`);
