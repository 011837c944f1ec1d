import type { Knex } from 'knex';

/** The consent records of the new readers of an import: one row for all whom a step took in, in place of one for each. */
export const importConsents = (db: Knex) =>
  db.raw(`
create table import_consents (
  -- From the same sequence as the other consent records, so that all of a reader stand in one order.
  id bigint not null default nextval(pg_get_serial_sequence('consent_records', 'id')),
  import_id bigint not null,
  at timestamptz not null default now(),
  first_subscriber_id bigint not null,
  last_subscriber_id bigint not null,
  subscriber_ids bigint[] not null,
  -- By reader: the line of the file, null once the reader is erased, and when the consent was given.
  lines int[] not null,
  consented_at timestamptz[] not null,
  primary key (last_subscriber_id, id)
);
alter table import_consents alter subscriber_ids set storage external, alter lines set storage external,
  alter consented_at set storage external;
`);
