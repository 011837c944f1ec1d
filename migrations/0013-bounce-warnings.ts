import type { Knex } from 'knex';

/** What editors are warned of while a send goes on: many of its addresses do not exist. */
export const bounceWarnings = (db: Knex) => db.raw('alter table sends add column bounce_warning text');
