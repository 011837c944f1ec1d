import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict, InvalidInput } from '../../platform/errors.ts';
import { parseInput, webAddress } from '../../platform/input.ts';
import { says } from '../../words/index.ts';
import { z } from 'zod';
import { claimDueFeeds, insertFeed, reviveFeed } from './feed-queries.ts';
import type { Feed } from './feed.ts';
import { fetchFeed, type Reader } from './fetch-feed.ts';
import { pollQueue } from './poll-queue.ts';

export const newFeed = z.strictObject({ url: webAddress('The address of the feed') });

/** How many feeds one tick takes. */
const CLAIM = 200;
/** Somebody waits for the answer. */
const CHECK_MS = 10_000;
const MOST_SUGGESTED = 8;

/**
 * Adds a feed to a publication; its first poll follows within seconds when a worker runs. One that was removed comes
 * back with all it knew, so that nothing is mailed twice.
 * @throws InvalidInput, Conflict
 */
export async function addFeed(app: App, publicationId: number, url: string): Promise<Feed> {
  const address = feedAddress(parseInput(newFeed, { url }).url);
  return inTransaction(app, async (inner) => {
    const { db, jobs, log } = inner;
    const feed =
      (await reviveFeed(db, publicationId, address.href)) ??
      (await insertFeed(db, { publicationId, url: address.href, host: address.host }));
    if (!feed) throw new Conflict('feed-exists', 'The publication has this feed already.');
    await jobs.add(db, pollQueue, { feedId: feed.id });
    await audit(inner, {
      action: 'feed.added',
      subject: `feed:${feed.id}`,
      details: { publicationId, url: feed.url },
    });
    log.info({ event: 'feed.added', feedId: feed.id });
    return feed;
  });
}

/** Without the fragment, which no server sees. */
export function feedAddress(url: string): URL {
  const address = new URL(url);
  address.hash = '';
  return address;
}

/**
 * Reads an address before it becomes a feed: a home page would only fail later, so its feeds are named instead, and so would
 * what may not be fetched. One that cannot be reached now may well be a feed.
 * @param field how the caller named the address.
 * @throws InvalidInput
 */
export async function requireFeed(reader: Reader, url: string, field = 'url'): Promise<void> {
  const { url: address } = parseInput(newFeed, { url });
  const answer = await fetchFeed(reader, { url: address }, CHECK_MS);
  if (answer.kind !== 'failure') return;
  if (answer.reason.code === 'address-forbidden')
    throw new InvalidInput([
      {
        field,
        message: says(answer.reason),
        fault: { code: 'feed-forbidden', params: { reason: answer.reason } },
      },
    ]);
  if (!answer.alternates) return;
  const advice =
    answer.alternates.length > 0
      ? 'Use that address instead.'
      : 'Use the address of an RSS, Atom or JSON feed.';
  const suggestions = answer.alternates.slice(0, MOST_SUGGESTED);
  throw new InvalidInput([
    {
      field,
      message: `${says(answer.reason)} ${advice}`,
      fault: { code: 'no-feed', params: { reason: answer.reason, hasOther: suggestions.length > 0 } },
      suggestions,
    },
  ]);
}

/** Puts a job into the queue for every feed that is due. Any number of processes may tick: a feed is claimed once. */
export async function enqueueDuePolls(app: App): Promise<void> {
  await inTransaction(app, async ({ db, jobs }) => {
    for (const feedId of await claimDueFeeds(db, CLAIM)) await jobs.add(db, pollQueue, { feedId });
  });
}
