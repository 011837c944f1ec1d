import type { Knex } from 'knex';

/** A send can go out with several warnings: a feed could not be read, and a page not be looked at. */
export const lateWarnings = (db: Knex) =>
  db.raw(`
alter table sends rename column late_warning to late_warnings;
update sends set late_warnings = jsonb_build_array(late_warnings) where late_warnings is not null`);
