import type { Knex } from 'knex';

/** What happens when mail servers refuse: how long readers are tried again, and the answers that may stop a send. */
export const sendFaults = (db: Knex) =>
  db.raw(`
alter table publications
  add column retry_hours int not null default 24 check (retry_hours between 1 and 120);

-- Answers since the send began, or since it was last resumed or sent again.
alter table sends
  add column answered int not null default 0,
  add column bounced int not null default 0,
  add column refused int not null default 0;
`);
