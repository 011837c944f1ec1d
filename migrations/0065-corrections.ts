import type { Knex } from 'knex';

/** What a correction says, of which article, and for whom; and the words that an article had when it was mailed. */
export const corrections = (db: Knex) =>
  db.raw(`
create table corrections (
  send_id bigint primary key references sends (id) on delete cascade,
  article_id bigint not null references articles (id),
  note text not null,
  audience text not null check (audience in ('wrong-text', 'everybody')),
  -- The article as it is right, in each form that a mail may hold.
  full_version bytea not null,
  summary_version bytea not null,
  headline_version bytea not null
);
create index corrections_by_article on corrections (article_id);

-- Title, summary and whole text as they were first mailed, of an article that tells another text since.
alter table articles add column mailed_text jsonb;
`);
