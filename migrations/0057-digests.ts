import type { Knex } from 'knex';

/** What the last look at a send found missing, such as articles of a digest that were withdrawn; it goes out without. */
export const digests = (db: Knex) => db.raw('alter table sends add column late_warning jsonb');
