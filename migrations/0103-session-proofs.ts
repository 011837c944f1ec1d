import type { Knex } from 'knex';

/** When somebody last proved in a session who they are: a while later, a change of how they sign in asks once more. */
export const sessionProofs = (db: Knex) =>
  db.raw(`
alter table sessions add column proved_at timestamptz;
update sessions set proved_at = created_at;
alter table sessions alter column proved_at set default now(), alter column proved_at set not null;
`);
