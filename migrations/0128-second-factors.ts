import type { Knex } from 'knex';

/** A second proof at the sign-in: codes of an authenticator app, and recovery codes for whoever lost it. */
export const secondFactors = (db: Knex) =>
  db.raw(`
create table authenticators (
  user_id bigint primary key references users (id) on delete cascade,
  sealed_secret text not null,
  -- Of the newest code that was used: it and older ones are refused.
  last_step bigint not null,
  created_at timestamptz not null default now()
);
create table recovery_codes (
  user_id bigint not null references users (id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
-- Somebody showed a password or a link; the second proof is still to come.
create table pending_sign_ins (
  token_hash bytea primary key,
  user_id bigint not null references users (id) on delete cascade,
  expires_at timestamptz not null
);
create index pending_sign_ins_by_user on pending_sign_ins (user_id);
-- Browsers that were trusted before are asked again.
alter table users add column trusts_since timestamptz not null default now();
create table sign_in_rules (
  id int primary key default 1 check (id = 1),
  needs_second_factor boolean not null default false
);
insert into sign_in_rules default values;
`);
