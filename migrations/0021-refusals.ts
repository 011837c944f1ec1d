import type { Knex } from 'knex';

/** What servers refused for good, until it is judged whether they meant the reader; what was learnt of each batch; and which send suppressed whom. */
export const refusals = (db: Knex) =>
  db.raw(`
-- Of sends that are not over.
create table refusals (
  send_id bigint not null,
  subscriber_id bigint not null,
  -- What it is about, by its words: there is no such mailbox; it cannot take this one; the sender; our own relay; nothing clear.
  kind text not null check (kind in ('mailbox', 'reader', 'sender', 'relay', 'unclear')),
  domain text not null,
  -- Without what differs from reader to reader.
  words text not null,
  reply text not null,
  -- The domain took mail of this send before, and from somebody who left after this one.
  is_welcome boolean not null default false,
  is_proved boolean not null default false,
  is_judged boolean not null default false,
  is_tried_again boolean not null default false,
  at timestamptz not null default clock_timestamp(),
  primary key (send_id, subscriber_id)
);
insert into refusals (send_id, subscriber_id, kind, domain, words, reply)
select b.send_id, b.subscriber_id, 'mailbox', split_part(s.email, '@', 2), '', b.reply
  from hard_bounces b join subscribers s on s.id = b.subscriber_id;
drop table hard_bounces;

-- Answers of each kind, and how many of them the sends row has been told.
alter table send_batches
  add column bounced int not null default 0,
  add column refused int not null default 0,
  add column heard_accepted int not null default 0,
  add column heard_rejected int not null default 0,
  add column heard_bounced int not null default 0,
  add column heard_refused int not null default 0,
  -- What stopped a run over it, as JSON, until a conclusion is drawn.
  add column trouble text;
update send_batches set heard_accepted = accepted, heard_rejected = rejected where accepted + rejected > 0;

alter table sends
  -- Of the latest answers, those that a server took.
  add column taken int not null default 0,
  -- Why the worker stopped it or told of it; since then it was not resumed.
  add column alarm text,
  add column block_warning text;
update sends set taken = greatest(answered - bounced - refused, 0) where status in ('sending', 'paused');

alter table transports add column accepted_at timestamptz;

alter table suppressions add column send_id bigint;
create index suppressions_by_send on suppressions (send_id) where send_id is not null;
`);
