import type { Knex } from 'knex';

/**
 * What readers follow beside their topics: a story, an author or a tag, such as `author:ada-berg`. It ends by itself, unless an article of it
 * moves the end.
 */
export const followedStrands = (db: Knex) =>
  db.raw(`
create table followed_strands (
  subscriber_id bigint not null references subscribers (id) on delete cascade,
  publication_id bigint not null references publications (id),
  strand text not null,
  -- As the article had it.
  name text not null,
  followed_at timestamptz not null default now(),
  -- When its last article was mailed; null: none since.
  news_at timestamptz,
  ends_at timestamptz not null,
  primary key (subscriber_id, strand)
);
create index followed_strands_by_strand on followed_strands (publication_id, strand);

-- Of an article's send, from its freeze on: what somebody follows of it.
alter table sends add column strands text[] not null default '{}';
-- What an editor, or whoever pushed the article, says that it goes on with.
alter table articles add column story text;

alter table owed_articles drop constraint owed_articles_reason_check,
  add constraint owed_articles_reason_check check (reason in ('rhythm', 'paused', 'busy-day', 'not-sent', 'followed'));
create index owed_articles_followed on owed_articles (article_id) where reason = 'followed';
`);
