import { ParseError, parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith';
import { cleanFeed } from './clean-feed.ts';
import { decodeBytes } from './decode-bytes.ts';
import { explainDocument, notAFeed } from './explain-document.ts';
import type { ParseResult } from './parsed-feed.ts';
import type { RawFeed } from './raw-feed.ts';
import { readAtom } from './read-atom.ts';
import { readJson } from './read-json.ts';
import { readRdf, readRss } from './read-rss.ts';
import { repairXml } from './repair-xml.ts';
import type { Format } from './xml/feed-elements.ts';

export interface FeedDocument {
  bytes: Uint8Array;
  /** The HTTP header. */
  contentType: string | undefined;
  /** Where it was found after redirects: relative addresses start here. Undefined: they start at the feed's own link. */
  url: string | undefined;
}

/** Bytes → feed, or why it is none. Runs in the worker thread: a document can keep a processor busy. */
export function parseFeed({ bytes, contentType, url }: FeedDocument): ParseResult {
  const text = decodeBytes(bytes, contentType).trim();
  if (text === '') return notAFeed({ code: 'empty-document', params: {} });
  if (/^[{[]/.test(text)) return parseJson(text, url);
  const { xml, format, isCut } = repairXml(text);
  if (!format) return explainDocument(text, url);
  try {
    const raw = readXml(xml, format);
    if (isCut && raw.items.length === 0) return notAFeed({ code: 'feed-cut-off', params: {} });
    return { kind: 'feed', feed: cleanFeed(raw, url, isCut) };
  } catch (error) {
    // The format is known and the XML is sound, but there is nothing in it.
    if (error instanceof ParseError && !isCut)
      return { kind: 'feed', feed: cleanFeed({ authors: [], categories: [], items: [] }, url) };
    return notAFeed({ code: 'feed-broken', params: {} });
  }
}

function parseJson(text: string, url: string | undefined): ParseResult {
  try {
    // The parser takes any object for a feed without items.
    const { items } = JSON.parse(text) as { items?: unknown };
    if (!Array.isArray(items)) return explainDocument(text, url);
    return { kind: 'feed', feed: cleanFeed(readJson(parseJsonFeed(text)), url) };
  } catch {
    return explainDocument(text, url);
  }
}

function readXml(xml: string, format: Format): RawFeed {
  if (format === 'rss') return readRss(parseRssFeed(xml));
  if (format === 'feed') return readAtom(parseAtomFeed(xml));
  return readRdf(parseRdfFeed(xml));
}
