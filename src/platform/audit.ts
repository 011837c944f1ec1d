import type { App } from './app.ts';
import { changedRows, type Db } from './database.ts';

/** One line of the audit log (SEC-10). */
export interface AuditEntry {
  /** What, as noun.verbed: `session.started`. Stable. */
  action: string;
  /** On what: `publication:2`. */
  subject: string;
  /** Before, after, from where; never a secret. */
  details?: Record<string, unknown>;
}

/** Adds a line to the append-only audit log, in the transaction of what it tells about. */
export async function audit(
  { db, actor, apiKeyId }: Pick<App, 'db' | 'actor' | 'apiKeyId'>,
  { action, subject, details = {} }: AuditEntry,
): Promise<void> {
  const [column, key] = apiKeyId === undefined ? ['', []] : [', api_key_id', [apiKeyId]];
  // A backup notes itself also in a database that has not been upgraded yet, without the column.
  await db.raw(
    `insert into audit_log (actor, action, subject, details${column}) values (?, ?, ?, ?::jsonb${column && ', ?'})`,
    [actor, action, subject, JSON.stringify(details), ...key],
  );
}

/** As `audit`, for what readers may do themselves as well: their own acts leave consent records instead. */
export async function auditStaff(app: Parameters<typeof audit>[0], entry: AuditEntry): Promise<void> {
  if (app.actor !== 'visitor' && !app.actor.startsWith('subscriber:')) await audit(app, entry);
}

const KEPT = '3 years';

/** Lines are kept for three years, longer than people ask who did what. Returns how many went. */
export function purgeAudit(db: Db): Promise<number> {
  return changedRows(db, `delete from audit_log where at < now() - interval '${KEPT}'`);
}
