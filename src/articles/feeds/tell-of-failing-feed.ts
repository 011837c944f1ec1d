import { raiseAlert } from '../../alerts/index.ts';
import type { App } from '../../platform/app.ts';
import type { Feed } from './feed.ts';

/** So many failures in a row, or so long a time, are worth an alert (FED-03). */
const FAILURES = 3;
const FAILING_MS = 3_600_000;

/** Once for each outage; at once when the feed is gone for good. */
export function isWorthTelling(
  feed: { failures: number; failingSince: Date | null; failingToldAt: Date | null; isGone: boolean },
  now: Date,
): boolean {
  if (feed.isGone) return true;
  if (feed.failingToldAt !== null) return false;
  const lasted = feed.failingSince === null ? 0 : now.getTime() - feed.failingSince.getTime();
  return feed.failures >= FAILURES || lasted >= FAILING_MS;
}

/** In the transaction that notes the failure. */
export async function tellOfFailingFeed(app: App, feed: Feed, since: Date): Promise<void> {
  const { publicationId, url, error } = feed;
  const params = { feed: feed.title ?? url, url, error };
  const code = feed.status === 'gone' ? 'feed-gone' : 'feed-failing';
  await raiseAlert(app, { publicationId, news: { code, params }, since });
}
