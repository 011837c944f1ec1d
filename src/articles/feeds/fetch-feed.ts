import type { App } from '../../platform/app.ts';
import type { GuardedResponse } from '../../platform/fetch/fetch.ts';
import { parseInWorker } from '../parsing/parse-in-worker.ts';
import type { ParsedFeed } from '../parsing/parsed-feed.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

export interface FeedFailure {
  kind: 'failure';
  /** A sentence for an editor. */
  message: string;
  /** HTTP 410. */
  isGone: boolean;
  /** Of the answer, when there was one. */
  headers: Record<string, string>;
  /** It answered, but this is no feed: the feeds that the page points to. */
  alternates?: string[];
}

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
    maxBytes: MAX_BYTES,
    timeoutMs,
    headers: {
      'user-agent': `Paperround (+${reader.config.publicUrl})`,
      accept:
        'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5',
      ...(feed.etag ? { 'if-none-match': feed.etag } : {}),
      ...(feed.lastModified ? { 'if-modified-since': feed.lastModified } : {}),
    },
  });
  if (result.kind === 'failure') {
    const message = result.failure === 'too-large' ? 'The feed is larger than 10 MB.' : result.message;
    return { kind: 'failure', message, isGone: false, headers: {} };
  }
  return readResponse(result.response);
}

async function readResponse(response: GuardedResponse): Promise<FeedAnswer> {
  const { status, headers, body, url } = response;
  if (status === 304) return { kind: 'not-modified', response };
  if (status !== 200)
    return { kind: 'failure', message: statusMessage(status), isGone: status === 410, headers };
  const result = await parseInWorker({ bytes: body, contentType: headers['content-type'], url });
  if (result.kind === 'feed') return { kind: 'feed', parsed: result.feed, response };
  const { message, alternates } = result;
  return { kind: 'failure', message, isGone: false, headers, alternates };
}

function statusMessage(status: number): string {
  if (status === 410) return 'The server says that this feed is gone for good (HTTP 410).';
  if (status === 404) return 'There is no feed at this address (HTTP 404).';
  if (status === 401 || status === 403) return `The server does not let us read the feed (HTTP ${status}).`;
  if (status === 429) return 'The server asks us to read the feed less often (HTTP 429).';
  if (status >= 500) return `The server has a fault at the moment (HTTP ${status}).`;
  return `The server answered with HTTP ${status} instead of a feed.`;
}
