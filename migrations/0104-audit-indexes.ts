import type { Knex } from 'knex';

/** The audit log by who did it, and by what was done. */
export const auditIndexes = (db: Knex) =>
  db.raw(`
create index audit_log_by_actor on audit_log (actor, id);
create index audit_log_by_action on audit_log (action, id);
`);
