import { changedRows, rows, type Db } from '../platform/database.ts';

/** A send that is still to be prepared. */
export interface NamedSend {
  id: number;
  subject: string;
}

/** Sends to come that go to followers of a topic. */
export function listSendsOfTopic(db: Db, publicationId: number, topicId: number): Promise<NamedSend[]> {
  return rows(
    db,
    `select id, subject from sends
      where publication_id = :publicationId and topic_ids @> array[cast(:topicId as bigint)] and prepared_at is null
        and status not in ('sent', 'cancelled')
      order by id`,
    { publicationId, topicId },
  );
}

/**
 * Sends for one topic are for another from now on. Who gets a send that was prepared does not change by that, only where the archive
 * has it.
 * @returns how many are still to be prepared.
 */
export async function moveSendsOfTopic(
  db: Db,
  publicationId: number,
  { from, to }: { from: number; to: number },
): Promise<number> {
  const coming = await listSendsOfTopic(db, publicationId, from);
  await changedRows(
    db,
    `update sends set topic_ids = array(select distinct id from unnest(array_remove(topic_ids, cast(:from as bigint)) || cast(:to as bigint)) id order by id),
            counted_audience = case when prepared_at is null then null else counted_audience end,
            counted_at = case when prepared_at is null then null else counted_at end
      where publication_id = :publicationId and topic_ids @> array[cast(:from as bigint)]`,
    { publicationId, from, to },
  );
  return coming.length;
}
