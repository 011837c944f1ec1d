import { rows, type Db } from '../platform/database.ts';

const MOST = 5000;

/** The categories of each article that came in the last days, the newest first. */
export async function listRecentCategories(db: Db, publicationId: number, days: number): Promise<string[][]> {
  const found = await rows<{ categories: string[] }>(
    db,
    `select categories from articles
      where publication_id = :publicationId and verdict = 'new' and first_seen_at > now() - make_interval(days => :days)
      order by first_seen_at desc limit ${MOST}`,
    { publicationId, days },
  );
  return found.map(({ categories }) => categories);
}
