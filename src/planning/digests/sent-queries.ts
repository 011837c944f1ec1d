import { firstRow, type Db } from '../../platform/database.ts';
import { IN_BUCKET } from '../../rhythms/index.ts';
import type { DigestRun } from './digest-run.ts';

/** The last number that an article of a publication got by a moment. */
export async function numberedUntil(db: Db, publicationId: number, at: Date): Promise<number> {
  const row = await firstRow<{ number: number }>(
    db,
    'select coalesce(max(number), 0) as number from articles where publication_id = :publicationId and numbered_at <= :at',
    { publicationId, at },
  );
  return row?.number ?? 0;
}

/** Query for what was owed to the readers of a run by its moment: `id`, `article_id`. Who returned then was noted as it was planned. */
export function debtsOfRun(run: DigestRun): { sql: string; bindings: Record<string, unknown> } {
  const isReturn = run.rhythm === 'catch-up';
  const { id: runId, publicationId, rhythm, timeZone, localHour, dueAt } = run;
  return {
    sql: `select o.subscriber_id as id, o.article_id from owed_articles o join subscribers s on s.id = o.subscriber_id
           where o.publication_id = :publicationId and o.state = 'owed'
             and ${
               isReturn
                 ? `o.reason = 'paused' and o.at <= (select r.created_at from digest_runs r where r.id = :runId)`
                 : `o.at <= :dueAt and s.paused_until is null and ${IN_BUCKET}`
             }`,
    bindings: isReturn ? { publicationId, runId } : { publicationId, rhythm, timeZone, localHour, dueAt },
  };
}
