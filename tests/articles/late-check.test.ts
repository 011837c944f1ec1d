import { KINDS } from '../../src/kinds.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  addFeed,
  getArticle,
  lockIfUnchanged,
  pollFeed,
  pollFeedJob,
  pushArticle,
  type Feed,
} from '../../src/articles/index.ts';
import { explain } from '../../src/explain/index.ts';
import { inTransaction } from '../../src/platform/app.ts';
import { planArticleSends, runDigests } from '../../src/planning/index.ts';
import { getPublicationById } from '../../src/publications/index.ts';
import { listSends, prepareDueSends } from '../../src/sends/index.ts';
import { getSubscriber } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeReaders } from '../support/sends/sends.ts';
import { answers, item, startFeedServer, type FeedItem } from '../support/feeds/feed-server.ts';

const app = await createTestApp();
const server = await startFeedServer();
const OTHERS = [1, 2, 3].map((n) => item(n, { published: new Date(Date.now() - n * 86_400_000) }));
const fresh = (fields: FeedItem = {}) =>
  item('fresh', { published: new Date(Date.now() - 60_000), ...fields });

let publicationId = 0;
let feed: Feed;
let serial = 0;

async function publish(items: FeedItem[]): Promise<string> {
  serial += 1;
  const path = `/late-${serial}.xml`;
  publicationId = (await makePublication(app)).id;
  feed = await addFeed(app, publicationId, server.serve(path, OTHERS));
  await pollFeed(app, feed.id);
  server.serve(path, [...items, ...OTHERS]);
  await pollFeed(app, feed.id);
  await app.db.raw(`update feeds set last_read_at = now() - interval '10 minutes'`);
  await app.db.raw(`delete from jobs.job where name = 'feed.poll'`);
  return path;
}

/** One tick of the planner and of the preparation, as the schedule makes them. */
async function tick(): Promise<void> {
  await app.db.raw('update sends set blocked_until = null');
  await planArticleSends(app);
  await prepareDueSends(app, KINDS);
}
const askedFor = async () =>
  (await app.db.raw(`delete from jobs.job where name = 'feed.poll' returning data`)).rows.map(
    ({ data }: { data: { feedId: number } }) => data.feedId,
  );
const subjects = () =>
  app
    .db('send_contents')
    .join('sends', 'sends.id', 'send_contents.send_id')
    .where({ publication_id: publicationId })
    .orderBy('sends.id')
    .pluck('send_contents.subject');

beforeAll(async () => {
  await app.db.raw('delete from jobs.job');
});

