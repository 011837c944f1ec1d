import type { Db } from '../../../src/platform/database.ts';

interface AuditRow {
  actor: string;
  action: string;
  subject: string;
  details: Record<string, unknown>;
}

/** The audit log, oldest first; of one subject when it is named. */
export async function auditTrail(db: Db, subject?: string): Promise<AuditRow[]> {
  const { rows } = await db.raw(
    'select actor, action, subject, details from audit_log where cast(? as text) is null or subject = ? order by id',
    [subject ?? null, subject ?? null],
  );
  return rows as AuditRow[];
}
