import { rows, type Db } from '../platform/database.ts';

/** A line of the audit log. */
export interface AuditLine {
  id: number;
  at: Date;
  /** Such as `user:7`, `api-key:website` or `command-line`. */
  actor: string;
  apiKeyId: number | null;
  action: string;
  subject: string;
  details: Record<string, unknown>;
}

/** Which lines; what is left out does not matter. */
export interface AuditFilter {
  /** One who did it, or with a colon at the end all of that kind: `api-key:`. */
  actor?: string | undefined;
  /** What was done, or with a dot at the end all about that: `user.`. */
  action?: string | undefined;
  /** From this moment on. */
  from?: Date | undefined;
}

/** The newest lines first. @param before only ids below this one; 0: from the newest on */
export function listAudit(
  db: Db,
  { actor, action, from }: AuditFilter,
  { before, limit }: { before: number; limit: number },
): Promise<AuditLine[]> {
  return rows(
    db,
    `select id, at, actor, api_key_id as "apiKeyId", action, subject, details from audit_log
      where (cast(:before as bigint) = 0 or id < :before)
        and (cast(:from as timestamptz) is null or at >= :from)
        and (cast(:actor as text) is null or actor = :actor
             or right(:actor, 1) = ':' and starts_with(actor, :actor))
        and (cast(:action as text) is null or action = :action
             or right(:action, 1) = '.' and starts_with(action, :action))
      order by id desc limit :limit`,
    { before, limit, from: from ?? null, actor: actor ?? null, action: action ?? null },
  );
}
