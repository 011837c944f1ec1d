import type { Knex } from 'knex';

/**
 * What the pages about sends ask: lists by status, messages that were not accepted, the history of one send, who left through it;
 * and the figures of a send that is over, which are worked out once.
 */
export const sendFigures = (db: Knex) =>
  db.raw(`
create index sends_by_status on sends (publication_id, status, id desc);
create index sends_over on sends (publication_id, finished_at desc, id desc) where status in ('sent', 'cancelled');
-- Nearly every message is accepted, so that this one costs next to nothing.
create index messages_not_accepted on messages (send_id, state, subscriber_id) where state <> 'accepted';
create index audit_log_by_subject on audit_log (subject, id);
create index consent_records_by_send on consent_records ((details->>'sendId'))
  where kind = 'unsubscribed' and details->>'sendId' <> '0';

alter table sends add column is_tallied boolean not null default false;
create index sends_untallied on sends (id)
  where not is_tallied and audience_size > 0 and status in ('sent', 'cancelled');

create table send_tallies (
  send_id bigint primary key,
  at timestamptz not null default now(),
  tally jsonb not null
);
`);
