import { beforeEach, describe, expect, test } from 'vitest';
import {
  addFeed,
  changeFeed,
  getArticle,
  getFeed,
  listPolls,
  pollFeed,
  purgePolls,
  removeFeed,
  requireFeed,
  restoreFeed,
} from '../../src/articles/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { answers, item, startFeedServer } from '../support/feeds/feed-server.ts';

const app = await createTestApp();
const server = await startFeedServer();
let publicationId = 0;
let serial = 0;
let path = '';

beforeEach(async () => {
  publicationId = (await makePublication(app)).id;
  serial += 1;
  path = `/feed-${serial}.xml`;
});

const add = () => addFeed(app, publicationId, `${server.origin}${path}`);
const history = (feedId: number) => listPolls(app.db, feedId, { before: 0, limit: 50 });
const fresh = (n: number) => item(n, { published: new Date() });

describe('The history of a feed', () => {
  test('says of each reading when it was, how it ended, how long it took and what it brought', async () => {
    server.serve(path, [item(1)]);
    const feed = await add();
    await pollFeed(app, feed.id);
    await pollFeed(app, feed.id);
    server.serve(path, [fresh(2), fresh(3), item(1)]);
    await pollFeed(app, feed.id);
    server.answer(path, answers.status(503));
    await pollFeed(app, feed.id);
    server.answer(path, answers.body('<html>'));
    await pollFeed(app, feed.id);
    const polls = (await history(feed.id)).toReversed();
    expect(polls).toMatchObject([
      { outcome: 'read', status: 200, fresh: 1, error: null },
      { outcome: 'unchanged', status: 304, fresh: 0, bytes: null },
      { outcome: 'read', status: 200, fresh: 2 },
      { outcome: 'failed', status: 503, error: { code: 'feed-refused', params: { status: 503 } } },
      { outcome: 'failed', status: 200, error: { code: 'web-page' } },
    ]);
    expect(polls[0]?.bytes).toBeGreaterThan(100);
    expect(polls.every(({ milliseconds }) => milliseconds >= 0 && milliseconds < 30_000)).toBe(true);
  });

  test('has no status where nobody answered', async () => {
    server.answer(path, (request) => request.socket.destroy());
    const feed = await add();
    await pollFeed(app, feed.id);
    expect(await history(feed.id)).toMatchObject([
      { outcome: 'failed', status: null, bytes: null, error: { code: 'server-unreachable' } },
    ]);
  });

  test('goes back fourteen days', async () => {
    server.serve(path, [item(1)]);
    const feed = await add();
    for (let n = 0; n < 3; n += 1) await pollFeed(app, feed.id);
    const [newest, middle, oldest] = await history(feed.id);
    const age = (id: number | undefined, days: number) =>
      app.db.raw('update feed_polls set at = now() - make_interval(days => ?) where id = ?', [days, id ?? 0]);
    await age(middle?.id, 13);
    await age(oldest?.id, 15);
    expect(await purgePolls(app.db)).toBe(1);
    expect((await history(feed.id)).map(({ id }) => id)).toEqual([newest?.id, middle?.id]);
  });

  test('is told page by page', async () => {
    server.serve(path, [item(1)]);
    const feed = await add();
    for (let n = 0; n < 3; n += 1) await pollFeed(app, feed.id);
    const [one, two, three] = await history(feed.id);
    expect(await listPolls(app.db, feed.id, { before: one?.id ?? 0, limit: 1 })).toEqual([two]);
    expect(await listPolls(app.db, feed.id, { before: two?.id ?? 0, limit: 5 })).toEqual([three]);
  });
});

