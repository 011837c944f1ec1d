import type { Knex } from 'knex';

/** Corrections that digests carry, and what of a content is one. */
export const carriedCorrections = (db: Knex) =>
  db.raw(`
-- Readers of digests get it on top of their next one.
alter table corrections add column in_next_digest boolean not null default false;

-- The send of the correction that tells of the article there; null: the content tells the article itself.
alter table content_articles add column correction_id bigint;
create index content_articles_by_correction on content_articles (correction_id) where correction_id is not null;
`);
