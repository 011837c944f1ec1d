import type { Knex } from 'knex';

/** What comes back counts for the send that it is about; how many bounces end a reader; and a send that goes to a few readers first. */
export const returnsOfSends = (db: Knex) =>
  db.raw(`
alter table sends
  add column complained int not null default 0,
  add column complaint_warning jsonb,
  add column return_warning jsonb,
  -- Null: everybody is mailed at once.
  add column wave_minutes int,
  -- When the others follow; null: the first few are not done.
  add column rest_at timestamptz;
alter table send_batches add column is_rest boolean not null default false;
alter table publications
  add column soft_bounce_sends int not null default 3 check (soft_bounce_sends between 2 and 50),
  add column soft_bounce_days int not null default 14 check (soft_bounce_days between 0 and 180),
  add column wave_minutes int not null default 0 check (wave_minutes between 0 and 1440);
`);
