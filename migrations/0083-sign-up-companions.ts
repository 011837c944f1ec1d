import type { Knex } from 'knex';

/** Sign-ups for other newsletters that were made together with one, and are confirmed with it. */
export const signUpCompanions = (db: Knex) =>
  db.raw(`
create table sign_up_companions (
  lead_id bigint not null references subscribers (id) on delete cascade,
  subscriber_id bigint not null references subscribers (id) on delete cascade,
  primary key (lead_id, subscriber_id)
);
create index sign_up_companions_by_subscriber on sign_up_companions (subscriber_id);
`);
