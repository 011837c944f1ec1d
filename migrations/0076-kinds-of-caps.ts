import type { Knex } from 'knex';

/** Which readers a busy day's cap kept an article from is looked up for each of them. */
export const kindsOfCaps = (db: Knex) =>
  db.raw(`
create index capped_kinds_by_kind on capped_kinds (send_id, topic_ids, time_zone);
drop index capped_kinds_by_send;
create index owed_articles_by_article on owed_articles (article_id) where reason = 'busy-day'`);
