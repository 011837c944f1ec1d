import { says } from '../../src/words/index.ts';
import type { ServerResponse } from 'node:http';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  addFeed,
  changeFeed,
  enqueueDuePolls,
  getFeed,
  listArticles,
  listFeeds,
  pollFeed,
  type Feed,
} from '../../src/articles/index.ts';
import { queueHandlers } from '../../src/schedule.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { answers, item, rss, startFeedServer, withEtag } from '../support/feeds/feed-server.ts';

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

const newFeed = () => addFeed(app, publicationId, `${server.origin}${path}`);
const row = async (feed: Feed) =>
  (await app.db('feeds').where({ id: feed.id }).first()) as Record<string, unknown>;
const requestsOf = (where: string) => server.requests.filter((request) => request.path === where);
const minutesUntil = (date: Date) => (date.getTime() - Date.now()) / 60_000;
/** As if `hours` had passed since everything the feed remembers. */
const shift = (feed: Feed, hours: number) =>
  app.db.raw(
    `update feeds set moved_since = moved_since - make_interval(hours => ?),
       last_read_at = last_read_at - make_interval(hours => ?) where id = ?`,
    [hours, hours, feed.id],
  );

describe('Adding a feed', () => {
  test('puts its first poll into the queue, and a second time is refused', async () => {
    const feed = await newFeed();
    const { rows } = await app.db.raw(
      `select data from jobs.job where name = 'feed.poll' and data->>'feedId' = ?`,
      [String(feed.id)],
    );
    expect(rows).toHaveLength(1);
    await expect(newFeed()).rejects.toMatchObject({ code: 'feed-exists' });
    expect(await listFeeds(app.db, publicationId)).toHaveLength(1);
  });

  test.each([
    'javascript:alert(1)',
    'ftp://gazette.example/feed',
    'https://user:word@gazette.example/',
    'gazette',
  ])('refuses %s', async (url) => {
    await expect(addFeed(app, publicationId, url)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('Asking politely (FED-01, FED-04)', () => {
  test('an unchanged feed is asked for with its validators as they came, and 304 changes nothing', async () => {
    const body = rss([item(1)]);
    server.answer(path, withEtag(body, { 'Last-Modified': 'Tue,  03 Mar 2026 08:00:00 +0000 (odd)' }));
    const feed = await newFeed();
    expect(await pollFeed(app, feed.id)).toMatchObject({ notModified: false });
    const second = await pollFeed(app, feed.id);
    expect(second).toMatchObject({
      notModified: true,
      articles: [],
      feed: { status: 'active', error: null },
    });
    const [first, again] = requestsOf(path);
    expect(first?.headers).not.toHaveProperty('if-none-match');
    expect(again?.headers).toMatchObject({
      'if-none-match': (await row(feed))['etag'],
      'if-modified-since': (await row(feed))['last_modified'],
    });
    expect(again?.headers['if-none-match']).toMatch(/^W\/"\d+"$/);
    expect(first?.headers['user-agent']).toBe('Paperround (+http://news.example.test)');
    expect(first?.headers.accept).toContain('application/rss+xml');
  });

  test('validators are stored only together with the articles: a failure while storing leaves both out', async () => {
    server.serve(path, [item(1, { title: 'Unstorable' })]);
    const feed = await newFeed();
    await app.db.raw(`alter table articles add constraint broken check (title <> 'Unstorable')`);
    await expect(pollFeed(app, feed.id)).rejects.toThrow();
    await app.db.raw('alter table articles drop constraint broken');
    expect(await row(feed)).toMatchObject({ etag: null, baseline_at: null, lease_until: null });
    expect(await pollFeed(app, feed.id)).toMatchObject({
      notModified: false,
      articles: [{ verdict: 'baseline' }],
    });
  });

  test('the server and the feed may ask for a longer pause, between five minutes and a day', async () => {
    const feed = await newFeed();
    const pauseWith = async (headers: Record<string, string>, extra = '') => {
      server.answer(path, answers.body(rss([item(1)], { extra }), headers));
      return minutesUntil((await pollFeed(app, feed.id)).feed.nextPollAt);
    };
    const usual = await pauseWith({});
    expect(usual).toBeGreaterThan(14.9);
    expect(usual).toBeLessThan(16.6);
    expect(await pauseWith({ 'Cache-Control': 'public, max-age=7200' })).toBeGreaterThan(119);
    expect(await pauseWith({}, '<ttl>180</ttl>')).toBeGreaterThan(179);
    expect(await pauseWith({ Expires: new Date(Date.now() + 3 * 3_600_000).toUTCString() })).toBeGreaterThan(
      178,
    );
    expect(await pauseWith({ 'Cache-Control': 'max-age=99999999' })).toBeCloseTo(24 * 60, 0);
    await changeFeed(app, publicationId, feed.id, { pollMinutes: 5 });
    expect(await pauseWith({})).toBeLessThan(6);
  });

  test('feeds of one host are asked one after the other', async () => {
    let open = 0;
    let most = 0;
    const slowly = (at: string) =>
      server.answer(at, (_request, response) => {
        open += 1;
        most = Math.max(most, open);
        setTimeout(() => {
          open -= 1;
          response.writeHead(200).end(rss([item(1)]));
        }, 30);
      });
    const urls = ['a', 'b', 'c'].map((name) => slowly(`${path}-${name}`));
    const feeds = await Promise.all(urls.map((url) => addFeed(app, publicationId, url)));
    await Promise.all(feeds.map((feed) => pollFeed(app, feed.id)));
    expect(most).toBe(1);
  });
});

describe('Feeds that move (FED-02)', () => {
  test('a permanent move is adopted after three consistent answers over a day, and audited', async () => {
    const target = server.serve(`${path}-new`, [item(1)]);
    server.answer(path, answers.redirect(301, target));
    const feed = await newFeed();
    await pollFeed(app, feed.id);
    await pollFeed(app, feed.id);
    await pollFeed(app, feed.id);
    expect((await getFeed(app.db, feed.id)).url).toBe(feed.url);
    await shift(feed, 25);
    expect((await pollFeed(app, feed.id)).feed.url).toBe(target);
    const audits = await app.db('audit_log').where({ action: 'feed.moved', subject: `feed:${feed.id}` });
    expect(audits).toMatchObject([{ details: { from: feed.url, to: target } }]);
  });

  test('a temporary move is followed and never adopted; a change of mind starts the count again', async () => {
    const target = server.serve(`${path}-new`, [item(1)]);
    server.answer(path, answers.redirect(302, target));
    const feed = await newFeed();
    for (let turn = 0; turn < 4; turn += 1) await pollFeed(app, feed.id);
    expect(await row(feed)).toMatchObject({ moved_to: null, moved_count: 0 });
    server.answer(path, answers.redirect(308, target));
    await pollFeed(app, feed.id);
    await pollFeed(app, feed.id);
    await shift(feed, 25);
    server.serve(path, [item(1)]);
    await pollFeed(app, feed.id);
    server.answer(path, answers.redirect(308, target));
    expect((await pollFeed(app, feed.id)).feed.url).toBe(feed.url);
    expect(await row(feed)).toMatchObject({ moved_count: 1 });
  });

  test('a move onto another feed of the publication is not adopted', async () => {
    const target = server.serve(`${path}-new`, [item(1)]);
    await addFeed(app, publicationId, target);
    server.answer(path, answers.redirect(301, target));
    const feed = await newFeed();
    for (let turn = 0; turn < 3; turn += 1) await pollFeed(app, feed.id);
    await shift(feed, 25);
    expect((await pollFeed(app, feed.id)).feed.url).toBe(feed.url);
  });
});

describe('Feeds that fail (FED-03, FED-05)', () => {
  test.each([
    [
      'is a web page',
      answers.body(
        '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/real.xml"></head></html>',
        { 'Content-Type': 'text/html' },
      ),
      /web page, not a feed\. It points to these feeds: “http:\/\/127\.0\.0\.1:\d+\/real\.xml”\.$/,
    ],
    ['is empty', answers.body(''), /empty document/],
    ['is something else', answers.body('{"name": "no feed"}'), /not a feed/],
    ['is not there', answers.status(404), /no feed at this address \(HTTP 404\)/],
    ['is forbidden', answers.status(403), /does not let Paperround read/],
    ['has a broken server', answers.status(500), /fault at the moment \(HTTP 500\)/],
    ['has 50 MB', answers.endless(), /larger than 10 MB/],
    ['is a gzip bomb', answers.gzipBomb(60), /larger than 10 MB/],
    ['closes in the middle', answers.cut(rss([item(1)])), /could not be reached, or it closed/],
    [
      'leads in a circle',
      (_request: unknown, response: ServerResponse) => response.writeHead(302, { Location: '?' }).end(),
      /redirects too many times/,
    ],
  ])(
    'a feed that %s is failing, with a sentence, and known articles stay',
    async (_what, answer, sentence) => {
      server.serve(path, [item(1)]);
      const feed = await newFeed();
      await pollFeed(app, feed.id);
      server.answer(path, answer);
      const { feed: failing, articles } = await pollFeed(app, feed.id);
      expect(failing.status).toBe('failing');
      expect(failing.error && says(failing.error)).toMatch(sentence);
      expect(articles).toEqual([]);
      server.serve(path, [item(1)]);
      expect(await pollFeed(app, feed.id)).toMatchObject({
        articles: [],
        feed: { status: 'active', error: null },
      });
      expect(await listArticles(app.db, publicationId, { limit: 9 })).toHaveLength(1);
    },
  );

  test('an address inside is refused with the sentence of the guard and nothing of the answer (SEC-30)', async () => {
    const feed = await addFeed(app, publicationId, 'http://169.254.169.254/latest/meta-data');
    expect((await pollFeed(app, feed.id)).feed).toMatchObject({
      status: 'failing',
      error: { code: 'address-forbidden', params: {} },
    });
  });

  test('pauses grow to a day, Retry-After is obeyed as seconds and as a date', async () => {
    const feed = await newFeed();
    server.answer(path, answers.status(500));
    const pauses: number[] = [];
    for (let turn = 0; turn < 9; turn += 1)
      pauses.push(minutesUntil((await pollFeed(app, feed.id)).feed.nextPollAt));
    expect(pauses[1]).toBeGreaterThan((pauses[0] ?? 0) * 1.5);
    expect(pauses.at(-1)).toBeCloseTo(24 * 60, 0);
    await app.db('feeds').where({ id: feed.id }).update({ failures: 0 });
    server.answer(path, answers.status(429, { 'Retry-After': '7200' }));
    expect(minutesUntil((await pollFeed(app, feed.id)).feed.nextPollAt)).toBeCloseTo(120, 0);
    await app.db('feeds').where({ id: feed.id }).update({ failures: 0 });
    server.answer(
      path,
      answers.status(503, { 'Retry-After': new Date(Date.now() + 5 * 3_600_000).toUTCString() }),
    );
    expect(minutesUntil((await pollFeed(app, feed.id)).feed.nextPollAt)).toBeCloseTo(300, 0);
    expect(
      app.logged.filter((line) => line.includes('"feed.failed"') && line.includes('"level":"error"')).length,
    ).toBeGreaterThan(0);
  });

  test('a feed that is gone for good is not polled any more, until an editor resumes it', async () => {
    server.answer(path, answers.status(410));
    const feed = await newFeed();
    expect((await pollFeed(app, feed.id)).feed).toMatchObject({
      status: 'gone',
      error: { code: 'feed-refused', params: { status: 410 } },
    });
    await app
      .db('feeds')
      .where({ id: feed.id })
      .update({ next_poll_at: app.db.raw("now() - interval '1 hour'") });
    await enqueueDuePolls(app);
    expect((await row(feed))['next_poll_at']).toSatisfy((date: Date) => date < new Date());
    expect(await changeFeed(app, publicationId, feed.id, { status: 'active' })).toMatchObject({
      status: 'active',
    });
  });
});

describe('The timetable', () => {
  test('a due feed is claimed once, whoever ticks, and its job polls it', async () => {
    server.serve(path, [item(1)]);
    const feed = await newFeed();
    await app.db.raw(`delete from jobs.job where name = 'feed.poll'`);
    await app.db.raw(`update feeds set next_poll_at = now() + interval '1 day' where id <> ?`, [feed.id]);
    await app.db('feeds').where({ id: feed.id }).update({ next_poll_at: app.db.fn.now() });
    await Promise.all([enqueueDuePolls(app), enqueueDuePolls(app), enqueueDuePolls(app)]);
    const { rows } = await app.db.raw(`select data from jobs.job where name = 'feed.poll'`);
    expect(rows).toEqual([{ data: { feedId: feed.id } }]);
    await app.jobs.work(queueHandlers(app).filter(({ queue }) => queue.name === 'feed.poll'));
    await vi.waitFor(async () => expect((await getFeed(app.db, feed.id)).baselineAt).not.toBeNull(), 100_000);
  });

  test('a paused feed is left alone and can still be polled by hand', async () => {
    server.serve(path, [item(1)]);
    const feed = await newFeed();
    await changeFeed(app, publicationId, feed.id, { status: 'paused' });
    await app
      .db('feeds')
      .where({ id: feed.id })
      .update({ next_poll_at: app.db.raw("now() - interval '1 hour'") });
    await enqueueDuePolls(app);
    expect((await row(feed))['next_poll_at']).toSatisfy((date: Date) => date < new Date());
    expect((await pollFeed(app, feed.id)).feed.status).toBe('paused');
  });

  test('a lease of a process that died ends by itself', async () => {
    server.serve(path, [item(1)]);
    const feed = await newFeed();
    await app.db.raw(`update feeds set lease_until = now() + interval '1 second' where id = ?`, [feed.id]);
    expect(await pollFeed(app, feed.id)).toMatchObject({ articles: [{ verdict: 'baseline' }] });
  });
});