describe('Just before a send', () => {
  test('the feed is read again, once for all its articles, and what it says then is mailed', async () => {
    const path = await publish([fresh(), item('second', { published: new Date() })]);
    server.serve(path, [
      fresh({ title: 'Fresh and mended' }),
      item('second', { published: new Date() }),
      ...OTHERS,
    ]);
    await tick();
    await tick();
    expect(await askedFor()).toEqual([feed.id]);
    expect(await subjects()).toEqual([]);
    await pollFeedJob(app, { feedId: feed.id });
    await tick();
    expect(await subjects()).toEqual(expect.arrayContaining(['Fresh and mended', 'Article second']));
    expect(await askedFor()).toEqual([]);
  });

  test('a feed that cannot be read is waited for a minute, not longer, and the send says so', async () => {
    const path = await publish([fresh()]);
    server.answer(path, answers.status(500));
    await tick();
    await pollFeedJob(app, { feedId: feed.id });
    await tick();
    expect(await subjects()).toEqual([]);
    await app.db.raw(
      `update feeds set late_check_from = late_check_from - interval '1 minute', late_check_at = null where id = ?`,
      [feed.id],
    );
    await tick();
    expect(await subjects()).toEqual(['Article fresh']);
    const [send] = await listSends(app.db, publicationId, { before: 0, limit: 1 });
    expect(send?.warnings).toEqual([
      { code: 'feeds-unread', params: { titles: [expect.any(String)], more: 0 } },
    ]);
  });

  test('a feed that was read well again is no warning', async () => {
    const path = await publish([fresh()]);
    server.answer(path, answers.status(500));
    await tick();
    await pollFeedJob(app, { feedId: feed.id });
    server.serve(path, [fresh(), ...OTHERS]);
    await pollFeed(app, feed.id);
    await tick();
    const [send] = await listSends(app.db, publicationId, { before: 0, limit: 1 });
    expect(send).toMatchObject({ status: 'sending', warnings: [] });
  });

  test('a digest, too, goes out with what is known, and says that neither its feed nor its page could be read', async () => {
    const path = await publish([fresh()]);
    const [reader = 0] = await makeReaders(app, await getPublicationById(app.db, publicationId), 1);
    await app.db('subscribers').where({ id: reader }).update({ rhythm: 'daily' });
    server.answer(path, answers.status(500));
    await app.db('publications').where({ id: publicationId }).update({ check_pages: true });
    const [sendId] = await runDigests(app, publicationId, { rhythm: 'daily' });
    await prepareDueSends(app, KINDS);
    await pollFeedJob(app, { feedId: feed.id });
    await app.db.raw(
      `update feeds set late_check_from = late_check_from - interval '1 minute', late_check_at = null where id = ?`,
      [feed.id],
    );
    await app.db.raw('update sends set blocked_until = null');
    await prepareDueSends(app, KINDS);
    await app.db.raw(`update article_pages set asked_at = asked_at - interval '1 minute'`);
    await app.db.raw('update sends set blocked_until = null');
    await prepareDueSends(app, KINDS);
    const digests = (await listSends(app.db, publicationId, { before: 0, limit: 9 })).filter(
      ({ id }) => id === sendId,
    );
    expect(digests).toMatchObject([
      { status: 'sending', warnings: [{ code: 'feeds-unread' }, { code: 'pages-unread' }] },
    ]);
  });

  test('what was withdrawn after a digest was planned is not in it', async () => {
    const path = await publish([fresh(), item('second', { published: new Date() })]);
    const [reader = 0] = await makeReaders(app, await getPublicationById(app.db, publicationId), 1);
    await app.db('subscribers').where({ id: reader }).update({ rhythm: 'daily' });
    await runDigests(app, publicationId, { rhythm: 'daily' });
    server.serve(path, [fresh(), ...OTHERS]);
    await prepareDueSends(app, KINDS);
    await pollFeedJob(app, { feedId: feed.id });
    await app.db.raw('update sends set blocked_until = null');
    await prepareDueSends(app, KINDS);
    expect(await subjects()).toEqual(['Article fresh']);
    const gone = await app
      .db('articles')
      .where({ publication_id: publicationId, key: 'guid-second' })
      .first();
    expect(gone).toMatchObject({ verdict: 'held', held_code: 'gone-from-feed' });
  });

  test('what left its feed after its own mail comes in no digest, also when it is back after one', async () => {
    const path = await publish([fresh(), item('second', { published: new Date() })]);
    const publication = await getPublicationById(app.db, publicationId);
    const [, daily = 0] = await makeReaders(app, publication, 2);
    await app.db('subscribers').where({ id: daily }).update({ rhythm: 'daily' });
    await pollFeed(app, feed.id);
    await tick();
    server.serve(path, [fresh(), ...OTHERS]);
    await pollFeed(app, feed.id);
    const { email } = await getSubscriber(app.db, publicationId, daily);
    const { id } = await app
      .db('articles')
      .where({ publication_id: publicationId, key: 'guid-second' })
      .first();
    const { fate } = await explain(app, publication, { email, article: id, send: undefined });
    expect(fate).toMatchObject({ code: 'article-may-go', params: { held: { code: 'gone-from-feed' } } });
    await runDigests(app, publicationId, { rhythm: 'daily' });
    await prepareDueSends(app, KINDS);
    expect((await subjects()).at(-1)).toBe('Article fresh');
    expect(await subjects()).toHaveLength(3);
    server.serve(path, [fresh(), item('second', { published: new Date() }), ...OTHERS]);
    await pollFeed(app, feed.id);
    await runDigests(app, publicationId, { rhythm: 'daily' });
    await tick();
    expect(await subjects()).toHaveLength(3);
    const back = await explain(app, publication, { email, article: id, send: undefined });
    expect(back.fate).toMatchObject({ code: 'same-as-decided' });
  });

  test('a server that asked to be left alone is not asked', async () => {
    const path = await publish([fresh()]);
    server.answer(path, answers.status(429, { 'Retry-After': '3600' }));
    await pollFeed(app, feed.id);
    await tick();
    expect(await askedFor()).toEqual([]);
  });

  test('a pushed article and one of a paused feed wait for no reading', async () => {
    await publish([fresh()]);
    await app.db.raw(`update feeds set status = 'paused' where id = ?`, [feed.id]);
    await pushArticle(app, { id: publicationId }, { url: 'https://gazette.example/pushed', title: 'Pushed' });
    await tick();
    expect(await subjects()).toHaveLength(2);
  });

  test('an article that changed while its email was made is made anew', async () => {
    await publish([fresh()]);
    const { id } = await app
      .db('articles')
      .where({ publication_id: publicationId, key: 'guid-fresh' })
      .first();
    const asCompiled = await getArticle(app.db, id);
    const isUnchanged = () => inTransaction(app, ({ db }) => lockIfUnchanged(db, asCompiled));
    expect(await isUnchanged()).toBe(true);
    await app.db('articles').where({ id }).update({ edited_at: app.db.fn.now() });
    expect(await isUnchanged()).toBe(false);
    await app.db('articles').where({ id }).update({ edited_at: null, verdict: 'held' });
    expect(await isUnchanged()).toBe(false);
  });
});
