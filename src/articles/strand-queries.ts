import { rows, type Db } from '../platform/database.ts';
import { strandsOf, type Strand, type WithStrands } from '../publications/index.ts';
import { IS_PUBLISHED } from './queries.ts';

/** How far back articles are looked at. */
export const STRAND_WEEKS = 6;
/** No page looks at more. */
const MOST_READ = 2_000;

/** What runs through recent articles, with how many of them; undefined where none has it. @param id such as `author:ada-berg` */
export async function findStrand(
  db: Db,
  publicationId: number,
  id: string,
): Promise<(Strand & { articles: number }) | undefined> {
  const recent = await rows<WithStrands>(
    db,
    `select story, authors, categories from articles
      where publication_id = ? and ${IS_PUBLISHED}
        and coalesce(published_at, first_seen_at) > now() - make_interval(weeks => ${STRAND_WEEKS})
      order by id desc limit ${MOST_READ}`,
    [publicationId],
  );
  const found = recent.flatMap((article) => strandsOf(article).find((strand) => strand.id === id) ?? []);
  return found[0] && { ...found[0], articles: found.length };
}
