import { z } from 'zod';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict } from '../../platform/errors.ts';
import { parseInput, webAddress } from '../../platform/input.ts';
import { feedAddress } from './add-feed.ts';
import { getFeed, lockFeed, moveFeed, removeFeedRow, restoreFeedRow, updateFeed } from './feed-queries.ts';
import type { Feed } from './feed.ts';
import { held } from '../holds/held.ts';
import { holdMissing, listPendingIds } from '../judging/known-queries.ts';
import { lockArticles } from '../queries.ts';
import { pollQueue } from './poll-queue.ts';

export const feedChanges = z.strictObject({
  url: webAddress('The address of the feed').optional(),
  status: z.enum(['active', 'paused'], 'The status can be set to active or paused.').optional(),
  pollMinutes: z
    .int('The pause between polls must be whole minutes.')
    .min(5, 'The pause between polls must be 5 minutes or more.')
    .max(1440, 'The pause between polls must be a day (1440 minutes) or less.')
    .optional(),
});

/**
 * Pauses or resumes a feed, sets how often it is polled, or corrects its address. At another address most of what is
 * known makes it the same feed that moved; otherwise what it holds counts as known, as that of a new feed does.
 * @throws InvalidInput, NotFound, Conflict
 */
export async function changeFeed(app: App, publicationId: number, id: number, input: unknown): Promise<Feed> {
  const { status, pollMinutes, url } = parseInput(feedChanges, input);
  return inTransaction(app, async (inner) => {
    const { db, jobs } = inner;
    const before = await getFeed(db, id, publicationId);
    await updateFeed(db, id, { pollMinutes, isPaused: status && status === 'paused' });
    if (status === 'active' && (before.status === 'paused' || before.status === 'gone'))
      await jobs.add(db, pollQueue, { feedId: id });
    const address = url === undefined ? undefined : feedAddress(url);
    if (address && address.href !== before.url) {
      if (!(await moveFeed(db, before, address.href, address.host)))
        throw new Conflict('feed-exists', 'The publication has this feed already.');
      await jobs.add(db, pollQueue, { feedId: id });
    }
    const feed = await getFeed(db, id, publicationId);
    const shown = (of: Feed) => ({ url: of.url, status: of.status, pollMinutes: of.pollMinutes });
    const details = { before: shown(before), after: shown(feed) };
    await audit(inner, { action: 'feed.changed', subject: `feed:${id}`, details });
    return feed;
  });
}

/**
 * Removes a feed: it is not read any more, and what waits to be mailed of it waits for an editor. What it brought stays
 * known, so that nothing is mailed twice when it is added again.
 * @throws NotFound
 */
export async function removeFeed(app: App, publicationId: number, id: number): Promise<void> {
  await inTransaction(app, async (inner) => {
    const { db, log } = inner;
    // In the order of a poll, which holds its feed first.
    await lockFeed(db, id);
    await lockArticles(db, publicationId);
    const { url } = await getFeed(db, id, publicationId);
    await removeFeedRow(db, id);
    await holdMissing(db, await listPendingIds(db, id), held('feed-removed'));
    await audit(inner, {
      action: 'feed.removed',
      subject: `feed:${id}`,
      details: { publicationId, url },
    });
    log.info({ event: 'feed.removed', feedId: id });
  });
}

/**
 * Brings back a feed that was removed: it goes on as it was, and articles that were held for its removal go on by themselves at
 * its next reading. A repeat changes nothing.
 * @throws NotFound, also when its address was added again.
 */
export async function restoreFeed(app: App, publicationId: number, id: number): Promise<Feed> {
  return inTransaction(app, async (inner) => {
    const { db, jobs } = inner;
    const feed = await restoreFeedRow(db, publicationId, id);
    if (!feed) return getFeed(db, id, publicationId);
    await jobs.add(db, pollQueue, { feedId: id });
    await audit(inner, { action: 'feed.restored', subject: `feed:${id}`, details: { publicationId } });
    return feed;
  });
}
