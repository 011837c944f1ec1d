import type { Knex } from 'knex';

/**
 * Roles for single newsletters, beside the role of a person in all of them. Every admin owns the installation from now on: an
 * admin could do everything in it.
 */
export const memberships = (db: Knex) =>
  db.raw(`
alter table users
  -- Null: no role but those in single newsletters.
  alter column role drop not null,
  add column is_owner boolean not null default false,
  add column last_seen_at timestamptz;
update users u
   set is_owner = coalesce(u.role = 'admin', false),
       last_seen_at = (select max(s.last_seen_at) from sessions s where s.user_id = u.id);
alter table users add check (not is_owner or role = 'admin');

create table memberships (
  user_id bigint not null references users (id) on delete cascade,
  publication_id bigint not null references publications (id) on delete cascade,
  -- It counts before the role in all newsletters.
  role text not null check (role in ('admin', 'editor', 'viewer')),
  may_send boolean not null,
  primary key (user_id, publication_id)
);
create index memberships_by_publication on memberships (publication_id);
`);
