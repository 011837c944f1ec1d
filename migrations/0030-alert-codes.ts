import type { Knex } from 'knex';

/**
 * What alerts and held articles say is kept as a code with parameters. Old alerts keep their words, since their mails are out;
 * which domain refuses mail is looked up, so it becomes a parameter.
 */
export const alertCodes = (db: Knex) =>
  db.raw(`
alter table alerts add column code text, add column params jsonb;
update alerts
   set code = 'legacy-alert',
       params = jsonb_build_object('headline', headline, 'about', about, 'what', what, 'advice', advice, 'reply', reply);
update alerts
   set code = 'domain-refuses',
       params = jsonb_build_object('subject', about, 'domain', substring(headline from '^Mail to ([^ ]+) is refused$'),
                                   'count', cast(substring(what from 'refused all ([0-9]+) readers') as int), 'reply', reply)
 where headline ~ '^Mail to [^ ]+ is refused$' and what ~ 'refused all [0-9]+ readers';
alter table alerts
  alter code set not null, alter params set not null,
  drop column headline, drop column about, drop column what, drop column advice, drop column reply;

alter table articles add column held_params jsonb;
update articles
   set held_params = case
     when held_code = 'maybe-known'
       then jsonb_build_object('title', coalesce(substring(held_says from '“(.*)” under another address'), ''))
     when held_code = 'flood' and held_says ~ 'more than [0-9]+ at a time'
       then jsonb_build_object('count', coalesce(cast(substring(held_says from '^([0-9]+) came at once') as int), 1),
                               'limit', cast(substring(held_says from 'more than ([0-9]+) at a time') as int))
     when held_code = 'flood' then '{"count": null, "limit": null}'
     else '{}' end
 where held_code is not null;
alter table articles drop column held_says;
`);
