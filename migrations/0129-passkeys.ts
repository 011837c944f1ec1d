import type { Knex } from 'knex';

/** Keys in phones, computers and password managers that sign people in. */
export const passkeys = (db: Knex) =>
  db.raw(`
create table passkeys (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  -- How often it signed, where it counts; a copy of a key counts for itself.
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_by_user on passkeys (user_id);
-- What a key must sign, once.
create table passkey_challenges (
  challenge_hash bytea primary key,
  -- Whose new key it is for; null: a sign-in.
  user_id bigint references users (id) on delete cascade,
  expires_at timestamptz not null
);
create index passkey_challenges_by_user on passkey_challenges (user_id);
`);
