import { rows, type Db } from '../../platform/database.ts';
import { AS_KIND, boundTo, KIND, readers, type Asked, type Group } from './reader-queries.ts';

/** For the groups of a million readers at once; what the planner guesses of them is a few, for whom it would take each list again and again. */
const FOR_MANY = `set local enable_nestloop = off; set local enable_sort = off; set local work_mem = '64MB'`;
const AS_USUAL =
  'set local enable_nestloop to default; set local enable_sort to default; set local work_mem to default';

/**
 * Groups of readers, each at its place, and who is in each is kept until the transaction ends. Everybody is read once, and nothing is sorted.
 */
export async function keepGroups(db: Db, asked: Asked): Promise<Group[]> {
  await db.raw('drop table if exists pg_temp.digest_groups');
  await db.raw(FOR_MANY);
  await db.raw(
    `create temporary table digest_groups on commit drop as
     select row_number() over (order by size desc, topic_ids, mark) - 1 as place, grouped.*
       from (select ${KIND}, count(*) as size, array_agg(id) as ids from (${readers(asked)}) reader group by ${KIND}) grouped`,
    boundTo(asked),
  );
  await db.raw(AS_USUAL);
  return rows(db, `select ${AS_KIND}, size from digest_groups order by place`);
}

/** Query for the readers of some groups that are kept, and their marks: `id`, `mark`. @param places of the groups. */
export const marksOfGroups = (places: number[]): { sql: string; bindings: Record<string, unknown> } => ({
  sql: `select r.id, g.mark from digest_groups g cross join lateral unnest(g.ids) r (id)
         where g.place = any(cast(:places as int[]))`,
  bindings: { places },
});

/** Query for what is owed to the readers of some groups that are kept, of these articles: `id`, `article_id`. */
export const debtsOfGroups = (
  places: number[],
  articleIds: number[],
): { sql: string; bindings: Record<string, unknown> } => ({
  sql: `select r.id, a.id as article_id
          from digest_groups g cross join lateral unnest(g.owed) a (id) cross join lateral unnest(g.ids) r (id)
         where g.place = any(cast(:places as int[])) and a.id = any(cast(:articleIds as bigint[]))`,
  bindings: { places, articleIds },
});

/**
 * Query for who gets which content, of the groups that are kept.
 * @param contentIds of each group by its place; undefined: none.
 */
export function audienceOfGroups(contentIds: (number | undefined)[]): {
  sql: string;
  bindings: Record<string, unknown>;
} {
  const given = contentIds.flatMap((contentId, place) =>
    contentId === undefined ? [] : [{ place, contentId }],
  );
  return {
    sql: `select r.id, k.content_id
            from unnest(cast(:places as int[]), cast(:contentIds as bigint[])) as k (place, content_id)
            join digest_groups g on g.place = k.place cross join lateral unnest(g.ids) r (id)`,
    bindings: {
      places: given.map(({ place }) => place),
      contentIds: given.map(({ contentId }) => contentId),
    },
  };
}
