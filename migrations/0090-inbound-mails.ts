import type { Knex } from 'knex';

/** Mail that came in, as octets: kept before it is understood, so that nothing is lost, and for 30 days after. */
export const inboundMails = (db: Knex) =>
  db.raw(`
create table inbound_mails (
  id bigint generated always as identity primary key,
  received_at timestamptz not null default now(),
  way text not null check (way in ('smtp', 'lmtp', 'imap')),
  -- Empty: the null sender of reports; null: not known, because the mail lay in a mailbox.
  envelope_from text,
  envelope_to text[] not null,
  -- Who handed it over, where that was not this machine: sign-ups count for their network.
  peer text,
  -- Of a large mail its beginning.
  octets bytea not null,
  -- Says the same of the same octets to the same people.
  digest bytea not null,
  state text not null default 'waiting' check (state in ('waiting', 'heeded', 'failed')),
  tries int not null default 0,
  next_try_at timestamptz not null default now(),
  -- How it was understood, and what was done.
  kind text,
  deed text,
  -- Whom it is about: it goes with them.
  subscriber_id bigint references subscribers (id) on delete cascade,
  -- Keyed hashes of the addresses that it names, under every live secret.
  about bytea[] not null default '{}'
);
create index inbound_mails_waiting on inbound_mails (next_try_at, id) where state = 'waiting';
create index inbound_mails_by_time on inbound_mails (received_at);
create index inbound_mails_by_subscriber on inbound_mails (subscriber_id) where subscriber_id is not null;
-- A mailbox is looked through again and again; the same mail is taken once.
create unique index inbound_mails_of_mailbox on inbound_mails (digest) where way = 'imap';

create table inbound_mailboxes (
  -- Server, user and folder, hashed.
  key text primary key,
  uid_validity bigint not null,
  last_uid bigint not null
);
`);
