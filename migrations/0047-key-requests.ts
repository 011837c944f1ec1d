import type { Knex } from 'knex';

/** Which form asked for a key: sent again, it makes no second one. */
export const keyRequests = (db: Knex) =>
  db.raw(`
alter table api_keys add column request uuid unique;
`);
