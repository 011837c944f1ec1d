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
  /** Only what is about this publication and is still there. */
  publicationId?: number | undefined;
}

/** The id in the subject of a line, such as 7 of `send:7`. Sends have a subject, too. */
const ID = `case when audit_log.subject ~ '^[a-z-]+:[0-9]{1,18}$' then cast(split_part(audit_log.subject, ':', 2) as bigint) end`;
const isOf = (kind: string, table: string) =>
  `when '${kind}' then exists (select from ${table} t where t.id = ${ID} and t.publication_id = :publicationId)`;

/** Whether a line is about one publication and no other. A line about several is for those who see all. */
const IS_OF_PUBLICATION = `(
  cast(details->>'publicationId' as text) = cast(:publicationId as text)
  or jsonb_array_length(case jsonb_typeof(details->'roles') when 'array' then details->'roles' end) = 1
     and details->'roles'->0->>'publicationId' = cast(:publicationId as text)
  or case split_part(audit_log.subject, ':', 1)
       when 'publication' then ${ID} = :publicationId
       ${isOf('send', 'sends')}
       ${isOf('article', 'articles')}
       ${isOf('feed', 'feeds')}
       ${isOf('subscriber', 'subscribers')}
       ${isOf('segment', 'segments')}
       ${isOf('hook', 'hooks')}
       ${isOf('webhook', 'webhooks')}
       when 'api-key' then exists (select from api_keys t where t.id = ${ID} and t.publication_ids = array[cast(:publicationId as bigint)])
       else false end)`;

/** The newest lines first. @param before only ids below this one; 0: from the newest on */
export function listAudit(
  db: Db,
  { actor, action, from, publicationId }: AuditFilter,
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
        and (cast(:publicationId as bigint) is null or ${IS_OF_PUBLICATION})
      order by id desc limit :limit`,
    {
      before,
      limit,
      from: from ?? null,
      actor: actor ?? null,
      action: action ?? null,
      publicationId: publicationId ?? null,
    },
  );
}
