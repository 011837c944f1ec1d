import type { Knex } from 'knex';

/** Six digits that prove an address where somebody signed up, and how often they were guessed. */
export const signUpCodes = (db: Knex) =>
  db.raw(`
create table sign_up_codes (
  publication_id bigint not null,
  address_hash bytea not null,
  -- The code is derived from it; null: tries were counted, and no mail had a code.
  nonce bytea,
  made_at timestamptz not null default now(),
  expires_at timestamptz,
  used_at timestamptz,
  wrong_tries int not null default 0,
  primary key (publication_id, address_hash)
);
`);
