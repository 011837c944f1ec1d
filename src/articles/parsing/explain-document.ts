import { webAddress } from './clean-html.ts';
import { findAlternates } from './find-alternates.ts';
import type { ParseResult } from './parsed-feed.ts';

/** So much of a document is looked at to tell what it is. */
const HEAD = 200_000;
const MAX_ALTERNATES = 10;

/** What the guards of sites answer to whom they take for a robot. */
const BOT_CHECK =
  /<title>\s*(just a moment|attention required|access denied|ddos-guard|please wait|one moment, please|making sure you.{1,10}not a bot|verif|bot verification|security check|checking your browser)|challenge-platform|cf-chl-|_Incapsula_Resource|sucuri_cloudproxy|AwsWafIntegration|awswaf|px-captcha|captcha-delivery\.com|datadome|within\.website\/x\/cmd\/anubis|g-recaptcha|h-captcha|cf-turnstile/i;
const SIGN_IN = /<input\b[^>]{0,300}\btype\s*=\s*["']?password/i;
const SHOWN_FEED = /(<|&lt;)(\w+:)?(rss|rdf|feed)(\s|&#32;)+[^<>]{0,300}(version|xmlns)/i;

/** What kinds of files begin with. */
const FILES: [RegExp, string][] = [
  [/^%PDF-/, 'a PDF file'],
  [
    /^(\u0089PNG|\ufffdPNG|‰PNG|GIF8[79]a|\ufffd{2,3}\ufffd?.{0,4}(JFIF|Exif)|ÿØÿ|RIFF.{4}WEBP)/s,
    'a picture',
  ],
  [/^(PK\u0003\u0004|PK\u0005\u0006|Rar!|7z)/, 'an archive'],
  [/^(ID3|OggS|fLaC|\u0000{3}.ftyp)/s, 'a sound or a film'],
];

/** Says in a sentence what a document is that is no feed. */
export function explainDocument(text: string, url: string | undefined): ParseResult {
  const head = text.slice(0, HEAD);
  const base = url ?? 'about:blank';
  if (/^\s*[{[]/.test(head)) return notAFeed(explainJson(text));
  for (const [beginning, what] of FILES)
    if (beginning.test(head)) return notAFeed(`This is ${what}, not a feed.`);
  if (/^<\?php\b/i.test(head))
    return notAFeed('The server sends the program that makes the feed (PHP) instead of running it.');
  const root = /^(?:\s|<\?[^>]*>|<!--[^>]*>|<!DOCTYPE[^>[]*>)*<([\w:.-]+)/i.exec(head)?.[1];
  const isList = /^(opml|urlset|sitemapindex)$/i.test(root ?? '');
  if (!isList && /<(!doctype\s+html|html|head|body)\b/i.test(head.slice(0, 5000)))
    return explainPage(head, base);
  if (root !== undefined) return explainXml(head, root, base);
  if (/<(\w+:)?(rss|rdf|feed|channel|entry|item)[\s>]/i.test(head))
    return notAFeed('The feed is broken and could not be read.');
  return notAFeed('This is not a feed: neither RSS, Atom nor JSON Feed.');
}

function explainJson(text: string): string {
  try {
    JSON.parse(text);
    return 'This is JSON, not a feed: it has no version and no items of a JSON Feed.';
  } catch {
    const isFeed = /jsonfeed\.org\/version|"(items|home_page_url|feed_url|content_html)"\s*:/.test(
      text.slice(0, HEAD),
    );
    if (!/^\s*(\{\s*["}]|\[\s*[[\]{"\d])/.test(text))
      return 'This is not a feed: neither RSS, Atom nor JSON Feed.';
    const isCut = !/[}\]]\s*$/.test(text);
    return `The JSON${isFeed ? ' Feed' : ''} is broken${isCut ? ': it breaks off in the middle.' : ' and could not be read.'}`;
  }
}

function explainPage(head: string, base: string): ParseResult {
  if (BOT_CHECK.test(head))
    return notAFeed(
      'The site answers with a page that keeps robots out, not with the feed. Whoever runs the site must let Paperround pass.',
    );
  const alternates = findAlternates(head, base);
  if (SIGN_IN.test(head) && alternates.length === 0)
    return notAFeed('The site answers with a page to sign in, not with a feed.');
  const hint =
    alternates.length > 0 ? ` It points to these feeds: ${alternates.join(' ')}` : ' It points to no feed.';
  if (SHOWN_FEED.test(head))
    return notAFeed(
      `This is a web page that shows a feed, not the feed itself.${alternates.length > 0 ? hint : ''}`,
      alternates,
    );
  return notAFeed(`This is a web page, not a feed.${hint}`, alternates);
}

function explainXml(head: string, root: string, base: string): ParseResult {
  const name = root.toLowerCase().replace(/^.*:/, '');
  if (name === 'opml') {
    const feeds = [...head.matchAll(/\bxmlUrl\s*=\s*["']([^"'<>]{1,2000})["']/gi)].map(([, address]) =>
      webAddress(address?.replace(/&amp;/g, '&'), base),
    );
    const alternates = [...new Set(feeds.filter((address) => address !== undefined))].slice(
      0,
      MAX_ALTERNATES,
    );
    return notAFeed(
      `This is a list of feeds (OPML), not a feed.${alternates.length > 0 ? ` It names these: ${alternates.join(' ')}` : ''}`,
      alternates,
    );
  }
  if (name === 'urlset' || name === 'sitemapindex') return notAFeed('This is a site map, not a feed.');
  if (/^(rss|rdf|feed|channel|entry|item)$/.test(name))
    return notAFeed('The feed is broken and could not be read.');
  const code = /<(?:code|message|title)>([^<]{1,100})</i.exec(head)?.[1]?.trim();
  if (/^(error|fault|envelope|exception|response)$/.test(name))
    return notAFeed(`The server answers with an error instead of the feed${code ? `: ${code}` : ''}.`);
  return notAFeed(`This is XML, not a feed: a document of the kind “${root.slice(0, 60)}”.`);
}

export const notAFeed = (message: string, alternates: string[] = []): ParseResult => ({
  kind: 'not-a-feed',
  message,
  alternates,
});
