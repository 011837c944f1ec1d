import type { ArticleRow } from '../../../reports/index.ts';

/** Held articles that one decision fits: those that one reading brought at once, or those of one feed for one reason. */
export interface HeldGroup {
  articles: ArticleRow[];
  /** Dated well before they came: pages that were made anew rather than news. */
  old: ArticleRow[];
  fresh: ArticleRow[];
}

/** So much older than its first reading is no news any more. */
const OLD_MS = 3 * 24 * 3_600_000;

/** Those that came last are first. */
export function heldGroups(rows: ArticleRow[]): HeldGroup[] {
  const byKind = Map.groupBy(rows, (row) =>
    cameAtOnce(row) ? `${row.feedId} ${row.firstSeenAt.getTime()}` : `${row.feedId} ${row.reason?.code}`,
  );
  return [...byKind.values()].map((articles) => ({
    articles,
    old: articles.filter(isOld),
    fresh: articles.filter((article) => !isOld(article)),
  }));
}

/** Pages that were made anew are held for one of these, by their dates. */
export const cameAtOnce = ({ reason }: ArticleRow) =>
  reason?.code === 'flood' || reason?.code === 'dated-long-ago';

const isOld = ({ publishedAt, firstSeenAt }: ArticleRow) =>
  publishedAt !== null && firstSeenAt.getTime() - publishedAt.getTime() > OLD_MS;
