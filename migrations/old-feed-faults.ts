import type { KeptReason } from './old-reasons.ts';

/** What a pattern found; its groups are texts, empty where they did not match. */
type Params = (...groups: (string | undefined)[]) => Record<string, unknown>;

const none: Params = () => ({});
const addresses = (text = '') => text.split(' ').filter(Boolean);
const file =
  (kind: string): Params =>
  () => ({ kind });

/** Every sentence that versions without codes wrote on a feed. */
const SENTENCES: [pattern: RegExp, code: string, params: Params][] = [
  [/^This is not a web address that can be fetched: .*$/, 'address-unusable', none],
  [/^This address may not be fetched: only public servers .*$/, 'address-forbidden', none],
  [/^The name of the server is not known\.$/, 'server-unknown', none],
  [/^The server could not be reached, or it closed the connection\.$/, 'server-unreachable', none],
  [/^The server took too long to answer\.$/, 'server-too-slow', none],
  [/^The feed is larger than (\d+) MB\.$/, 'feed-too-large', (size) => ({ megabytes: Number(size) })],
  [/^The address redirects too many times\.$/, 'endless-redirects', none],
  [/^The answer of the server could not be read\.$/, 'answer-unreadable', none],
  [
    /^(?:The server|There is no feed at this address) .*?HTTP (\d{3})(?:\)| instead of a feed)\.$/,
    'feed-refused',
    (status) => ({ status: Number(status) }),
  ],
  [/^The address answered with an empty document\.$/, 'empty-document', none],
  [/^The feed breaks off before the end of its first article\.$/, 'feed-cut-off', none],
  [/^The feed is broken and could not be read\.$/, 'feed-broken', none],
  [/^The feed could not be read: it takes too much time or memory\.$/, 'feed-too-hard', none],
  [/^This is not a feed: neither RSS, Atom nor JSON Feed\.$/, 'no-feed', none],
  [/^This is a PDF file, not a feed\.$/, 'other-file', file('pdf')],
  [/^This is a picture, not a feed\.$/, 'other-file', file('picture')],
  [/^This is an archive, not a feed\.$/, 'other-file', file('archive')],
  [/^This is a sound or a film, not a feed\.$/, 'other-file', file('recording')],
  [/^The server sends the program that makes the feed \(PHP\) .*$/, 'php-source', none],
  [/^This is JSON, (?:not a feed|but not a JSON Feed): .*$/, 'other-json', none],
  [
    /^The JSON( Feed)? is broken(?:(: it breaks off in the middle\.)| and could not be read\.)$/,
    'broken-json',
    (feed, cut) => ({ isFeed: feed !== undefined, isCut: cut !== undefined }),
  ],
  [/^The site answers with a page that keeps robots out, .*$/, 'robot-check', none],
  [/^The site answers with a page to sign in, .*$/, 'sign-in-page', none],
  [
    /^This is a web page(?:(, not a feed\.)| that shows a feed, not the feed itself\.)(?: It points to (?:these feeds: (\S.*)|no feed\.))?$/,
    'web-page',
    (plain, feeds) => ({ isShownFeed: plain === undefined, feeds: addresses(feeds) }),
  ],
  [
    /^This is a list of feeds \(OPML\), not a feed\.(?: It names these: (\S.*))?$/,
    'feed-list',
    (feeds) => ({ feeds: addresses(feeds) }),
  ],
  [/^This is a site map, not a feed\.$/, 'site-map', none],
  [
    /^The server answers with an error instead of the feed(?:: (.*))?\.$/s,
    'error-document',
    (said) => ({ said: said ?? null }),
  ],
  [
    /^This is XML, (?:not a feed: a|but no feed: it is a) document of the kind “(.*)”\.$/,
    'other-xml',
    (root) => ({ root: root ?? '' }),
  ],
];

/** What is kept of a sentence of the old versions: every word of it where it is not known. */
export function keptFeedFault(text: string): KeptReason {
  for (const [pattern, code, params] of SENTENCES) {
    const match = pattern.exec(text);
    if (match) return { code, params: params(...match.slice(1)) };
  }
  return { code: 'legacy', params: { text } };
}
