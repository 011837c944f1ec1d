import type { Knex } from 'knex';

/**
 * A send for a segment. `segment` is what it meant when the audience was frozen: its name, and the rules as statements take them.
 * Without it and without `segment_id`, the segment is gone, and the send reaches nobody.
 */
export const sendsForSegments = (db: Knex) =>
  db.raw(`
alter table sends
  add column is_for_segment boolean not null default false,
  add column segment_id bigint references segments on delete set null,
  add column segment jsonb;
create index sends_by_segment on sends (segment_id) where segment_id is not null;
`);
