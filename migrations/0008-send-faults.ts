import type { Knex } from 'knex';

/** How long a publication keeps trying readers whose servers ask to come later. */
export const sendFaults = (db: Knex) =>
  db.raw(`
alter table publications
  add column retry_hours int not null default 24 check (retry_hours between 1 and 120);
`);
