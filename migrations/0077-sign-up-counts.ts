import type { Knex } from 'knex';

/**
 * How often the sign-up box was shown, and what became of the sign-ups of people who are forgotten: by day of the publication and the
 * page that it stood on.
 */
export const signUpCounts = (db: Knex) =>
  db.raw(`
create table sign_up_counts (
  publication_id bigint not null references publications (id),
  day date not null,
  source text not null,
  is_article boolean not null,
  shown bigint not null default 0,
  signed_up int not null default 0,
  mailed int not null default 0,
  bounced int not null default 0,
  expired int not null default 0,
  primary key (publication_id, day, source)
);
create index sign_up_counts_by_day on sign_up_counts (day);
`);
