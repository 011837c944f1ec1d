import type { Knex } from 'knex';

/**
 * Mails that anybody may read in the archive, with what a search looks at. Those from before have no marks for what is one reader's
 * alone, so the archive begins with the next send.
 */
export const archive = (db: Knex) =>
  db.raw(`
alter table publications
  add column archive boolean not null default true,
  -- Whether search engines may show it.
  add column archive_indexed boolean not null default true;

-- What an editor decided; null: it is in the archive when it went to the whole paper.
alter table sends add column in_archive boolean;

-- It was held because only members may read it; an editor who releases it mails it, and does not publish it.
alter table articles add column is_for_members boolean not null default false;

create table archived_mails (
  send_id bigint primary key references sends (id) on delete cascade,
  publication_id bigint not null references publications (id),
  content_id bigint not null,
  -- When its audience was frozen.
  sent_at timestamptz not null default now(),
  for_whole_paper boolean not null,
  -- What inboxes show beside its subject.
  summary text not null,
  -- Its own words, of languages without spaces one by one.
  words text not null,
  -- Subject and words in the text search configuration of the publication's language.
  search tsvector not null
);
create index archived_mails_by_time on archived_mails (publication_id, sent_at desc, send_id desc);
create index archived_mails_by_words on archived_mails using gin (search);
`);
