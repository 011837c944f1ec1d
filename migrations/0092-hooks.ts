import type { Knex } from 'knex';

/** Addresses that email providers call, and what they told. */
export const hooks = (db: Knex) =>
  db.raw(`
create table hooks (
  id bigint generated always as identity primary key,
  publication_id bigint not null references publications (id),
  provider text not null
    check (provider in ('ses', 'mailgun', 'postmark', 'sendgrid', 'brevo', 'mailjet', 'sparkpost', 'resend', 'azure')),
  secret_hash bytea not null unique,
  -- To show the address again.
  sealed_secret text not null,
  -- What the provider proves itself with: the newest, and the one before for a day.
  sealed_keys text,
  topic text,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz,
  last_refused_at timestamptz,
  refusal text,
  unknown_kinds jsonb not null default '{}'
);
create index hooks_by_publication on hooks (publication_id);

-- Not tied to a hook: an address may be changed, and the event is still the same.
create table hook_events (
  publication_id bigint not null references publications (id),
  provider text not null,
  key bytea not null,
  received_at timestamptz not null default now(),
  -- What it tells, until somebody has acted on it.
  fact jsonb,
  -- Of a token: the body that it came with.
  body_hash bytea,
  attempts int not null default 0,
  due_at timestamptz,
  forget_at timestamptz not null,
  primary key (publication_id, provider, key)
);
create index hook_events_due on hook_events (due_at) where fact is not null;
create index hook_events_old on hook_events (forget_at);
`);
