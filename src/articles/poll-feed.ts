import { setTimeout as pause } from 'node:timers/promises';
import { inTransaction, type App } from '../platform/app.ts';
import { audit } from '../platform/audit.ts';
import { Conflict } from '../platform/errors.ts';
import type { GuardedResponse } from '../platform/fetch.ts';
import type { Article } from './article.ts';
import {
  adoptAddress,
  endLease,
  leaseFeed,
  lockFeed,
  markFailed,
  markRead,
  noteMove,
  postponePoll,
  renewLease,
  type FeedState,
} from './feed-queries.ts';
import type { Feed } from './feed.ts';
import { fetchFeed, type FeedAnswer, type FeedFailure } from './fetch-feed.ts';
import { candidatesOf } from './identity.ts';
import { backOffSeconds, nextPollSeconds } from './next-poll.ts';
import { takeInArticles } from './take-in-articles.ts';

/** Failures in a row after which it is worth an alert (FED-03). */
const ALERT_AFTER = 5;
const CONSISTENT_MOVES = 3;
const WAIT_MS = 60_000;
const RETRY_MS = 250;
const RENEW_MS = 5_000;

export interface PollOutcome {
  /** With `error` when the poll failed. */
  feed: Feed;
  /** Those seen for the first time. */
  articles: Article[];
  /** The server said that nothing changed (HTTP 304). */
  notModified: boolean;
}

/**
 * Polls a feed now and stores what it brings; waits for another poll of the same host to end.
 * A feed that cannot be read is an outcome, not an error.
 * @throws NotFound; Conflict when the host stays busy for a minute.
 */
export async function pollFeed(app: App, feedId: number): Promise<PollOutcome> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const outcome = await tryPoll(app, feedId);
    if (outcome) return outcome;
    if (performance.now() > deadline) {
      throw new Conflict('feed-busy', 'This feed is being read at the moment. Please try again in a minute.');
    }
    await pause(RETRY_MS);
  }
}

/** Job of the queue `feed.poll`: a busy host is tried again at the next tick but one. */
export async function pollFeedJob(app: App, { feedId }: { feedId: number }): Promise<void> {
  if (!(await tryPoll(app, feedId))) await postponePoll(app.db, feedId);
}

async function tryPoll(app: App, feedId: number): Promise<PollOutcome | undefined> {
  const feed = await inTransaction(app, ({ db }) => leaseFeed(db, feedId));
  if (!feed) return undefined;
  const renewal = setInterval(() => void renewLease(app.db, feedId).catch(() => {}), RENEW_MS);
  try {
    const answer = await fetchFeed(app, feed);
    return await inTransaction(app, (inner) => store(inner, feedId, answer));
  } catch (error) {
    await endLease(app.db, feedId).catch(() => {});
    throw error;
  } finally {
    clearInterval(renewal);
  }
}

/** Everything that a poll changes, in one transaction. The row is read again: another poll may have been faster. */
async function store(app: App, feedId: number, answer: FeedAnswer): Promise<PollOutcome> {
  const { db } = app;
  const feed = await lockFeed(db, feedId);
  if (!feed) throw new Conflict('feed-deleted', 'The feed was deleted meanwhile.');
  if (answer.kind === 'failure')
    return { feed: await storeFailure(app, feed, answer), articles: [], notModified: false };
  await followMove(app, feed, answer.response);
  const { headers } = answer.response;
  const wishes = { pollMinutes: feed.pollMinutes, headers };
  if (answer.kind === 'not-modified') {
    const read = await markRead(db, feedId, {
      nextPollSeconds: nextPollSeconds(wishes, app.now(), Math.random()),
    });
    return { feed: read, articles: [], notModified: true };
  }
  const { parsed } = answer;
  const articles = await takeInArticles(
    db,
    {
      publicationId: feed.publicationId,
      feedId,
      kind: feed.baselineAt === null ? 'baseline' : 'poll',
      previouslyReadAt: feed.lastReadAt,
    },
    [...candidatesOf(parsed).values()],
  );
  const { ttlMinutes, skipHours, skipDays } = parsed;
  const read = await markRead(db, feedId, {
    title: parsed.title || null,
    link: parsed.link ?? null,
    etag: headers['etag'] ?? null,
    lastModified: headers['last-modified'] ?? null,
    nextPollSeconds: nextPollSeconds(
      { ...wishes, ttlMinutes, skipHours, skipDays },
      app.now(),
      Math.random(),
    ),
  });
  report(app, feedId, articles);
  return { feed: read, articles, notModified: false };
}

function report(app: App, feedId: number, articles: Article[]): void {
  const counts = Object.fromEntries(
    [...Map.groupBy(articles, ({ verdict }) => verdict)].map(([verdict, some]) => [verdict, some.length]),
  );
  app.log.info({ event: 'feed.polled', feedId, articles: counts });
  if (counts['held']) app.log.warn({ event: 'articles.held', feedId, count: counts['held'] });
}

async function storeFailure(app: App, feed: FeedState, answer: FeedFailure): Promise<Feed> {
  const failures = feed.failures + 1;
  const event = answer.isGone ? 'feed.gone' : 'feed.failed';
  app.log[answer.isGone || failures === ALERT_AFTER ? 'error' : 'warn']({ event, feedId: feed.id, failures });
  const { pollMinutes } = feed;
  return markFailed(app.db, feed.id, {
    error: answer.message,
    isGone: answer.isGone,
    nextPollSeconds: backOffSeconds(pollMinutes, failures, answer.headers, app.now(), Math.random()),
  });
}

/** A permanent move is adopted after three consistent answers over a day, and audited (FED-02). */
async function followMove(app: App, feed: FeedState, response: GuardedResponse): Promise<void> {
  const target = permanentTarget(response);
  if (target === undefined && feed.movedTo === null) return;
  await noteMove(app.db, feed.id, target ?? null);
  const isSettled = target === feed.movedTo && feed.movedCount + 1 >= CONSISTENT_MOVES && feed.isMoveOld;
  if (target === undefined || !isSettled) return;
  if (!(await adoptAddress(app.db, feed, target, new URL(target).host))) return;
  const details = { from: feed.url, to: target };
  await audit(app.db, { actor: 'poll', action: 'feed.moved', subject: `feed:${feed.id}`, details });
  app.log.info({ event: 'feed.moved', feedId: feed.id });
}

/** Where the permanent redirects at the beginning of the chain lead. */
function permanentTarget({ redirects }: GuardedResponse): string | undefined {
  const firstOther = redirects.findIndex(({ status }) => status !== 301 && status !== 308);
  return redirects.slice(0, firstOther < 0 ? redirects.length : firstOther).at(-1)?.to;
}
