import type { Knex } from 'knex';

/**
 * Every index on subscribers costs each reader of an import, so there are none but those that are asked. What is still
 * to do of an import lies in chunks of some thousand rows, and the proof of an imported reader points to its import
 * instead of repeating it.
 */
export const fastImports = (db: Knex) =>
  db.raw(`
-- Nobody asks for a reader by hash; by email alone, the unique index below answers.
drop index subscribers_by_hash;
drop index subscribers_by_email;
alter table subscribers drop constraint subscribers_publication_id_email_key;
alter table subscribers add unique (email, publication_id);
create index subscribers_by_publication on subscribers (publication_id, id);

-- Of kind 'imported' and 'changed': where the rest of the proof is, and what the row of the file said.
alter table consent_records add column import_id bigint, add column import_line int, add column consented_at timestamptz;
alter table consent_records drop constraint consent_records_pkey;
drop index consent_records_by_subscriber;
alter table consent_records add primary key (subscriber_id, id);

create table import_chunks (
  import_id bigint not null,
  -- All rows of an address are in the same one; within it the order of the file holds.
  part int not null,
  number int not null,
  lines int[] not null,
  consented_at timestamptz[] not null,
  emails text[] not null,
  -- Null where it is the same.
  delivery_addresses text[] not null,
  -- Of a row: its hash under every live secret one after the other, the newest first, 32 bytes each.
  address_hashes bytea[] not null,
  names text[] not null,
  primary key (import_id, part, number)
);
-- They are read once: compressing them costs more than it saves.
alter table import_chunks alter lines set storage external, alter consented_at set storage external,
  alter emails set storage external, alter delivery_addresses set storage external,
  alter address_hashes set storage external, alter names set storage external;

insert into import_chunks
select import_id, 0, line / 5000, array_agg(line order by line), array_agg(consented_at order by line),
       array_agg(email order by line), array_agg(delivery_address order by line),
       array_agg((select string_agg(hash, '' order by place)
                    from unnest(address_hashes) with ordinality as hashes (hash, place)) order by line),
       array_agg(name order by line)
  from import_rows group by import_id, line / 5000;
drop table import_rows;
alter table imports drop column position;
`);
