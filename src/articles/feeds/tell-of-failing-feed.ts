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
  const isGone = feed.status === 'gone';
  await raiseAlert(app, {
    publicationId: feed.publicationId,
    headline: isGone ? 'A feed is gone' : 'A feed cannot be read',
    about: feed.title ?? feed.url,
    what: `${feed.error ?? 'The feed could not be read.'} Its address is ${feed.url}. New articles are not seen as long as this lasts.`,
    advice: isGone
      ? 'It is not read any more. Give it its new address, or remove it.'
      : 'Paperround keeps trying. Check whether the address still opens in a browser; you can change it, pause the feed or remove it.',
    reply: '',
    since,
  });
}
