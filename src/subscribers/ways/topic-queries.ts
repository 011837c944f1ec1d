import { changedRows, firstRow, rows, type Db } from '../../platform/database.ts';

/** How many readers chose a topic, and how many of them another, too. Erased and left readers count, as they might come back. */
export async function countTopicChosen(
  db: Db,
  publicationId: number,
  { topicId, also }: { topicId: number; also: number | null },
): Promise<{ chosen: number; both: number }> {
  const row = await firstRow<{ chosen: number; both: number }>(
    db,
    `select count(*) as chosen, count(*) filter (where topic_ids @> array[cast(:also as bigint)]) as both
       from subscribers where publication_id = :publicationId and topic_ids @> array[cast(:topicId as bigint)]`,
    { publicationId, topicId, also },
  );
  return row ?? { chosen: 0, both: 0 };
}

export async function listWhoChose(
  db: Db,
  publicationId: number,
  { topicId, after, limit }: { topicId: number; after: number; limit: number },
): Promise<number[]> {
  const found = await rows<{ id: number }>(
    db,
    `select id from subscribers
      where publication_id = :publicationId and topic_ids @> array[cast(:topicId as bigint)] and id > :after
      order by id limit :limit`,
    { publicationId, topicId, after, limit },
  );
  return found.map(({ id }) => id);
}

/** These readers follow one topic more, and one less if it is named. */
export async function moveChoice(
  db: Db,
  ids: number[],
  { to, from }: { to: number; from: number | null },
): Promise<void> {
  await changedRows(
    db,
    `update subscribers
        set topic_ids = array(select distinct id from unnest(array_remove(topic_ids, cast(:from as bigint)) || cast(:to as bigint)) id order by id)
      where id = any(cast(:ids as bigint[]))`,
    { ids, to, from },
  );
}
