import type { Knex } from 'knex';

/**
 * What a mail server can bear, set by the operator (`messages_per_connection`) or learnt (`habits`); and how many tries of a
 * mail to one person ended without anybody knowing whether the server took it (`doubts`).
 */
export const habitsAndDoubts = (db: Knex) =>
  db.raw(`
alter table transports
  add column messages_per_connection int check (messages_per_connection between 1 and 100000),
  add column habits jsonb not null default '{}';
alter table system_mails add column doubts smallint not null default 0;
alter table alert_mails add column doubts smallint not null default 0;
update system_mails set doubts = 1 where unknown_at is not null and sent_at is null and refused_at is null;
update alert_mails set doubts = 1 where unknown_at is not null and sent_at is null and refused_at is null;
`);
