import { sentence } from '../../platform/sentence.ts';
import type { FeedFaults, FeedWords } from './feed-faults.ts';

export const englishFeedFaults: FeedWords = {
  'address-unusable': () =>
    'This is not a web address that can be fetched: it must begin with https:// or http:// and hold no password.',
  'address-forbidden': () =>
    'This address may not be fetched: only public servers on the usual web ports are. If it is yours, name its host in FETCH_ALLOW.',
  'server-unknown': () => 'The name of the server is not known.',
  'server-unreachable': () => 'The server could not be reached, or it closed the connection.',
  'server-too-slow': () => 'The server took too long to answer.',
  'feed-too-large': ({ megabytes }) => `The feed is larger than ${megabytes} MB.`,
  'endless-redirects': () => 'The address redirects too many times.',
  'answer-unreadable': () => 'The answer of the server could not be read.',
  'feed-refused': ({ status }) => statusText(status),
  'empty-document': () => 'The address answered with an empty document.',
  'feed-cut-off': () => 'The feed breaks off before the end of its first article.',
  'feed-broken': () => 'The feed is broken and could not be read.',
  'feed-too-hard': () => 'The feed could not be read: it takes too much time or memory.',
  'no-feed': () => 'This is not a feed: neither RSS, Atom nor JSON Feed.',
  'other-file': ({ kind }) => `This is ${FILES[kind]}, not a feed.`,
  'php-source': () => 'The server sends the program that makes the feed (PHP) instead of running it.',
  'other-json': () => 'This is JSON, not a feed: it has no version and no items of a JSON Feed.',
  'broken-json': ({ isFeed, isCut }) =>
    `The JSON${isFeed ? ' Feed' : ''} is broken${isCut ? ': it breaks off in the middle.' : ' and could not be read.'}`,
  'robot-check': () =>
    'The site answers with a page that keeps robots out, not with the feed. Ask the people who run the site to let Paperround pass.',
  'sign-in-page': () => 'The site answers with a page to sign in, not with a feed.',
  'web-page': ({ isShownFeed, feeds }) => {
    const pointed = feeds.length > 0 ? ` It points to these feeds: ${quoted(feeds)}.` : '';
    return isShownFeed
      ? `This is a web page that shows a feed, not the feed itself.${pointed}`
      : `This is a web page, not a feed.${pointed || ' It points to no feed.'}`;
  },
  'feed-list': ({ feeds }) =>
    `This is a list of feeds (OPML), not a feed.${feeds.length > 0 ? ` It names these: ${quoted(feeds)}.` : ''}`,
  'site-map': () => 'This is a site map, not a feed.',
  'error-document': ({ said }) =>
    `The server answers with an error instead of the feed${said === null ? '.' : `: ${sentence(said)}`}`,
  'other-xml': ({ root }) => `This is XML, not a feed: a document of the kind “${root}”.`,
  'feed-cut-short': () => 'The feed breaks off before its end: what lies behind is not seen.',
  'items-unread': ({ shown, unread }) =>
    `The feed has more than ${shown} items: Paperround does not look at the oldest ${unread}.`,
  'few-items': ({ shown }) =>
    `This feed shows only ${shown} items: an article under an older date may never be seen.`,
  'no-dates': () => 'No item has a date: an older article that is shown later cannot be told from a new one.',
};

const FILES: Record<FeedFaults['other-file']['kind'], string> = {
  pdf: 'a PDF file',
  picture: 'a picture',
  archive: 'an archive',
  recording: 'a sound or a film',
};

const quoted = (addresses: string[]) => addresses.map((address) => `“${address}”`).join(', ');

function statusText(status: number): string {
  if (status === 410) return 'The server says that this feed is gone for good (HTTP 410).';
  if (status === 404) return 'There is no feed at this address (HTTP 404).';
  if (status === 401 || status === 403)
    return `The server does not let Paperround read the feed (HTTP ${status}).`;
  if (status === 429) return 'The server asks Paperround to read the feed less often (HTTP 429).';
  if (status >= 500) return `The server has a fault at the moment (HTTP ${status}).`;
  return `The server answered with HTTP ${status} instead of a feed.`;
}
