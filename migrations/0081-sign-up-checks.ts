import type { Knex } from 'knex';

/** While sign-ups spike, browsers do a small calculation, and whoever did one gets the mail at once. */
export const signUpChecks = (db: Knex) =>
  db.raw(`
alter table publications
  add column sign_up_check text not null default 'auto' check (sign_up_check in ('auto', 'always', 'never'));

-- The sign-up came with a calculation.
alter table confirmations add column proven_at timestamptz;
create index confirmations_proven on confirmations (proven_at) where proven_at is not null;

create table sign_up_proofs (
  -- Of the challenge that was solved.
  id bytea primary key,
  -- Keyed hash of the one address that it was spent on.
  spent_on bytea not null,
  spent_at timestamptz not null default now()
);
`);
