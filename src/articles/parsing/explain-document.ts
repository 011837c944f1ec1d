import { webAddress } from './clean-html.ts';
import { findAlternates } from './find-alternates.ts';
import type { FeedFault } from '../../words/index.ts';
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
const FILES: [RegExp, 'pdf' | 'picture' | 'archive' | 'recording'][] = [
  [/^%PDF-/, 'pdf'],
  [/^(\u0089PNG|\ufffdPNG|‰PNG|GIF8[79]a|\ufffd{2,3}\ufffd?.{0,4}(JFIF|Exif)|ÿØÿ|RIFF.{4}WEBP)/s, 'picture'],
  [/^(PK\u0003\u0004|PK\u0005\u0006|Rar!|7z)/, 'archive'],
  [/^(ID3|OggS|fLaC|\u0000{3}.ftyp)/s, 'recording'],
];

/** Says what a document is that is no feed. */
export function explainDocument(text: string, url: string | undefined): ParseResult {
  const head = text.slice(0, HEAD);
  const base = url ?? 'about:blank';
  if (/^\s*[{[]/.test(head)) return notAFeed(explainJson(text));
  for (const [beginning, kind] of FILES)
    if (beginning.test(head)) return notAFeed({ code: 'other-file', params: { kind } });
  if (/^<\?php\b/i.test(head)) return notAFeed({ code: 'php-source', params: {} });
  const root = /^(?:\s|<\?[^>]*>|<!--[^>]*>|<!DOCTYPE[^>[]*>)*<([\w:.-]+)/i.exec(head)?.[1];
  const isList = /^(opml|urlset|sitemapindex)$/i.test(root ?? '');
  if (!isList && /<(!doctype\s+html|html|head|body)\b/i.test(head.slice(0, 5000)))
    return explainPage(head, base);
  if (root !== undefined) return explainXml(head, root, base);
  if (/<(\w+:)?(rss|rdf|feed|channel|entry|item)[\s>]/i.test(head))
    return notAFeed({ code: 'feed-broken', params: {} });
  return notAFeed(NO_FEED);
}

const NO_FEED: FeedFault = { code: 'no-feed', params: {} };

function explainJson(text: string): FeedFault {
  try {
    JSON.parse(text);
    return { code: 'other-json', params: {} };
  } catch {
    const isFeed = /jsonfeed\.org\/version|"(items|home_page_url|feed_url|content_html)"\s*:/.test(
      text.slice(0, HEAD),
    );
    if (!/^\s*(\{\s*["}]|\[\s*[[\]{"\d])/.test(text)) return NO_FEED;
    const isCut = !/[}\]]\s*$/.test(text);
    return { code: 'broken-json', params: { isFeed, isCut } };
  }
}

function explainPage(head: string, base: string): ParseResult {
  if (BOT_CHECK.test(head)) return notAFeed({ code: 'robot-check', params: {} });
  const feeds = findAlternates(head, base);
  if (SIGN_IN.test(head) && feeds.length === 0) return notAFeed({ code: 'sign-in-page', params: {} });
  return notAFeed({ code: 'web-page', params: { isShownFeed: SHOWN_FEED.test(head), feeds } }, feeds);
}

function explainXml(head: string, root: string, base: string): ParseResult {
  const name = root.toLowerCase().replace(/^.*:/, '');
  if (name === 'opml') {
    const named = [...head.matchAll(/\bxmlUrl\s*=\s*["']([^"'<>]{1,2000})["']/gi)].map(([, address]) =>
      webAddress(address?.replace(/&amp;/g, '&'), base),
    );
    const feeds = [...new Set(named.filter((address) => address !== undefined))].slice(0, MAX_ALTERNATES);
    return notAFeed({ code: 'feed-list', params: { feeds } }, feeds);
  }
  if (name === 'urlset' || name === 'sitemapindex') return notAFeed({ code: 'site-map', params: {} });
  if (/^(rss|rdf|feed|channel|entry|item)$/.test(name)) return notAFeed({ code: 'feed-broken', params: {} });
  const said = /<(?:code|message|title)>([^<]{1,100})</i.exec(head)?.[1]?.trim();
  if (/^(error|fault|envelope|exception|response)$/.test(name))
    return notAFeed({ code: 'error-document', params: { said: said || null } });
  return notAFeed({ code: 'other-xml', params: { root: root.slice(0, 60) } });
}

export const notAFeed = (reason: FeedFault, alternates: string[] = []): ParseResult => ({
  kind: 'not-a-feed',
  reason,
  alternates,
});
