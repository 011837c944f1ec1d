import { setTimeout as pause } from 'node:timers/promises';
import { inTransaction, type App } from '../../platform/app.ts';
import { audit } from '../../platform/audit.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import type { GuardedResponse } from '../../platform/fetch/fetch.ts';
import type { Article } from '../article.ts';
import {
  adoptAddress,
  endLease,
  leaseFeed,
  lockFeed,
  noteMove,
  postponePoll,
  renewLease,
  type FeedState,
} from './feed-queries.ts';
import type { Feed } from './feed.ts';
import { fetchFeed, type FeedAnswer, type FeedFailure } from './fetch-feed.ts';
import { hintsOf } from './hints.ts';
import { insertPoll, type Poll } from './poll-history-queries.ts';
import { candidatesOf } from '../judging/identity.ts';
import { backOffSeconds, nextPollSeconds, retryAfterSeconds, type PollWishes } from './next-poll.ts';
import { takeInArticles, type TakenIn } from '../take-in-articles.ts';
import { markFailed, markPresent, markRead, type NextPoll } from '../judging/reading-queries.ts';
import { isWorthTelling, tellOfFailingFeed } from './tell-of-failing-feed.ts';
import { tellOfHeld } from '../holds/tell-of-held.ts';

const CONSISTENT_MOVES = 3;
const WAIT_MS = 60_000;
const RETRY_MS = 250;
const RENEW_MS = 5_000;

