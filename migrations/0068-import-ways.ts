import type { Knex } from 'knex';

/** How a row of a list says that somebody gets mail, as JSON: rhythm, time zone, hour, cap, end of a pause. */
export const importWays = (db: Knex) =>
  db.raw(`
alter table import_chunks add column ways text[] not null default '{}';
alter table import_chunks alter ways set storage external;
`);