describe('A feed that failed', () => {
  beforeEach(() => {
    server.answer(path, answers.status(500));
  });

  test('shows no fault any more once it is paused, and is read as soon as it is resumed', async () => {
    const feed = await add();
    expect((await pollFeed(app, feed.id)).feed).toMatchObject({
      status: 'failing',
      error: expect.anything(),
    });
    expect(await changeFeed(app, publicationId, feed.id, { status: 'paused' })).toMatchObject({
      status: 'paused',
      error: null,
    });
    server.serve(path, [item(1)]);
    await app.db.raw(`delete from jobs.job where name = 'feed.poll'`);
    await changeFeed(app, publicationId, feed.id, { status: 'active' });
    const { rows } = await app.db.raw(`select 1 from jobs.job where name = 'feed.poll'`);
    expect(rows).toHaveLength(1);
    expect((await pollFeed(app, feed.id)).feed).toMatchObject({ status: 'active', error: null });
  });

  test('sends no alert while it is paused', async () => {
    const feed = await add();
    await changeFeed(app, publicationId, feed.id, { status: 'paused' });
    for (let n = 0; n < 4; n += 1) await pollFeed(app, feed.id);
    expect(await app.db('alerts').where({ publication_id: publicationId })).toEqual([]);
  });

  test('is fine with the first reading that succeeds', async () => {
    const feed = await add();
    await pollFeed(app, feed.id);
    server.serve(path, [item(1)]);
    expect((await pollFeed(app, feed.id)).feed).toMatchObject({ status: 'active', error: null });
  });
});

describe('A feed that was removed', () => {
  test('comes back as it was, and what was held for its removal goes on', async () => {
    server.serve(path, [item(1)]);
    const feed = await add();
    await pollFeed(app, feed.id);
    server.serve(path, [fresh(2), item(1)]);
    const { articles } = await pollFeed(app, feed.id);
    const id = articles[0]?.id ?? 0;
    await removeFeed(app, publicationId, feed.id);
    expect(await getArticle(app.db, id)).toMatchObject({ reason: { code: 'feed-removed' } });
    expect(await restoreFeed(app, publicationId, feed.id)).toMatchObject({ id: feed.id, status: 'active' });
    expect(await restoreFeed(app, publicationId, feed.id)).toMatchObject({ id: feed.id });
    server.serve(path, [fresh(3), fresh(2), item(1)]);
    const again = await pollFeed(app, feed.id);
    expect(again.articles).toMatchObject([{ title: 'Article 3', verdict: 'new' }]);
    expect(await getArticle(app.db, id)).toMatchObject({ verdict: 'new' });
  });

  test('stays away when its address was added again meanwhile', async () => {
    server.serve(path, [item(1)]);
    const feed = await add();
    await removeFeed(app, publicationId, feed.id);
    const again = await add();
    expect(again.id).toBe(feed.id);
    await app.db.raw('update feeds set removed_at = now() where id = ?', [feed.id]);
    await app.db.raw(
      `insert into feeds (publication_id, url, host) select publication_id, url, host from feeds where id = ?`,
      [feed.id],
    );
    await expect(restoreFeed(app, publicationId, feed.id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('A home page offers the feeds that it points to as values', async () => {
  const page = `<html><link rel="alternate" type="application/rss+xml" href="/feed.xml"></html>`;
  const url = server.answer('/', answers.body(page, { 'Content-Type': 'text/html' }));
  await expect(requireFeed(app, url, 'feedUrl')).rejects.toMatchObject({
    errors: [{ field: 'feedUrl', suggestions: [`${server.origin}/feed.xml`] }],
  });
});

test('What a feed could do better is known as of its last whole reading', async () => {
  server.serve(
    path,
    [1, 2, 3, 4, 5].map((n) => item(n)),
  );
  const feed = await add();
  await pollFeed(app, feed.id);
  expect(await getFeed(app.db, feed.id)).toMatchObject({
    hints: [{ code: 'few-items', params: { shown: 5 } }],
  });
  server.serve(
    path,
    [1, 2, 3, 4, 5, 6].map((n) => item(n)),
  );
  await pollFeed(app, feed.id);
  expect(await getFeed(app.db, feed.id)).toMatchObject({ hints: [] });
});
