import { parseFeed as parseAny, ParseError, type AnyFeed } from 'feedsmith';
import { cleanFeed } from './clean-feed.ts';
import { decodeBytes } from './decode-bytes.ts';
import { findAlternates } from './find-alternates.ts';
import type { ParseResult } from './parsed-feed.ts';
import type { RawFeed } from './raw-feed.ts';
import { readAtom } from './read-atom.ts';
import { readJson } from './read-json.ts';
import { readRdf, readRss } from './read-rss.ts';
import { repairXml } from './repair-xml.ts';

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
  if (text === '') return notAFeed('The address answered with an empty document.');
  try {
    const isJson = text.startsWith('{') || text.startsWith('[');
    const { xml, isCut } = isJson ? { xml: text, isCut: false } : repairXml(text);
    return { kind: 'feed', feed: cleanFeed(readAny(parseAny(xml)), url, isCut) };
  } catch (error) {
    // The format is known and the XML is sound, but there is nothing in it.
    if (error instanceof ParseError)
      return { kind: 'feed', feed: cleanFeed({ authors: [], categories: [], items: [] }, url) };
    return explain(text, url);
  }
}

function readAny(parsed: AnyFeed): RawFeed {
  if (parsed.format === 'rss') return readRss(parsed.feed);
  if (parsed.format === 'atom') return readAtom(parsed.feed);
  if (parsed.format === 'rdf') return readRdf(parsed.feed);
  return readJson(parsed.feed);
}

function explain(text: string, url: string | undefined): ParseResult {
  if (/<(!doctype\s+html|html|head|body)[\s>]/i.test(text.slice(0, 5000))) {
    const alternates = findAlternates(text, url ?? 'about:blank');
    const hint =
      alternates.length > 0 ? ` It points to these feeds: ${alternates.join(' ')}` : ' It points to no feed.';
    return notAFeed(`This is a web page, not a feed.${hint}`, alternates);
  }
  if (/<(\w+:)?(rss|rdf|feed|channel|entry)[\s>]/i.test(text))
    return notAFeed('The feed is broken and could not be read.');
  return notAFeed('This is not a feed: neither RSS, Atom nor JSON Feed.');
}

const notAFeed = (message: string, alternates: string[] = []): ParseResult => ({
  kind: 'not-a-feed',
  message,
  alternates,
});
