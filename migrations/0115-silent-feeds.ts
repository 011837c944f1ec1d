import type { Knex } from 'knex';

/** Since when a feed brings nothing although it usually does; null: it is as usual. */
export const silentFeeds = (db: Knex) => db.raw('alter table feeds add column silent_since timestamptz');
