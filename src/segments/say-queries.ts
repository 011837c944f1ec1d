import { rows, type Db } from '../platform/database.ts';

/** What sends of a publication are called, by their ids. */
export async function listSubjects(
  db: Db,
  publicationId: number,
  ids: number[],
): Promise<Map<number, string>> {
  const found = await rows<{ id: number; subject: string }>(
    db,
    'select id, subject from sends where publication_id = ? and id = any(cast(? as bigint[]))',
    [publicationId, ids],
  );
  return new Map(found.map(({ id, subject }) => [id, subject]));
}

/** Mails that went out last, which a rule can name. */
export function listLastSends(
  db: Db,
  publicationId: number,
): Promise<{ id: number; subject: string; startedAt: Date }[]> {
  return rows(
    db,
    `select id, subject, started_at as "startedAt" from sends
      where publication_id = ? and started_at is not null order by started_at desc, id desc limit 50`,
    [publicationId],
  );
}
