import type { Knex } from 'knex';

/**
 * What a send's kind decided in statements stands in its row: whether it is for everybody, whether it may go out late, and the
 * occasion that makes it one of a kind, such as an article.
 */
export const sendOccasions = (db: Knex) =>
  db.raw(`
alter table sends
  add column is_for_all boolean not null default false,
  add column occasion text;
update sends set is_for_all = true where kind = 'letter' and topic_ids = '{}';
update sends set may_be_late = true, occasion = 'article:' || article_id where kind = 'article';
drop index sends_one_per_article;
create unique index sends_one_per_occasion on sends (occasion);
`);
