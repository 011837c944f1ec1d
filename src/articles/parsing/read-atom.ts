import type { AtomFeed } from 'feedsmith';
import { mediaOf } from './read-media.ts';
import { present, type RawFeed, type RawItem, type RawText } from './raw-feed.ts';

type Feed = AtomFeed.Feed<string>;
type Entry = AtomFeed.Entry<string>;

export function readAtom(feed: Feed): RawFeed {
  const authors = people(feed.authors);
  return {
    id: feed.id,
    title: titleOf(feed.title),
    link: linkOf(feed.links),
    description: textOf(feed.subtitle),
    image: feed.logo ?? feed.icon ?? feed.itunes?.image,
    language: feed.xml?.lang,
    generator: feed.generator?.text ?? feed.generator?.uri,
    authors,
    categories: categoryNames(feed.categories),
    updated: feed.updated ?? feed.dc?.dates?.[0],
    base: feed.xml?.base,
    items: (feed.entries ?? []).map((entry) => readEntry(entry, authors)),
  };
}

/** An entry without an author has its source's, else the feed's (RFC 4287 section 4.2.1). */
function readEntry(entry: Entry, feedAuthors: string[]): RawItem {
  const media = mediaOf(entry.media);
  const enclosures = (entry.links ?? []).filter((link) => link.rel === 'enclosure');
  const own = [...people(entry.authors), ...(entry.dc?.creators ?? [])];
  const inherited = [people(entry.source?.authors), feedAuthors].find((names) => names.length > 0) ?? [];
  return {
    id: entry.id,
    title:
      titleOf(entry.title) ?? (media.title === undefined ? undefined : { value: media.title, isHtml: false }),
    link: linkOf(entry.links) ?? entry.content?.src,
    summary:
      textOf(entry.summary) ??
      (media.description === undefined ? undefined : { value: media.description, isHtml: false }),
    content: textOf(entry.content),
    published: entry.published ?? entry.dcterms?.issued?.[0] ?? entry.dc?.dates?.[0],
    updated: entry.updated,
    authors: present(own.length > 0 ? own : inherited),
    images: [
      ...media.images,
      ...enclosures.filter((link) => link.type?.startsWith('image/')).map((link) => link.href),
      entry.itunes?.image,
      ...media.thumbnails,
    ],
    media: [...enclosures.map((link) => link.href), ...media.urls],
    categories: present([
      ...categoryNames(entry.categories),
      ...(entry.dc?.subjects ?? []),
      ...media.categories,
    ]),
    comments: entry.links?.find(
      (link) => link.rel === 'replies' && (link.type ?? 'text/html') === 'text/html',
    )?.href,
    rights: entry.dcterms?.accessRights?.[0],
    base: entry.xml?.base,
  };
}

/** Text constructs (RFC 4287 section 3.1) and content; types that hold no text for a reader are left out. */
function textOf(text: AtomFeed.Content | undefined): RawText | undefined {
  if (text?.value === undefined) return undefined;
  const type = (text.type ?? 'text').toLowerCase();
  const base = text.xml?.base;
  if (type === 'application/octet-stream') {
    return { value: Buffer.from(text.value, 'base64').toString('utf8'), isHtml: true, base };
  }
  // Many feeds put escaped HTML where they say nothing of its type.
  const isHtml = /html/.test(type) || (text.type === undefined && looksLikeHtml(text.value));
  if (!isHtml && !/^(text(\/.*)?|)$/.test(type)) return undefined;
  return { value: text.value, isHtml, base };
}

function looksLikeHtml(text: string): boolean {
  return /<(p|br|img|hr)\b[^<>]*>|<\/(a|b|i|em|strong|div|span|ul|ol|h\d|blockquote|table)>/i.test(text);
}

/** A title without a type is taken as written: it may well speak of a tag. */
function titleOf(title: AtomFeed.Text | undefined): RawText | undefined {
  return textOf(title && { type: 'text', ...title });
}

function linkOf(links: AtomFeed.Link<string>[] | undefined): string | undefined {
  const pages = (links ?? []).filter((link) => (link.rel ?? 'alternate') === 'alternate');
  return (pages.find((link) => /html/.test(link.type ?? 'text/html')) ?? pages[0])?.href;
}

function people(persons: AtomFeed.Person[] | undefined): string[] {
  return present((persons ?? []).map((person) => person.name ?? person.email));
}

/** The label is for people, the term for programs: a topic may be mapped by either. */
function categoryNames(categories: AtomFeed.Category[] | undefined): string[] {
  return present((categories ?? []).flatMap((category) => [category.label ?? category.term]));
}
