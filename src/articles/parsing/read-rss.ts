import type { RdfFeed, RssFeed } from 'feedsmith';
import { mediaOf } from './read-media.ts';
import { htmlText, present, type RawFeed, type RawItem } from './raw-feed.ts';

type Rss = RssFeed.Feed<string>;
type Rdf = RdfFeed.Feed<string>;

export function readRss(feed: Rss): RawFeed {
  const { itunes, atom, dc, dcterms } = feed;
  return {
    id: atom?.id,
    title: htmlText(feed.title ?? dc?.titles?.[0] ?? itunes?.title),
    link: feed.link ?? pageLink(atom?.links),
    description: htmlText(feed.description ?? dc?.descriptions?.[0] ?? itunes?.summary ?? itunes?.subtitle),
    image:
      feed.image?.url ?? itunes?.image ?? mediaOf(feed.media).images[0] ?? mediaOf(feed.media).thumbnails[0],
    language: feed.language ?? dc?.languages?.[0],
    generator: feed.generator,
    authors: present([
      personName(feed.managingEditor ?? feed.webMaster),
      ...(dc?.creators ?? []),
      itunes?.author,
      ...(atom?.authors ?? []).map((author) => author.name),
    ]),
    categories: present([
      ...(feed.categories ?? []).map((category) => category.name),
      ...(dc?.subjects ?? []),
      ...(itunes?.categories ?? []).map((category) => category.text),
      ...(itunes?.keywords ?? []),
    ]),
    published: feed.pubDate ?? dcterms?.issued?.[0] ?? dcterms?.created?.[0],
    updated: feed.lastBuildDate ?? dc?.dates?.[0] ?? dcterms?.modified?.[0] ?? atom?.updated,
    base: feed.xml?.base,
    ttlMinutes: feed.ttl,
    skipHours: feed.skipHours,
    skipDays: feed.skipDays,
    items: (feed.items ?? []).map(readRssItem),
  };
}

export function readRdf(feed: Rdf): RawFeed {
  const { dc, dcterms } = feed;
  return {
    id: feed.rdf?.about,
    title: htmlText(feed.title ?? dc?.titles?.[0]),
    link: feed.link,
    description: htmlText(feed.description ?? dc?.descriptions?.[0]),
    image: feed.image?.url,
    language: dc?.languages?.[0],
    authors: present(dc?.creators ?? []),
    categories: present(dc?.subjects ?? []),
    published: dcterms?.issued?.[0],
    updated: dc?.dates?.[0] ?? dcterms?.modified?.[0],
    base: feed.xml?.base,
    items: (feed.items ?? []).map((item) => ({ ...readRssItem(item), id: item.rdf?.about })),
  };
}

type Shared = RssFeed.Item<string> | RdfFeed.Item<string>;

function readRssItem(item: Shared): RawItem {
  const full: Partial<RssFeed.Item<string>> = item;
  const { itunes, atom, dc, dcterms, guid } = full;
  const media = mediaOf(full.media);
  const enclosures = full.enclosures ?? [];
  return {
    id: guid?.value ?? atom?.id ?? dc?.identifiers?.[0],
    title: htmlText(full.title ?? dc?.titles?.[0] ?? itunes?.title ?? media.title),
    link: full.link ?? pageLink(atom?.links) ?? permalink(guid),
    summary: htmlText(
      full.description ??
        atom?.summary?.value ??
        dc?.descriptions?.[0] ??
        itunes?.summary ??
        media.description ??
        itunes?.subtitle,
    ),
    content: htmlText(full.content?.encoded ?? atom?.content?.value),
    published:
      full.pubDate ?? atom?.published ?? dcterms?.issued?.[0] ?? dc?.dates?.[0] ?? dcterms?.created?.[0],
    updated: atom?.updated ?? dcterms?.modified?.[0],
    authors: present([
      ...(full.authors ?? []).map(personName),
      ...(dc?.creators ?? []),
      ...(atom?.authors ?? []).map((author) => author.name),
      itunes?.author,
    ]),
    images: [
      ...media.images,
      ...enclosures
        .filter((enclosure) => enclosure.type?.startsWith('image/'))
        .map((enclosure) => enclosure.url),
      itunes?.image,
      ...media.thumbnails,
    ],
    media: [...enclosures.map((enclosure) => enclosure.url), ...media.urls, itunes?.image],
    categories: present([
      ...(full.categories ?? []).map((category) => category.name),
      ...(dc?.subjects ?? []),
      ...media.categories,
      ...(atom?.categories ?? []).map((category) => category.term),
      ...(itunes?.keywords ?? []),
    ]),
    comments: full.comments,
    rights: dcterms?.accessRights?.[0],
    base: full.xml?.base,
  };
}

function permalink(guid: RssFeed.Guid | undefined): string | undefined {
  return guid?.isPermaLink !== false && /^https?:\/\//i.test(guid?.value ?? '') ? guid?.value : undefined;
}

function pageLink(links: { href?: string; rel?: string }[] | undefined): string | undefined {
  return links?.find((link) => (link.rel ?? 'alternate') === 'alternate')?.href;
}

function personName(person: RssFeed.Person | undefined): string | undefined {
  return person?.name ?? person?.email;
}
