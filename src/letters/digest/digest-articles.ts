import { asMailed, listPublished, type Article } from '../../articles/index.ts';
import type { DigestPiece } from '../../emails/index.ts';
import type { Db } from '../../platform/database.ts';
import { articleIdsOf, type Pick } from './digest-text.ts';

export interface DigestArticles {
  pieces: DigestPiece[];
  /** Those that are shown. */
  articles: Article[];
  /** What the others were called. */
  gone: string[];
}

/** Articles of a digest as they are now. Withdrawn, held and dismissed ones are left out, and headings that nothing follows. */
export async function digestArticles(db: Db, publicationId: number, picks: Pick[]): Promise<DigestArticles> {
  const found = await listPublished(db, publicationId, articleIdsOf(picks));
  const byId = new Map(found.map((article) => [article.id, article]));
  const pieces: DigestPiece[] = [];
  const articles: Article[] = [];
  const gone: string[] = [];
  for (const pick of picks) {
    if ('heading' in pick) {
      const last = pieces.at(-1);
      if (last && 'heading' in last) pieces.pop();
      pieces.push(pick);
      continue;
    }
    const article = byId.get(pick.articleId);
    if (article) {
      articles.push(article);
      pieces.push({ article: asMailed(article) });
    } else gone.push(pick.title || String(pick.articleId));
  }
  const last = pieces.at(-1);
  if (last && 'heading' in last) pieces.pop();
  return { pieces, articles, gone };
}
