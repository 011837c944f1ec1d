import type { Knex } from 'knex';

/** Articles that a full digest only counts: each reader's fate of an article can be told. */
export const countedArticles = (db: Knex) =>
  db.raw(`
alter table send_contents add column counted_ids bigint[] not null default '{}';
create index send_contents_counted on send_contents using gin (counted_ids) where counted_ids <> '{}';
`);
