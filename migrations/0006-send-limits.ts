import type { Knex } from 'knex';

/** How fast mail may leave: over a transport, and to a domain. */
export const sendLimits = (db: Knex) =>
  db.raw(`
create table send_limits (
  -- 'transport:default' or 'domain:gmail.com'
  scope text primary key check (scope ~ '^(transport|domain):.' and scope = lower(scope)),
  per_second double precision check (per_second > 0),
  per_hour int check (per_hour > 0),
  -- Messages per second after the domain asked for less; doubles with time.
  slowed_to double precision check (slowed_to > 0),
  slowed_at timestamptz,
  -- Permits before this moment are given out.
  next_free_at timestamptz not null default '-infinity',
  check ((slowed_to is null) = (slowed_at is null))
);
`);
