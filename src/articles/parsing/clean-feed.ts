import { orderOf, type DateContext } from '../../platform/dates/day-order.ts';
import { readDate } from '../../platform/dates/read-date.ts';
import { linkToFile } from '../../platform/html/embeds.ts';
import {
  cleanHtml,
  escapeHtml,
  firstImage,
  foldBlanks,
  plainText,
  webAddress,
  type Belonging,
} from './clean-html.ts';
import { isPlaceholder, titleText } from './clean-title.ts';
import type { ParsedFeed, ParsedItem } from './parsed-feed.ts';
import { present, type RawFeed, type RawItem, type RawText } from './raw-feed.ts';
import { asWindows1252 } from './decode-bytes.ts';
import { isGarbled } from './decode-damaged.ts';
import { isMembersOnly } from './members-only.ts';
import { newestItems } from './newest-items.ts';

const MAX_TITLE = 500;
/** A headline that had to be taken from the text. */
const MAX_HEADLINE = 90;
/** Characters of HTML; the rest of a longer article is on its page. */
const MAX_BODY = 1_000_000;
const MAX_NAME = 200;
const MAX_NAMES = 50;
const FILE = /\.(mp3|m4a|ogg|oga|opus|aac|flac|wav|mp4|m4v|mov|webm|pdf|epub)([?#]|$)/i;

/** Everything a feed says, made safe: HTML sanitised, addresses absolute, dates read, lengths bounded. */
export function cleanFeed(raw: RawFeed, url: string | undefined, isCut = false): ParsedFeed {
  const document = resolveBase(raw.base, url ?? raw.link ?? 'about:blank');
  const link = webAddress(raw.link, document);
  // Without `xml:base` a feed means addresses as its page would: it may be served from elsewhere (FED-13).
  const base = raw.base === undefined ? (link ?? document) : document;
  const language = text(raw.language?.replace('_', '-'), 35);
  const context: DateContext = { language, order: orderOf(datesOf(raw)) };
  const items = newestItems(raw.items, context);
  return {
    id: text(raw.id, 2000),
    title: titleOf(raw.title),
    link,
    description: titleOf(raw.description, 2000),
    image: webAddress(raw.image, base),
    language,
    authors: names(raw.authors),
    categories: names(raw.categories),
    published: readDate(raw.published, context),
    updated: readDate(raw.updated, context),
    ttlMinutes: raw.ttlMinutes,
    skipHours: raw.skipHours ?? [],
    skipDays: raw.skipDays ?? [],
    isCut,
    hiddenItemCount: raw.items.length - items.length,
    items: items.map((item) => cleanItem(item, { feed: raw, base, link, context })),
  };
}

/** What an item has from its feed. */
interface Around {
  feed: RawFeed;
  base: string;
  /** The page of the feed. */
  link: string | undefined;
  context: DateContext;
}

function cleanItem(raw: RawItem, around: Around): ParsedItem {
  const outer = resolveBase(raw.base, around.base);
  const media = present(raw.media.map((address) => webAddress(address, outer))).slice(0, MAX_NAMES);
  const page = webAddress(raw.link, outer);
  // An episode without a page is reached by its file alone.
  const file = page === undefined ? linkToFile(media) : '';
  const title = titleOf(raw.title);
  const base = (raw.base ?? around.feed.base) ? outer : (ownPage(raw, page, around.link) ?? outer);
  const article = { page, title };
  const content = bodyOf(
    raw.content ?? (raw.summary ? undefined : { value: '', isHtml: true }),
    base,
    article,
    file,
  );
  const summary = withoutRepeatedTitle(bodyOf(raw.summary, base, article, file), title, content);
  const image = raw.images
    .map((address) => webAddress(address, outer))
    .find((address) => address !== undefined);
  return {
    id: text(raw.id, 10_000),
    title,
    headline: title || oneLine(plainText(summary || content), MAX_HEADLINE),
    // An episode without a page has its file.
    link: page ?? media.find((address) => FILE.test(address)),
    summary,
    content,
    published: readDate(raw.published, around.context),
    updated: readDate(raw.updated, around.context),
    publishedUnread: isUnread(raw.published ?? raw.updated, around.context),
    membersOnly: isMembersOnly(raw, around.feed),
    isGarbled: [title, summary, content].some(isGarbled),
    authors: names(raw.authors),
    image: image ?? firstImage(content) ?? firstImage(summary),
    media,
    categories: names(raw.categories),
    comments: webAddress(raw.comments, outer),
  };
}

function resolveBase(base: string | undefined, outer: string): string {
  return (base === undefined ? undefined : webAddress(base, outer)) ?? outer;
}

/**
 * The page that an item's relative addresses start at: its link, but for a post about a page elsewhere, which has an
 * address of its own as its id.
 */
function ownPage(raw: RawItem, page: string | undefined, home: string | undefined): string | undefined {
  const own = /^https?:\/\//i.test(raw.id ?? '') ? webAddress(raw.id, 'about:blank') : undefined;
  const isAt = (address: string | undefined) => address !== undefined && hostOf(address) === hostOf(home);
  return !isAt(page) && isAt(own) ? own : page;
}

const hostOf = (address: string | undefined) =>
  address === undefined ? undefined : URL.parse(address)?.host.replace(/^www\./, '');

/** A standfirst that only repeats the headline is none. */
function withoutRepeatedTitle(summary: string, title: string, content: string): string {
  if (title === '' || content === '' || summary.length > 2 * MAX_TITLE) return summary;
  return plainText(summary).toLowerCase() === title.toLowerCase() ? '' : summary;
}

/** @param end HTML of ours that follows the text */
function bodyOf(raw: RawText | undefined, base: string, article: Belonging, end: string): string {
  if (raw === undefined) return '';
  const value = storable(raw.value.slice(0, MAX_BODY));
  if (raw.isHtml) return cleanHtml(value, resolveBase(raw.base, base), article) + end.trim();
  return escapeHtml(value.trim()).replace(/\r?\n/g, '<br>\n') + end.trim();
}

function titleOf(raw: RawText | undefined, maximum = MAX_TITLE): string {
  if (raw === undefined) return '';
  const title = oneLine(titleText(storable(raw.value), raw.isHtml), maximum);
  return isPlaceholder(title) ? '' : title;
}

function names(values: string[]): string[] {
  return present(values.map((value) => oneLine(plainText(storable(value)), MAX_NAME))).slice(0, MAX_NAMES);
}

function text(value: string | undefined, maximum: number): string | undefined {
  return value === undefined ? undefined : storable(value).trim().slice(0, maximum) || undefined;
}

/** Without NUL and lone surrogates, which the database refuses. */
function storable(value: string): string {
  return asWindows1252(value.replaceAll('\u0000', '')).toWellFormed();
}

/** Without control characters: it may come to stand in the header of a mail (HDR-08). */
function oneLine(value: string, maximum: number): string {
  return cut(foldBlanks(value.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')), maximum);
}

/** Shortened between graphemes, so that no emoji is cut in two (FED-27). */
function cut(value: string, maximum: number): string {
  if (value.length <= maximum) return value;
  let length = 0;
  for (const { segment } of new Intl.Segmenter().segment(value)) {
    if (length + segment.length > maximum - 1) break;
    length += segment.length;
  }
  return `${value.slice(0, length).trimEnd()}…`;
}

const isUnread = (date: string | undefined, context: DateContext) =>
  date !== undefined && readDate(date, context) === undefined;

/** All dates of a document, as they stand there. */
function datesOf(raw: RawFeed): string[] {
  return [raw, ...raw.items].flatMap(({ published, updated }) => [published ?? [], updated ?? []].flat());
}
