type Nothing = Record<string, never>;

/** Why a feed cannot be read. */
export interface FeedFaults {
  'address-unusable': Nothing;
  'address-forbidden': Nothing;
  'server-unknown': Nothing;
  'server-unreachable': Nothing;
  'server-too-slow': Nothing;
  'feed-too-large': { megabytes: number };
  'endless-redirects': Nothing;
  'answer-unreadable': Nothing;
  /** Of HTTP, such as 404. */
  'feed-refused': { status: number };
  'empty-document': Nothing;
  'feed-cut-off': Nothing;
  'feed-broken': Nothing;
  'feed-too-hard': Nothing;
  'no-feed': Nothing;
  'other-file': { kind: 'pdf' | 'picture' | 'archive' | 'recording' };
  'php-source': Nothing;
  'other-json': Nothing;
  'broken-json': { isFeed: boolean; isCut: boolean };
  'robot-check': Nothing;
  'sign-in-page': Nothing;
  /** `feeds`: the addresses that the page points to. */
  'web-page': { isShownFeed: boolean; feeds: string[] };
  'feed-list': { feeds: string[] };
  'site-map': Nothing;
  /** `said`: the server's own words. */
  'error-document': { said: string | null };
  'other-xml': { root: string };
}

/** What the makers of a feed could do better. `shown`: its items. */
export interface FeedHints {
  'feed-cut-short': Nothing;
  'items-unread': { shown: number; unread: number };
  'few-items': { shown: number };
  'no-dates': Nothing;
}

export type FeedFaultCode = keyof FeedFaults;

type Both = FeedFaults & FeedHints;
export type FeedWords = { [Code in keyof Both]: (params: Both[Code]) => string };
