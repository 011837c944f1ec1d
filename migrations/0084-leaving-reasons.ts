import type { Knex } from 'knex';

/** Why readers said that they left: how many on each day, and nothing of who. */
export const leavingReasons = (db: Knex) =>
  db.raw(`
create table leaving_reasons (
  publication_id bigint not null references publications (id),
  day date not null,
  reason text not null,
  readers int not null default 1,
  primary key (publication_id, day, reason)
);
`);
