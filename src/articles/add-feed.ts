import { inTransaction, type App } from '../platform/app.ts';
import { Conflict } from '../platform/errors.ts';
import { parseInput, webAddress } from '../platform/input.ts';
import { z } from 'zod';
import { claimDueFeeds, getFeed, insertFeed, updateFeed } from './feed-queries.ts';
import type { Feed } from './feed.ts';

export const newFeed = z.strictObject({ url: webAddress('The address of the feed') });

export const feedChanges = z.strictObject({
  status: z.enum(['active', 'paused'], 'The status can be set to active or paused.').optional(),
  pollMinutes: z
    .int('The pause between polls must be whole minutes.')
    .min(5, 'The pause between polls must be 5 minutes or more.')
    .max(1440, 'The pause between polls must be a day (1440 minutes) or less.')
    .optional(),
});

/** How many feeds one tick takes. */
const CLAIM = 200;

/** Adds a feed to a publication; its first poll follows within seconds when a worker runs. @throws InvalidInput, Conflict */
export async function addFeed(app: App, publicationId: number, url: string): Promise<Feed> {
  const address = new URL(parseInput(newFeed, { url }).url);
  address.hash = '';
  return inTransaction(app, async ({ db, jobs, log }) => {
    const feed = await insertFeed(db, { publicationId, url: address.href, host: address.host });
    if (!feed) throw new Conflict('feed-exists', 'The publication has this feed already.');
    await jobs.add(db, 'feed.poll', { feedId: feed.id });
    log.info({ event: 'feed.added', feedId: feed.id });
    return feed;
  });
}

/** Pauses or resumes a feed, or sets how often it is polled at most. @throws InvalidInput, NotFound */
export async function changeFeed(app: App, publicationId: number, id: number, input: unknown): Promise<Feed> {
  const { status, pollMinutes } = parseInput(feedChanges, input);
  return inTransaction(app, async ({ db }) => {
    await getFeed(db, id, publicationId);
    await updateFeed(db, id, { pollMinutes, isPaused: status && status === 'paused' });
    return getFeed(db, id, publicationId);
  });
}

/** Puts a job into the queue for every feed that is due. Any number of processes may tick: a feed is claimed once. */
export async function enqueueDuePolls(app: App): Promise<void> {
  await inTransaction(app, async ({ db, jobs }) => {
    for (const feedId of await claimDueFeeds(db, CLAIM)) await jobs.add(db, 'feed.poll', { feedId });
  });
}
