import type { Knex } from 'knex';

/** Who has a draft open: one row a person and draft. */
export const letterPresence = (db: Knex) =>
  db.raw(`
create table letter_presence (
  send_id bigint not null references sends (id) on delete cascade,
  user_id bigint not null references users (id) on delete cascade,
  seen_at timestamptz not null default now(),
  typed_at timestamptz,
  primary key (send_id, user_id)
);
`);
