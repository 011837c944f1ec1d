import { createHash } from 'node:crypto';
import type { ArticleContent } from './article.ts';
import type { ParsedFeed, ParsedItem } from './parsing/parsed-feed.ts';

/** An article as a feed or a push tells it, with what it is recognised by. */
export interface Candidate extends ArticleContent {
  /** Identity within its feed: guid, else link, else title and date (FED-20). */
  key: string;
  /** Identity across feeds: the link without what varies; null when the link tells nothing. */
  linkKey: string | null;
  /** Changes when the text does. */
  contentHash: Buffer;
}

const TRACKING =
  /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|yclid|igshid|_hs(enc|mi)|wt_mc|xtor|ref_src|at_(medium|campaign)\w*)$/i;
/** Longest text that fits an index of the database. */
const MAX_KEY = 600;

/**
 * A link without scheme, `www.`, default port, tracking parameters and the slash at its end, so that a move to https
 * or a campaign tag makes no new article (FED-22).
 */
export function linkKeyOf(link: string | null | undefined): string | null {
  const url = link ? URL.parse(link) : null;
  if (!url) return null;
  for (const name of new Set(url.searchParams.keys())) if (TRACKING.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  const hash = /^#(utm_|xtor=|comments?$|respond$|$)/i.test(url.hash) ? '' : url.hash;
  return bounded(`${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}${url.search}${hash}`);
}

/** Candidates of a document, in its order, each key once. Items that say nothing at all are left out. */
export function candidatesOf(feed: ParsedFeed): Map<ParsedItem, Candidate> {
  const linkKeys = identifyingLinks(feed);
  const idKeys = identifyingIds(feed.items, linkKeys);
  const found = new Map<ParsedItem, Candidate>();
  const keys = new Set<string>();
  for (const item of feed.items) {
    if (!item.id && !item.link && !item.headline) continue;
    const candidate = toCandidate(contentOf(item), idKeys.get(item), linkKeys.get(item) ?? null);
    if (!keys.has(candidate.key)) found.set(item, candidate);
    keys.add(candidate.key);
  }
  return found;
}

export function toCandidate(
  content: ArticleContent,
  id: string | undefined,
  linkKey: string | null,
): Candidate {
  const key = id === undefined ? (linkKey ?? `hash:${digest(titleAndDate(content))}`) : bounded(id);
  return {
    ...content,
    key,
    linkKey,
    contentHash: createHash('sha256').update(JSON.stringify(content)).digest(),
  };
}

/** What two spellings of one article share when even the link has changed; undefined without a date. */
export function titleAndDate(content: Pick<ArticleContent, 'title' | 'publishedAt'>): string | undefined {
  const title = foldedTitle(content.title);
  return content.publishedAt && title ? `${title}\n${content.publishedAt.toISOString()}` : undefined;
}

export function foldedTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The link keys of items whose link is theirs alone: not the home page, not shared by articles of other titles. */
function identifyingLinks(feed: ParsedFeed): Map<ParsedItem, string> {
  const home = linkKeyOf(feed.link);
  const keys = new Map(feed.items.map((item) => [item, linkKeyOf(item.link)] as const));
  const titles = Map.groupBy(feed.items, (item) => keys.get(item));
  const isShared = (key: string) =>
    new Set(titles.get(key)?.map((item) => foldedTitle(item.headline))).size > 1;
  return new Map(
    [...keys].filter((entry): entry is [ParsedItem, string] => {
      const [, key] = entry;
      return key !== null && key !== home && !isShared(key);
    }),
  );
}

/** The ids of items, but not those that several different articles of the document carry: such an id tells nothing. */
function identifyingIds(items: ParsedItem[], linkKeys: Map<ParsedItem, string>): Map<ParsedItem, string> {
  const byId = Map.groupBy(items, (item) => item.id);
  const isTold = (item: ParsedItem) => linkKeys.get(item) ?? foldedTitle(item.headline);
  return new Map(
    items.flatMap((item) => {
      const sharing = byId.get(item.id) ?? [];
      const isOwn = new Set(sharing.map(isTold)).size === 1;
      return item.id !== undefined && isOwn ? [[item, item.id] as const] : [];
    }),
  );
}

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

/** Byte-wise what it is; a longer one by its digest. */
function bounded(key: string): string {
  return Buffer.byteLength(key) <= MAX_KEY ? key : `long:${digest(key)}`;
}

const digest = (text: string | undefined) =>
  createHash('sha256')
    .update(text ?? '')
    .digest('hex');
