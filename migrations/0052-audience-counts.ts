import type { Knex } from 'knex';

/** What a long look at all readers found is remembered for some minutes. */
export const audienceCounts = (db: Knex) =>
  db.raw(`
create table audience_counts (
  publication_id bigint not null references publications (id) on delete cascade,
  audience text not null,
  found jsonb not null,
  is_exact boolean not null,
  counted_at timestamptz not null default clock_timestamp(),
  primary key (publication_id, audience)
);
`);
