import type { Article } from '../articles/index.ts';
import type { Db } from '../platform/database.ts';
import { strandsOf } from '../publications/index.ts';
import { renewFollowed, settleTold } from '../rhythms/index.ts';
import { setStrands } from '../sends/index.ts';

/**
 * Before the audience of an article's mail is frozen: whoever follows its story, an author or a tag goes on to, and gets it at once,
 * unless a digest was quicker.
 * @param of.isDecided a digest numbered it before.
 * @returns what of it somebody follows.
 */
export async function heedFollowers(
  db: Db,
  of: { sendId: number; article: Article; topicIds: number[]; known: number[]; isDecided: boolean },
): Promise<string[]> {
  const { sendId, article, topicIds, known, isDecided } = of;
  const { id: articleId, publicationId, releasedAt, firstSeenAt } = article;
  const strands = strandsOf(article).map(({ id }) => id);
  const since = releasedAt ?? firstSeenAt;
  const followed = strands.length === 0 ? [] : await renewFollowed(db, { publicationId, strands, since });
  await setStrands(db, sendId, followed);
  if (followed.length > 0 && isDecided)
    await settleTold(db, { publicationId, articleId, topicIds, known, strands: followed });
  return followed;
}
