import { rows, type Db } from '../platform/database.ts';
import { takeNumbers } from '../publications/index.ts';

/**
 * Numbers those of these articles that have no number yet, in this order. The caller holds the numbers of the publication, so what is
 * numbered and who gets it becomes true at once.
 * @returns their numbers.
 */
export async function numberArticles(
  db: Db,
  publicationId: number,
  ids: number[],
): Promise<Map<number, number>> {
  const fresh = await rows<{ id: number }>(
    db,
    `select id from articles where id = any(cast(:ids as bigint[])) and number is null order by array_position(cast(:ids as bigint[]), id)`,
    { ids },
  );
  if (fresh.length === 0) return new Map();
  const before = await takeNumbers(db, publicationId, fresh.length);
  await db.raw(
    `update articles a set number = :before + f.place, numbered_at = now()
       from unnest(cast(:ids as bigint[])) with ordinality f (id, place) where a.id = f.id`,
    { before, ids: fresh.map(({ id }) => id) },
  );
  return new Map(fresh.map(({ id }, place) => [id, before + place + 1]));
}
