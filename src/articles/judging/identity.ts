import { createHash } from 'node:crypto';
import { bounded, linkKeyOf } from '../../platform/link-key.ts';
import type { ArticleContent } from '../article.ts';
import { fingerprintOf, type Fingerprint } from './fingerprint.ts';
import type { ParsedFeed, ParsedItem } from '../parsing/parsed-feed.ts';

/** An article as a feed or a push tells it, with what it is recognised by. */
export interface Candidate extends ArticleContent {
  /** Identity within its feed: guid, else link, else title and date, else title and text (FED-20). */
  key: string;
  /** The source gave it an id of its own; otherwise the key was made here. */
  hasId: boolean;
  /** Identity across feeds: the link without what varies; null when the link tells nothing. */
  linkKey: string | null;
  /** The title, for comparison. */
  foldedTitle: string;
  /** Changes when anything of the content does. */
  contentHash: Buffer;
  fingerprint: Fingerprint;
  /** A date is there that cannot be read. */
  isDateUnread: boolean;
  isMembersOnly: boolean;
  /** Characters of it could not be read. */
  isGarbled: boolean;
}

/** Candidates of a document, in its order, each key once. Items that say nothing at all are left out. */
export function candidatesOf(feed: ParsedFeed): Map<ParsedItem, Candidate> {
  const told = feed.items
    .filter((item) => item.id || item.link || item.headline)
    .map((item) => ({ item, content: contentOf(item), fingerprint: printOf(item) }));
  const linkKeys = identifyingLinks(told, linkKeyOf(feed.link));
  const ids = identifyingIds(told, linkKeys);
  const found = new Map<ParsedItem, Candidate>();
  const byKey = new Map<string, Candidate>();
  for (const entry of told) {
    const { item, fingerprint } = entry;
    const flags = {
      isDateUnread: item.publishedUnread,
      isMembersOnly: item.membersOnly,
      isGarbled: item.isGarbled,
    };
    const linkKey = linkKeys.get(entry) ?? null;
    let candidate = { ...toCandidate(entry.content, ids.get(entry), linkKey, fingerprint), ...flags };
    const earlier = byKey.get(candidate.key);
    // Two notes under one headline and date, without ids: their texts tell them apart.
    if (earlier && !candidate.hasId && earlier.fingerprint.hash !== fingerprint.hash)
      candidate = { ...candidate, key: `${candidate.key}:${fingerprint.hash}` };
    if (byKey.has(candidate.key)) continue;
    byKey.set(candidate.key, candidate);
    found.set(item, candidate);
  }
  return found;
}

export function toCandidate(
  content: ArticleContent,
  id: string | undefined,
  linkKey: string | null,
  fingerprint = fingerprintOf(content.html || content.summary),
): Candidate {
  return {
    ...content,
    key: id === undefined ? (linkKey ?? keyOfText(content, fingerprint)) : bounded(id),
    hasId: id !== undefined,
    linkKey,
    foldedTitle: foldedTitle(content.title),
    fingerprint,
    contentHash: createHash('sha256').update(JSON.stringify(content)).digest(),
    isDateUnread: false,
    isMembersOnly: false,
    isGarbled: false,
  };
}

/** Title and date, or without a date title and text. */
function keyOfText(content: ArticleContent, { hash }: Fingerprint): string {
  return `hash:${digest(titleAndDate(content) ?? `${foldedTitle(content.title)}\n${hash ?? ''}`)}`;
}

/** The key of an article whose link showed another one before. */
export function keyOfPage(candidate: Candidate): string {
  return bounded(`${candidate.key} ${keyOfText(candidate, candidate.fingerprint)}`);
}

/** What two spellings of one article share when even the link has changed; undefined without a date. */
function titleAndDate(content: Pick<ArticleContent, 'title' | 'publishedAt'>): string | undefined {
  const title = foldedTitle(content.title);
  return content.publishedAt && title ? `${title}\n${content.publishedAt.toISOString()}` : undefined;
}

function foldedTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

interface Told {
  item: ParsedItem;
  content: ArticleContent;
  fingerprint: Fingerprint;
}

/** The link keys of items whose link is theirs alone: not the home page, not shared by another article. */
function identifyingLinks(told: Told[], home: string | null): Map<Told, string> {
  const keys = new Map(told.map((entry) => [entry, linkKeyOf(entry.item.link)] as const));
  const sharing = Map.groupBy(told, (entry) => keys.get(entry));
  const isShared = (key: string) => new Set(sharing.get(key)?.map(wordsOf)).size > 1;
  return new Map(
    [...keys].filter((entry): entry is [Told, string] => {
      const [, key] = entry;
      return key !== null && key !== home && !isShared(key);
    }),
  );
}

/** The ids of items, but not those that several different articles of the document carry: such an id tells nothing. */
function identifyingIds(told: Told[], linkKeys: Map<Told, string>): Map<Told, string> {
  const byId = Map.groupBy(told, ({ item }) => item.id);
  const isTold = (entry: Told) => linkKeys.get(entry) ?? wordsOf(entry);
  return new Map(
    told.flatMap((entry) => {
      const { id } = entry.item;
      const isOwn = new Set((byId.get(id) ?? []).map(isTold)).size === 1;
      return id !== undefined && isOwn ? [[entry, id] as const] : [];
    }),
  );
}

/** An article in words: its title with its date, or without one its text. */
function wordsOf({ item, content, fingerprint }: Told): string {
  return `${foldedTitle(item.headline)}\n${content.publishedAt?.toISOString() ?? fingerprint.hash ?? ''}`;
}

const printOf = (item: ParsedItem) => item.fingerprint ?? fingerprintOf(item.content || item.summary);

function contentOf(item: ParsedItem): ArticleContent {
  return {
    url: item.link ?? null,
    title: item.headline || item.link || 'Untitled',
    summary: item.summary,
    html: item.content === item.summary ? '' : item.content,
    imageUrl: item.image ?? null,
    authors: item.authors,
    categories: item.categories,
    commentsUrl: item.comments ?? null,
    publishedAt: item.published ?? item.updated ?? null,
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
