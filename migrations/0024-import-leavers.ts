import type { Knex } from 'knex';

/**
 * What a list says of people who left is kept, so that no later list brings them back; how a file was read is kept with
 * its import; a row may name a language and topics.
 */
export const importLeavers = (db: Knex) =>
  db.raw(`
alter table suppressions drop constraint suppressions_reason_check;
alter table suppressions add constraint suppressions_reason_check
  check (reason in ('never-again', 'bounced', 'complained', 'erased', 'operator', 'unsubscribed'));

alter table imports
  add column ended int not null default 0,
  add column columns jsonb not null default '[]',
  add column notes jsonb not null default '[]',
  add column has_topics boolean not null default false,
  add column has_outs boolean not null default false;

-- While an import runs: who stays out because of one row, so that another row does not bring them in.
create table import_outs (
  import_id bigint not null,
  email text not null,
  primary key (import_id, email)
);

-- Chunks with numbers below 0 hold those who are no readers: what they are and what the file says; the others are empty there.
alter table import_chunks
  add column languages text[] not null default '{}',
  add column topics text[] not null default '{}',
  add column states text[] not null default '{}',
  add column reasons text[] not null default '{}';
alter table import_chunks alter languages set storage external, alter topics set storage external,
  alter states set storage external, alter reasons set storage external;
`);
