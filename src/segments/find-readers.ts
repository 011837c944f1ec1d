import { domainToASCII } from 'node:url';
import type { App } from '../platform/app.ts';
import type { Db } from '../platform/database.ts';
import { parseTypedAddress } from '../platform/mail/typed-address.ts';
import { storable } from '../platform/storable.ts';
import { listTopics, type Publication } from '../publications/index.ts';
import { listSuppressions, type Subscriber, type Suppression } from '../subscribers/index.ts';
import { countFound, type ReaderCount } from './count-readers.ts';
import { listReaders, type After, type AskedReaders, type Sort } from './reader-queries.ts';
import type { Rule } from './rule.ts';
import { patternsOf, selectionOf, type Selection } from './selection.ts';

/** Which readers a person looks for. */
export interface ReaderFilter {
  /** Parts of an address or a name, or a whole address. */
  q?: string | undefined;
  /** All of them must be true. */
  rules?: Rule[];
  /** Of a saved segment. */
  segment?: Selection | undefined;
}

export interface FoundReaders {
  /** One more than `limit` when there are more. */
  readers: Subscriber[];
  count: ReaderCount;
  /** What keeps the address that was looked for from being mailed here: also of people who were erased. */
  suppressions: Suppression[];
}

const MOST_WORDS = 6;
const LONGEST_WORD = 100;

/** A page of readers, how many there are in all, and what is known of an address that was looked for as a whole. */
export async function findReaders(
  app: App,
  publication: Publication,
  filter: ReaderFilter,
  { sort, after, limit }: { sort: Sort; after: After; limit: number },
): Promise<FoundReaders> {
  const asked = await askedReaders(app.db, publication, filter);
  const readers = await listReaders(app.db, asked, { sort, after, limit: limit + 1 });
  const isWhole = after === undefined && readers.length <= limit;
  return {
    readers,
    count: isWhole ? { exact: readers.length } : await countFound(app.db, asked),
    suppressions: await suppressionsOf(app, publication, filter.q ?? ''),
  };
}

/** The same readers for a statement. */
export async function askedReaders(
  db: Db,
  publication: Publication,
  { q = '', rules = [], segment }: ReaderFilter,
): Promise<AskedReaders> {
  const topics = rules.length > 0 ? await listTopics(db, publication.id) : [];
  const filters = rules.length > 0 ? [selectionOf(publication, topics, { match: 'all', rules })] : [];
  return {
    publicationId: publication.id,
    words: wordsOf(q).map(patternsOf),
    groups: [...(segment ? [segment] : []), ...filters],
    isRare:
      parseTypedAddress(q) !== undefined || rules.some(({ field, op }) => field === 'address' && op === 'is'),
  };
}

/** What is looked for, a word each; nothing in it is refused. */
function wordsOf(text: string): string[] {
  return storable(text)
    .split(/\s+/u)
    .filter(Boolean)
    .slice(0, MOST_WORDS)
    .map((word) => withStoredDomain(word).slice(0, LONGEST_WORD));
}

/** A domain is stored in ASCII. */
function withStoredDomain(word: string): string {
  const at = word.lastIndexOf('@') + 1;
  if (at === 0) return word;
  return word.slice(0, at) + (domainToASCII(word.slice(at)) || word.slice(at));
}

async function suppressionsOf(app: App, { slug }: Publication, q: string): Promise<Suppression[]> {
  const key = parseTypedAddress(q)?.key;
  if (key === undefined) return [];
  const found = await listSuppressions(app.db, { hashes: app.keys.addressHashes(key), limit: 100 });
  return found.filter(({ publication }) => publication === null || publication === slug);
}
