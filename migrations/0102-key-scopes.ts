import type { Knex } from 'knex';

/** What a key may do, and where. Keys of before may do everything everywhere, as they could. */
export const keyScopes = (db: Knex) =>
  db.raw(`
alter table api_keys
  add column scopes text[] not null default '{admin}',
  -- Null: all publications.
  add column publication_ids bigint[];
alter table api_keys alter column scopes drop default;
`);
