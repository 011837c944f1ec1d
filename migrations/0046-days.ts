import type { Knex } from 'knex';

/** Who joined and who left on which day: what the page “Today” draws. Imports write none of these lines. */
export const days = (db: Knex) =>
  db.raw(`
create index consent_records_by_day on consent_records (publication_id, at) include (kind, subscriber_id)
  where kind in ('requested', 'confirmed', 'unsubscribed', 'resubscribed');
create index articles_held on articles (publication_id, id desc) where verdict = 'held';
create index sends_undecided on sends (publication_id) where status in ('held', 'paused');
`);