export interface PollOutcome {
  /** With `error` when the poll failed. */
  feed: Feed;
  /** Those seen for the first time. */
  articles: Article[];
  /** How many are held since. */
  held: number;
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

/** Job of the queue `feed.poll`: a busy host is tried again at the next tick but one; a removed feed is left alone. */
export async function pollFeedJob(app: App, { feedId }: { feedId: number }): Promise<void> {
  try {
    if (!(await tryPoll(app, feedId))) await postponePoll(app.db, feedId);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
}

async function tryPoll(app: App, feedId: number): Promise<PollOutcome | undefined> {
  const feed = await inTransaction(app, ({ db }) => leaseFeed(db, feedId));
  if (!feed) return undefined;
  const renewal = setInterval(() => void renewLease(app.db, feedId).catch(() => {}), RENEW_MS);
  try {
    // WordPress says "not modified" although a scheduled post came out: once an hour the whole feed is asked for.
    const validators = feed.isWholeOld ? { etag: null, lastModified: null } : feed;
    const started = performance.now();
    const answer = await fetchFeed(app, { ...feed, ...validators });
    const milliseconds = Math.round(performance.now() - started);
    return await inTransaction(app, async (inner) => {
      const outcome = await store(inner, feedId, answer);
      await insertPoll(inner.db, feedId, { milliseconds, ...pollOf(answer, outcome) });
      return outcome;
    });
  } catch (error) {
    await endLease(app.db, feedId).catch(() => {});
    throw error;
  } finally {
    clearInterval(renewal);
  }
}

/** For the history. */
function pollOf(
  answer: FeedAnswer,
  { articles, held }: PollOutcome,
): Omit<Poll, 'id' | 'at' | 'milliseconds'> {
  const { response } = answer;
  return {
    outcome: answer.kind === 'failure' ? 'failed' : answer.kind === 'feed' ? 'read' : 'unchanged',
    status: response?.status ?? (answer.kind === 'failure' && answer.isGone ? 410 : null),
    bytes: response && response.body.length > 0 ? response.body.length : null,
    fresh: articles.length,
    held,
    error: answer.kind === 'failure' ? answer.reason : null,
  };
}

/** Everything that a poll changes, in one transaction. The row is read again: another poll may have been faster. */
async function store(app: App, feedId: number, answer: FeedAnswer): Promise<PollOutcome> {
  const { db } = app;
  const feed = await lockFeed(db, feedId);
  if (!feed) throw new Conflict('feed-deleted', 'The feed was deleted meanwhile.');
  if (answer.kind === 'failure')
    return { feed: await storeFailure(app, feed, answer), articles: [], held: 0, notModified: false };
  await followMove(app, feed, answer.response);
  if (answer.kind === 'not-modified')
    return {
      feed: await markRead(db, feedId, nextPoll(app, feed, answer)),
      articles: [],
      held: 0,
      notModified: true,
    };
  const { parsed, response } = answer;
  const taken = await takeInArticles(
    db,
    {
      publicationId: feed.publicationId,
      feedId,
      kind: feed.baselineAt === null ? 'baseline' : 'poll',
      isCut: parsed.isCut,
      previouslyReadAt: feed.lastReadAt,
      presentIds: feed.presentIds,
      previousFloor: feed.floorAt,
      isBaselineCut: feed.isBaselineCut,
      baselineAt: feed.baselineAt,
      isReaddressed: feed.isReaddressed,
    },
    [...candidatesOf(parsed).values()],
    (presentIds, floor) => markPresent(db, feedId, presentIds, floor),
  );
  const read = await markRead(db, feedId, nextPoll(app, feed, answer), {
    title: parsed.title || null,
    link: parsed.link ?? null,
    etag: response.headers['etag'] ?? null,
    lastModified: response.headers['last-modified'] ?? null,
    isCut: parsed.isCut,
    hints: hintsOf(parsed),
  });
  await tellOfHeld(app, feed.publicationId, taken.held);
  report(app, feedId, taken, parsed.hiddenItemCount);
  return { feed: read, articles: taken.fresh, held: taken.held.length, notModified: false };
}

function nextPoll(app: App, feed: FeedState, answer: Exclude<FeedAnswer, FeedFailure>): NextPoll {
  const { headers } = answer.response;
  const said: Partial<PollWishes> = answer.kind === 'feed' ? answer.parsed : {};
  const { ttlMinutes, skipHours, skipDays } = said;
  const { pollMinutes, isIntervalSet } = feed;
  const wishes = { pollMinutes, isIntervalSet, headers, ttlMinutes, skipHours, skipDays };
  const now = app.now();
  return {
    nextPollSeconds: nextPollSeconds(wishes, now, Math.random()),
    retryAfterSeconds: retryAfterSeconds(headers, now),
  };
}

function report(app: App, feedId: number, { fresh, held }: TakenIn, hidden: number): void {
  const counts = Object.fromEntries(
    [...Map.groupBy(fresh, ({ verdict }) => verdict)].map(([verdict, some]) => [verdict, some.length]),
  );
  app.log.info({ event: 'feed.polled', feedId, articles: counts, ...(hidden > 0 ? { hidden } : {}) });
  if (held.length > 0) app.log.warn({ event: 'articles.held', feedId, count: held.length });
}

async function storeFailure(app: App, feed: FeedState, answer: FeedFailure): Promise<Feed> {
  const failures = feed.failures + 1;
  const { isGone, reason, headers } = answer;
  const isTold = feed.status !== 'paused' && isWorthTelling({ ...feed, failures, isGone }, app.now());
  app.log[isTold ? 'error' : 'warn']({
    event: isGone ? 'feed.gone' : 'feed.failed',
    feedId: feed.id,
    failures,
  });
  const now = app.now();
  const failed = await markFailed(app.db, feed.id, {
    error: reason,
    isGone,
    isTold,
    nextPollSeconds: backOffSeconds(feed.pollMinutes, failures, headers, now, Math.random()),
    retryAfterSeconds: retryAfterSeconds(headers, now),
  });
  if (isTold) await tellOfFailingFeed(app, failed, feed.failingSince ?? now);
  return failed;
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
  await audit(app, { action: 'feed.moved', subject: `feed:${feed.id}`, details });
  app.log.info({ event: 'feed.moved', feedId: feed.id });
}

/** Where the permanent redirects at the beginning of the chain lead. */
function permanentTarget({ redirects }: GuardedResponse): string | undefined {
  const firstOther = redirects.findIndex(({ status }) => status !== 301 && status !== 308);
  return redirects.slice(0, firstOther < 0 ? redirects.length : firstOther).at(-1)?.to;
}
