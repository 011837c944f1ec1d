import { rows, type Db } from '../platform/database.ts';
import type { CalendarEntry } from './calendar-queries.ts';

interface Hit {
  id: number;
  /** Of the publication it belongs to. */
  slug: string;
  publication: string;
  title: string;
  at: Date | null;
  timeZone: string;
}

export interface SendHit extends Hit {
  kind: CalendarEntry['kind'];
  status: Exclude<CalendarEntry['status'], 'planned'> | 'draft';
}

export interface ArticleHit extends Hit {
  verdict: 'baseline' | 'new' | 'held' | 'future' | 'too-old' | 'duplicate' | 'dismissed';
}

interface Search {
  /** Each is a part of what is looked for. */
  words: string[];
  /** Whose hits come first; undefined: nobody's. */
  publicationId: number | undefined;
  /** Only in these; undefined: in all. */
  only: number[] | undefined;
  limit: number;
}

/** Sends whose subject has every word in it, those of one publication first, then the newest. */
export function searchSends(db: Db, search: Search): Promise<SendHit[]> {
  return rows(
    db,
    `select d.id, p.slug, p.name as publication, d.subject as title, d.kind, d.status, p.time_zone as "timeZone",
            coalesce(d.started_at, d.scheduled_at) as at
       from sends d join publications p on p.id = d.publication_id
      where ${hasAll('d.subject', search.words)} and ${isAllowed('d')}
      order by (d.publication_id = :publicationId) desc nulls last, coalesce(d.started_at, d.scheduled_at, d.created_at) desc, d.id desc
      limit :limit`,
    bindingsOf(search),
  );
}

/** Articles whose title has every word in it, in the same order. */
export function searchArticles(db: Db, search: Search): Promise<ArticleHit[]> {
  return rows(
    db,
    `select a.id, p.slug, p.name as publication, a.title, a.verdict, p.time_zone as "timeZone",
            coalesce(a.published_at, a.first_seen_at) as at
       from articles a join publications p on p.id = a.publication_id
      where ${hasAll('a.title', search.words)} and ${isAllowed('a')}
      order by (a.publication_id = :publicationId) desc nulls last, a.id desc
      limit :limit`,
    bindingsOf(search),
  );
}

/** Each word a condition of its own: only these can use an index of letters. */
const hasAll = (column: string, words: string[]) =>
  words.map((_word, index) => `${column} ilike :word${index}`).join(' and ') || 'false';

const isAllowed = (of: string) =>
  `(cast(:only as bigint[]) is null or ${of}.publication_id = any(cast(:only as bigint[])))`;

const bindingsOf = ({ words, publicationId, only, limit }: Search) => ({
  publicationId: publicationId ?? null,
  only: only ?? null,
  limit,
  ...Object.fromEntries(
    words.map((word, index) => [`word${index}`, `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`]),
  ),
});
