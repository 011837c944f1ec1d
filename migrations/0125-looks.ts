import type { Knex } from 'knex';

/** How the mails of a publication look, beside its colour and its logo. */
export const looks = (db: Knex) =>
  db.raw(`
alter table publications
  add column ground_color text not null default '#f3f2ee',
  add column typeface text not null default 'mixed' check (typeface in ('mixed', 'newspaper', 'modern')),
  add column footer_line text not null default '';
`);
