import type { Knex } from 'knex';

/** Confirmation mails are also counted for the networks around the one they were asked for from. */
export const widerNetworks = (db: Knex) =>
  db.raw(`
alter table confirmation_requests
  add column site_hash bytea,
  add column block_hash bytea;
create index confirmation_requests_by_site on confirmation_requests (site_hash, at)
  where site_hash is not null and mailed and not confirmed;
create index confirmation_requests_by_block on confirmation_requests (block_hash, at)
  where block_hash is not null and mailed and not confirmed;

alter table system_mails
  add column site_hash bytea,
  add column block_hash bytea;
`);
