import type { Knex } from 'knex';

/** Whether the pages of articles are looked at before their mail, and what was seen of them; what becomes of readers whom a cancelled digest did not reach. */
export const articlePages = (db: Knex) =>
  db.raw(`
alter table publications add column check_pages boolean not null default false;

create table article_pages (
  article_id bigint primary key references articles (id) on delete cascade,
  asked_at timestamptz,
  checked_at timestamptz,
  sight text check (sight in ('found', 'gone', 'unread')),
  etag text,
  last_modified text,
  gone_at timestamptz
);
create index article_pages_gone on article_pages (gone_at) where gone_at is not null;

-- A cancelled digest whose articles come with the next one to those whom it did not reach, until that is noted for each of them.
alter table sends add column owes_unreached boolean not null default false;
create index sends_owing on sends (id) where owes_unreached;
`);
