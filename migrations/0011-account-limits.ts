import type { Knex } from 'knex';

/** A limit that nobody set: what the account at the provider allows, read from there. */
export const accountLimits = (db: Knex) =>
  db.raw('alter table send_limits add column from_account boolean not null default false');
