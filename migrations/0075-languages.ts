import type { Knex } from 'knex';

/** The languages that a publication offers its readers; none: its own alone. */
export const languages = (db: Knex) =>
  db.raw(`alter table publications add column languages text[] not null default '{}';`);
