import { firstRow, rows, type Db } from '../../platform/database.ts';
import { IS_PUBLIC, MAILS, type ArchivedLine } from './archive-queries.ts';

/** Around words that were searched for. */
export const HIT = { open: '\uFDE0', close: '\uFDE1' };

/** Which mails of an archive are asked for. */
export interface ArchiveSearch {
  publicationId: number;
  timeZone: string;
  configuration: string;
  /** As a search engine takes it; empty: all. */
  words: string;
  /** Such as `2026-11`. */
  month: string | undefined;
  topicId: number | undefined;
}

const EXCERPT = `StartSel=${HIT.open}, StopSel=${HIT.close}, MaxFragments=1, MaxWords=26, MinWords=14`;
const WHOLE = `StartSel=${HIT.open}, StopSel=${HIT.close}, HighlightAll=true`;

const BEGIN = `cast(cast(:month as text) || '-01' as timestamp)`;

/** The conditions of a search, for a statement with `asked` where there are words. */
function conditionsOf({ words, month, topicId }: ArchiveSearch): string {
  return [
    `m.publication_id = :publicationId and ${IS_PUBLIC}`,
    words !== '' && 'm.search @@ (select query from asked)',
    month !== undefined &&
      `m.sent_at >= ${BEGIN} at time zone :timeZone and m.sent_at < (${BEGIN} + interval '1 month') at time zone :timeZone`,
    topicId !== undefined && 'd.topic_ids && array[cast(:topicId as bigint)]',
  ]
    .filter(Boolean)
    .join('\n        and ');
}

const ASKED = 'asked as (select websearch_to_tsquery(cast(:configuration as regconfig), :words) as query)';

/** Newest first. @param before a send of the archive: only what went out before it. */
export function listArchived(
  db: Db,
  search: ArchiveSearch,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<ArchivedLine[]> {
  const isSearch = search.words !== '';
  const told = (column: string, options: string) =>
    `ts_headline(cast(:configuration as regconfig), ${column}, (select query from asked), '${options}')`;
  return rows(
    db,
    `with ${isSearch ? `${ASKED},` : ''}
     found as (
       select m.send_id, d.subject, m.sent_at, m.summary, left(m.words, 20000) as words
         from ${MAILS}
        where ${conditionsOf(search)}
          and (cast(:before as bigint) is null
               or (m.sent_at, m.send_id) < (select o.sent_at, o.send_id from archived_mails o
                                             where o.send_id = cast(:before as bigint) and o.publication_id = :publicationId))
        order by m.sent_at desc, m.send_id desc limit :limit)
     select send_id as "sendId", sent_at as "sentAt", ${isSearch ? told('subject', WHOLE) : 'subject'} as subject,
            ${isSearch ? told('words', EXCERPT) : 'summary'} as summary
       from found order by sent_at desc, send_id desc`,
    { ...bindingsOf(search), before: before ?? null, limit },
  );
}

export async function countArchived(
  db: Db,
  search: ArchiveSearch,
): Promise<{ count: number; since: Date | null }> {
  const found = await firstRow<{ count: number; since: Date | null }>(
    db,
    `${search.words === '' ? '' : `with ${ASKED}`} select count(*)::int as count, min(m.sent_at) as since
       from ${MAILS}
      where ${conditionsOf(search)}`,
    bindingsOf(search),
  );
  return found ?? { count: 0, since: null };
}

const bindingsOf = (search: ArchiveSearch): Record<string, unknown> => ({
  ...search,
  month: search.month ?? null,
  topicId: search.topicId ?? null,
});
