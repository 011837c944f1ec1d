import type { Db } from '../../platform/database.ts';
import type { Publication } from '../../publications/index.ts';
import type { ArchivedLine } from './archive-queries.ts';
import { countArchived, HIT, listArchived, type ArchiveSearch } from './search-queries.ts';
import { searchConfiguration, spaced, unspaced } from './search-words.ts';

/** Text with the places that were searched for. */
export type Marked = { text: string; isHit: boolean }[];

interface FoundLine extends Omit<ArchivedLine, 'subject' | 'summary'> {
  subject: Marked;
  summary: Marked;
}

export interface ArchivePage {
  lines: FoundLine[];
  /** Of all pages. */
  total: number;
  /** Without the words that were searched for: since when there are mails; null: never. */
  since: Date | null;
  /** Whether there are older ones. */
  hasMore: boolean;
}

/** What somebody asks of an archive. */
export interface ArchiveQuestion {
  words: string;
  /** Such as `2026-11`. */
  month: string | undefined;
  topicId: number | undefined;
  /** The last send of the page before. */
  before: number | undefined;
}

const PAGE = 30;

/** A page of past mails that are for everybody, the newest first. Any words can be asked for. */
export async function searchArchive(
  db: Db,
  publication: Pick<Publication, 'id' | 'timeZone' | 'language'>,
  { before, ...asked }: ArchiveQuestion,
): Promise<ArchivePage> {
  const search: ArchiveSearch = {
    publicationId: publication.id,
    timeZone: publication.timeZone,
    configuration: searchConfiguration(publication.language),
    ...asked,
    words: spaced(asked.words.replaceAll('\0', '')).trim(),
  };
  const [found, { count, since }] = await Promise.all([
    listArchived(db, search, { before, limit: PAGE + 1 }),
    countArchived(db, search),
  ]);
  const isEmpty = found.length === 0 && search.words !== '';
  return {
    lines: found.slice(0, PAGE).map((line) => ({
      ...line,
      subject: marked(line.subject),
      summary: marked(search.words === '' ? line.summary : unspaced(line.summary)),
    })),
    total: count,
    since: isEmpty ? (await countArchived(db, { ...search, words: '' })).since : since,
    hasMore: found.length > PAGE,
  };
}

function marked(text: string): Marked {
  return text
    .split(HIT.open)
    .flatMap((part, place) => {
      if (place === 0) return [{ text: part, isHit: false }];
      const [hit = '', rest = ''] = part.split(HIT.close);
      return [
        { text: hit, isHit: true },
        { text: rest, isHit: false },
      ];
    })
    .filter((part) => part.text !== '');
}
