import { firstRow, type Db } from '../../platform/database.ts';

const OF_TOPICS = `publication_id = :publicationId and action in ('add-topic', 'remove-topic')`;

/** Whether a change of many readers gives or takes topics right now, or gives them back. */
export async function isChangingTopics(db: Db, publicationId: number): Promise<boolean> {
  const found = await firstRow(
    db,
    `select from bulk_changes where ${OF_TOPICS} and status in ('running', 'undoing') limit 1`,
    { publicationId },
  );
  return found !== undefined;
}

/** What readers had before, as it is called now; so is what was done with it. */
export async function carryTopicInBefores(
  db: Db,
  publicationId: number,
  { topicId, to, keeps }: { topicId: number; to: number; keeps: boolean },
): Promise<void> {
  const bindings = { publicationId, topicId, to, from: keeps ? null : topicId };
  await db.raw(
    `update bulk_befores b
        set before = jsonb_build_object('topicIds',
          (select to_jsonb(array_agg(distinct id order by id))
             from (select cast(t as bigint) as id from jsonb_array_elements_text(b.before -> 'topicIds') t
                   union select cast(:to as bigint)) ids
            where id is distinct from cast(:from as bigint)))
       from bulk_changes c
      where c.id = b.change_id and c.${OF_TOPICS} and b.before -> 'topicIds' @> to_jsonb(cast(:topicId as bigint))`,
    bindings,
  );
  if (keeps) return;
  await db.raw(
    `update bulk_changes set wish = wish || jsonb_build_object('topicId', cast(:to as bigint))
      where ${OF_TOPICS} and cast(wish ->> 'topicId' as bigint) = :topicId`,
    bindings,
  );
}
