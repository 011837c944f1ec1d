import { firstRow, rows, type Db } from '../../platform/database.ts';
import { MAY_REACH_BY_DIGEST } from '../../audiences/index.ts';
import { IN_BUCKET } from '../../rhythms/index.ts';
import type { Asked } from './reader-queries.ts';

const DOMAINS = 10;

/** Readers of the digest's bucket whom it may reach; of those who come back from a pause, everybody whom it may reach. */
export async function countInBucket(
  db: Db,
  { run: { publicationId, rhythm, timeZone, localHour } }: Pick<Asked, 'run'>,
  subscriberId: number | null = null,
): Promise<number> {
  const row = await firstRow<{ count: number }>(
    db,
    `select count(*) as count from subscribers s
      where ${rhythm === 'catch-up' ? 'true' : IN_BUCKET} and ${MAY_REACH_BY_DIGEST}
        and (cast(:subscriberId as bigint) is null or s.id = :subscriberId)`,
    { publicationId, rhythm, timeZone, localHour, subscriberId },
  );
  return row?.count ?? 0;
}

/** The largest mail domains of readers. @param readers query for `id`. */
export function countByDomain(
  db: Db,
  readers: { sql: string; bindings: Record<string, unknown> },
): Promise<{ domain: string; count: number }[]> {
  return rows(
    db,
    `select split_part(s.delivery_address, '@', 2) as domain, count(*) as count
       from (${readers.sql}) reader join subscribers s on s.id = reader.id
      group by 1 order by count desc, domain limit ${DOMAINS}`,
    readers.bindings,
  );
}
