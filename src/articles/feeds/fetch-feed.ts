import type { App } from '../../platform/app.ts';
import type { FetchFailure, GuardedResponse } from '../../platform/fetch/fetch.ts';
import { parseInWorker } from '../parsing/parse-in-worker.ts';
import type { FeedFault } from '../../words/index.ts';
import type { ParsedFeed } from '../parsing/parsed-feed.ts';

const MAX_MEGABYTES = 10;
const TIMEOUT_MS = 30_000;

export interface FeedFailure {
  kind: 'failure';
  reason: FeedFault;
  /** HTTP 410. */
  isGone: boolean;
  /** Of the answer, when there was one. */
  headers: Record<string, string>;
  /** It answered, but this is no feed: the feeds that the page points to. */
  alternates?: string[];
  /** The answer, when there was one. */
  response?: GuardedResponse;
}

const FETCH_FAULTS: Record<FetchFailure, FeedFault> = {
  'bad-url': { code: 'address-unusable', params: {} },
  'forbidden-address': { code: 'address-forbidden', params: {} },
  dns: { code: 'server-unknown', params: {} },
  connection: { code: 'server-unreachable', params: {} },
  timeout: { code: 'server-too-slow', params: {} },
  'too-large': { code: 'feed-too-large', params: { megabytes: MAX_MEGABYTES } },
  'too-many-redirects': { code: 'endless-redirects', params: {} },
  'bad-response': { code: 'answer-unreadable', params: {} },
};

export type FeedAnswer =
  | { kind: 'feed'; parsed: ParsedFeed; response: GuardedResponse }
  | { kind: 'not-modified'; response: GuardedResponse }
  | FeedFailure;

/** What of an App a feed can be read with: `feed check` has no database. */
export type Reader = Pick<App, 'fetch'> & { config: Pick<App['config'], 'publicUrl'> };

/** Fetches and parses a feed, politely (FED-04) and within limits (FED-05); validators go back as they came (FED-01). */
export async function fetchFeed(
  reader: Reader,
  feed: { url: string; etag?: string | null; lastModified?: string | null },
  timeoutMs = TIMEOUT_MS,
): Promise<FeedAnswer> {
  const result = await reader.fetch(feed.url, {
    maxBytes: MAX_MEGABYTES * 1024 * 1024,
    timeoutMs,
    headers: {
      'user-agent': `Paperround (+${reader.config.publicUrl})`,
      accept:
        'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5',
      ...(feed.etag ? { 'if-none-match': feed.etag } : {}),
      ...(feed.lastModified ? { 'if-modified-since': feed.lastModified } : {}),
    },
  });
  if (result.kind === 'failure')
    return { kind: 'failure', reason: FETCH_FAULTS[result.failure], isGone: false, headers: {} };
  return readResponse(result.response);
}

async function readResponse(response: GuardedResponse): Promise<FeedAnswer> {
  const { status, headers, body, url } = response;
  if (status === 304) return { kind: 'not-modified', response };
  if (status !== 200)
    return {
      kind: 'failure',
      reason: { code: 'feed-refused', params: { status } },
      isGone: status === 410,
      headers,
      response,
    };
  const result = await parseInWorker({ bytes: body, contentType: headers['content-type'], url });
  if (result.kind === 'feed') return { kind: 'feed', parsed: result.feed, response };
  const { reason, alternates } = result;
  return { kind: 'failure', reason, isGone: false, headers, alternates, response };
}
