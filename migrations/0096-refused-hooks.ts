import type { Knex } from 'knex';

/** Since when a hook believes nobody, and whether its admins know; events of the rarer types, by time. */
export const refusedHooks = (db: Knex) =>
  db.raw(`
alter table hooks
  add column refused_since timestamptz,
  add column is_refusal_told boolean not null default false;
-- Bounces are nearly all of them: those are found by time alone.
create index events_of_rare_types on events (publication_id, type, at, id) where type <> 'bounce';
`);
