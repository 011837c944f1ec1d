import type { Knex } from 'knex';

/** Confirmation mails above a limit wait for their turn; two settings of a publication. */
export const turns = (db: Knex) =>
  db.raw(`
alter table confirmation_requests
  add column network_hash bytea,
  add column cost smallint not null default 1;
create index confirmation_requests_by_network on confirmation_requests (network_hash, at)
  where network_hash is not null and mailed and not confirmed;

alter table system_mails
  add column waits_for text check (waits_for in ('person', 'network')),
  add column abuse_hash bytea,
  add column domain_hash bytea,
  add column network_hash bytea,
  add column cost smallint not null default 1;
create index system_mails_waiting on system_mails (requested_at) where waits_for is not null;

alter table publications
  add column privacy_url text,
  add column is_listed boolean not null default false;
`);
