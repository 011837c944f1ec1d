import type { Knex } from 'knex';

/**
 * What an editor decided last about an article and what it was before, so that it can be taken back; when it goes out where the hold
 * does not say so; what of it an editor changed for the mail. Dismissals of before get who and when from the audit log.
 */
export const articleDecisions = (db: Knex) =>
  db.raw(`
alter table articles
  add column last_decision text check (last_decision in ('released', 'hurried', 'held', 'dismissed')),
  add column last_decision_at timestamptz,
  add column last_decision_by text,
  add column last_decision_key uuid,
  add column before_decision jsonb,
  add column goes_out_at timestamptz,
  add column mail_title text,
  add column mail_standfirst text,
  add column mail_image_url text,
  add column mail_edited_at timestamptz,
  add column mail_edited_by text;
create index articles_by_verdict on articles (publication_id, verdict, id desc);
create index articles_by_decision on articles (publication_id, last_decision_key) where last_decision_key is not null;
create index sends_mailed_articles on sends (publication_id, article_id desc) where article_id is not null and prepared_at is not null;

update articles a
   set last_decision = 'dismissed', last_decision_at = d.at, last_decision_by = d.actor
  from (select distinct on (told.id) cast(told.id as bigint) as id, l.at, l.actor
          from audit_log l, jsonb_array_elements_text(l.details->'articleIds') told (id)
         where l.action = 'article.dismissed' and jsonb_typeof(l.details->'articleIds') = 'array'
         order by told.id, l.at desc) d
 where a.id = d.id and a.verdict = 'dismissed';
`);
