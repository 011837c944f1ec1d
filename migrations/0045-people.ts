import type { Knex } from 'knex';

/** Who works here: a name for the others, how the desk speaks and looks to them, and whether they may send mail. */
export const people = (db: Knex) =>
  db.raw(`
alter table users
  add column name text not null default '',
  add column language text check (language in ('en', 'de')),
  add column theme text check (theme in ('light', 'dark')),
  add column has_shortcuts boolean not null default true,
  add column may_send boolean not null default true;
`);
