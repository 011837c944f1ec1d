import type { Knex } from 'knex';

/** The audit log names API keys; two may share a name, so their id stands beside it. Older lines get the names, too. */
export const auditActors = (db: Knex) =>
  db.raw(`
alter table audit_log add column api_key_id bigint;
update audit_log a set actor = 'api-key:' || k.name, api_key_id = k.id
  from api_keys k where a.actor = 'api-key:' || k.id;
`);
