import type { Knex } from 'knex';

/** What an article is recognised by, why it is held, what a reading showed, and feeds that were removed. */
export const articleIdentity = (db: Knex) =>
  db.raw(`
alter table articles
  add column former_keys text[] not null default '{}',
  add column seen_title text,
  add column seen_date timestamptz,
  add column seen_hash bytea,
  add column text_hash bytea,
  add column text_sketch int[] not null default '{}',
  add column left_at timestamptz,
  add column held_code text,
  add column held_says text,
  add column held_told text,
  add column decided_at timestamptz;
update articles
   set seen_date = published_at,
       seen_title = lower(trim(regexp_replace(title, '\\s+', ' ', 'g')));
update articles
   set held_code = 'flood', held_says = 'Many came at once, so it waits for you.', held_told = 'flood'
 where verdict = 'held';
drop index articles_by_date;
create index articles_by_seen_date on articles (publication_id, seen_date);
create index articles_by_seen_title on articles (publication_id, seen_title);
create index articles_by_text on articles (publication_id, text_hash);
create index articles_by_former_key on articles using gin (former_keys);
create index articles_by_original on articles (duplicate_of) where duplicate_of is not null;
create index articles_left on articles (feed_id, left_at) where left_at is not null;

alter table feeds
  add column present_ids bigint[] not null default '{}',
  add column floor_at timestamptz,
  add column is_baseline_cut boolean not null default false,
  add column last_whole_at timestamptz,
  add column is_interval_set boolean not null default false,
  add column not_before timestamptz,
  add column late_check_at timestamptz,
  add column late_check_from timestamptz,
  add column failing_since timestamptz,
  add column failing_told_at timestamptz,
  add column removed_at timestamptz;
update feeds set is_interval_set = poll_minutes <> 15, etag = null, last_modified = null;
update feeds set failing_since = last_polled_at where failures > 0;
alter table feeds drop constraint feeds_publication_id_url_key;
create unique index feeds_by_url on feeds (publication_id, url) where removed_at is null;
create index feeds_removed on feeds (publication_id, url) where removed_at is not null;

alter table publications add column flood_limit int check (flood_limit between 1 and 1000);

alter table sends add column is_withdrawn boolean not null default false;
`);
