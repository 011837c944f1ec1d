import type { JsonFeed } from 'feedsmith';
import { htmlText, present, type RawFeed, type RawItem } from './raw-feed.ts';

export function readJson(feed: JsonFeed.Feed<string>): RawFeed {
  const authors = present((feed.authors ?? []).map((author) => author.name));
  return {
    id: feed.feed_url,
    title: plain(feed.title),
    link: feed.home_page_url,
    description: plain(feed.description),
    image: feed.icon ?? feed.favicon,
    language: feed.language,
    authors,
    categories: [],
    items: (feed.items ?? []).map((item) => readItem(item, authors)),
  };
}

function readItem(item: JsonFeed.Item<string>, feedAuthors: string[]): RawItem {
  const authors = present((item.authors ?? []).map((author) => author.name));
  return {
    id: item.id,
    title: plain(item.title),
    link: item.url ?? item.external_url,
    summary: plain(item.summary),
    content: htmlText(item.content_html) ?? plain(item.content_text),
    published: item.date_published,
    updated: item.date_modified,
    authors: authors.length > 0 ? authors : feedAuthors,
    images: [item.image, item.banner_image],
    media: (item.attachments ?? []).map((attachment) => attachment.url),
    categories: present(item.tags ?? []),
  };
}

const plain = (value: string | undefined) => (value === undefined ? undefined : { value, isHtml: false });
