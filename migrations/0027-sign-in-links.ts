import type { Knex } from 'knex';

export const signInLinks = (db: Knex) =>
  db.raw(`
alter table set_up_tokens drop constraint set_up_tokens_purpose_check;
alter table set_up_tokens add constraint set_up_tokens_purpose_check
  check (purpose in ('first-visit', 'set-password', 'sign-in'));
`);
