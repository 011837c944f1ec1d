import { z } from 'zod';
import {
  addFeed,
  changeFeed,
  feedChanges,
  getFeed,
  listFeeds,
  listPolls,
  newFeed,
  pollFeed,
  removeFeed,
  requireFeed,
  restoreFeed,
  VERDICTS,
} from '../../../articles/index.ts';
import type { App } from '../../../platform/app.ts';
import { getPublication } from '../../../publications/index.ts';
import { endpoint, slugParams } from '../endpoint.ts';
import { listAnswer, listQuery, page, readCursor } from '../list.ts';
import { feedAnswer, pollAnswer, readId, shownFeed } from './shapes.ts';

const feedParams = z.object({ slug: z.string(), id: z.string() });

const pollOutcome = z.object({
  feed: feedAnswer,
  articles: z.array(
    z.object({ id: z.int(), title: z.string(), url: z.string().nullable(), verdict: z.enum(VERDICTS) }),
  ),
  notModified: z.boolean(),
});

async function resolve(app: App, params: z.output<typeof feedParams>) {
  const publication = await getPublication(app.db, params.slug);
  const feed = await getFeed(app.db, readId(params.id, 'feed'), publication.id);
  return { publicationId: publication.id, feed };
}

export const feedEndpoints = [
  endpoint({
    method: 'get',
    path: '/publications/:slug/feeds',
    scope: ['articles:write', 'settings'],
    summary: 'List the feeds of a publication',
    params: slugParams,
    answer: listAnswer(feedAnswer),
    async handle({ app, params }) {
      const { id } = await getPublication(app.db, params.slug);
      return { data: (await listFeeds(app.db, id)).map(shownFeed), nextCursor: null };
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/feeds',
    scope: ['settings'],
    summary:
      'Add a feed. What is in it at its first poll, a moment later, counts as known and is not sent. A web page is refused; the answer names the feeds that it points to',
    status: 201,
    creates: true,
    params: slugParams,
    body: newFeed,
    answer: feedAnswer,
    async handle({ app, params, body }) {
      const { id } = await getPublication(app.db, params.slug);
      await requireFeed(app, body.url);
      return shownFeed(await addFeed(app, id, body.url));
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/feeds/:id',
    scope: ['articles:write', 'settings'],
    summary: 'Show a feed',
    params: feedParams,
    answer: feedAnswer,
    handle: async ({ app, params }) => shownFeed((await resolve(app, params)).feed),
  }),
  endpoint({
    method: 'patch',
    path: '/publications/:slug/feeds/:id',
    scope: ['settings'],
    summary: 'Pause or resume a feed, set how often it is polled, or correct its address',
    params: feedParams,
    body: feedChanges,
    answer: feedAnswer,
    async handle({ app, params, body }) {
      const { publicationId, feed } = await resolve(app, params);
      if (body.url !== undefined && body.url !== feed.url) await requireFeed(app, body.url);
      return shownFeed(await changeFeed(app, publicationId, feed.id, body));
    },
  }),
  endpoint({
    method: 'delete',
    path: '/publications/:slug/feeds/:id',
    scope: ['settings'],
    summary: 'Remove a feed: its articles stay known, and articles that wait to be mailed are held',
    status: 204,
    params: feedParams,
    async handle({ app, params }) {
      const { publicationId, feed } = await resolve(app, params);
      await removeFeed(app, publicationId, feed.id);
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/feeds/:id/restore',
    scope: ['settings'],
    summary: 'Bring back a feed that was removed. A repeat changes nothing',
    params: feedParams,
    answer: feedAnswer,
    async handle({ app, params }) {
      const { id } = await getPublication(app.db, params.slug);
      return shownFeed(await restoreFeed(app, id, readId(params.id, 'feed')));
    },
  }),
  endpoint({
    method: 'get',
    path: '/publications/:slug/feeds/:id/polls',
    scope: ['articles:write', 'settings'],
    summary: 'List the readings of a feed of the last 14 days, newest first',
    params: feedParams,
    query: listQuery,
    answer: listAnswer(pollAnswer),
    async handle({ app, params, query: { cursor, limit } }) {
      const { feed } = await resolve(app, params);
      const polls = await listPolls(app.db, feed.id, { before: readCursor(cursor), limit: limit + 1 });
      return page(
        polls,
        limit,
        ({ id }) => id,
        (poll) => poll,
      );
    },
  }),
  endpoint({
    method: 'post',
    path: '/publications/:slug/feeds/:id/poll',
    scope: ['articles:write', 'settings'],
    summary: 'Poll a feed now. The answer comes when its articles are stored, and lists the new ones',
    params: feedParams,
    answer: pollOutcome,
    async handle({ app, params }) {
      const { feed } = await resolve(app, params);
      const outcome = await pollFeed(app, feed.id);
      const articles = outcome.articles.map(({ id, title, url, verdict }) => ({ id, title, url, verdict }));
      return { feed: shownFeed(outcome.feed), articles, notModified: outcome.notModified };
    },
  }),
];
