import type { Knex } from 'knex';

/** Subscribers whose mailbox does not exist, from the moment in which that is in the ledger until they are suppressed. */
export const hardBounces = (db: Knex) =>
  db.raw(`
create table hard_bounces (
  send_id bigint not null,
  subscriber_id bigint not null,
  reply text not null,
  primary key (send_id, subscriber_id)
)`);
