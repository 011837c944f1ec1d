import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { answers, item, startFeedServer } from '../../support/feeds/feed-server.ts';

const app = await createTestApp();
const site = await startFeedServer();
const server = createServer(app);
let authorization = '';
beforeAll(async () => {
  authorization = await apiAuthorization(app);
  await makePublication(app, { slug: 'gazette' });
  await makePublication(app, { slug: 'other' });
  await makePublication(app, { slug: 'courier' });
  await makePublication(app, { slug: 'weekly', holdMinutes: 30 });
});

const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) => {
  const asked = request(server)[method](`/api/v1/publications/${path}`).set('Authorization', authorization);
  return body ? asked.send(body) : asked;
};
const some = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_none, index) => item(from + index));

let feedId = 0;

test('A feed is added, polled on demand and shown with the publication', async () => {
  const url = site.serve('/feed.xml', some(1, 3));
  const added = await call('post', 'gazette/feeds', { url });
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({
    url,
    status: 'active',
    title: null,
    error: null,
    lastPolledAt: null,
    nextPollAt: expect.any(String),
  });
  feedId = added.body.id;
  const polled = await call('post', `gazette/feeds/${feedId}/poll`);
  expect(polled.status).toBe(200);
  expect(polled.body).toMatchObject({
    notModified: false,
    feed: { id: feedId, title: 'The Gazette', link: 'https://gazette.example/' },
  });
  expect(polled.body.articles).toHaveLength(3);
  site.serve('/feed.xml', some(1, 4));
  const again = await call('post', `gazette/feeds/${feedId}/poll`);
  expect(again.body.articles).toEqual([
    { id: expect.any(Number), title: 'Article 4', url: 'https://gazette.example/articles/4', verdict: 'new' },
  ]);
  const publication = await call('get', 'gazette');
  expect(publication.body.feeds).toEqual([
    {
      id: feedId,
      url,
      title: 'The Gazette',
      status: 'active',
      lastPolledAt: expect.any(String),
      nextPollAt: expect.any(String),
      error: null,
    },
  ]);
  expect((await call('get', 'gazette/feeds')).body).toMatchObject({
    data: [{ id: feedId }],
    nextCursor: null,
  });
});

test('Adding a feed twice, or something that is no web address, is refused', async () => {
  expect((await call('post', 'gazette/feeds', { url: `${site.origin}/feed.xml` })).status).toBe(409);
  const bad = await call('post', 'gazette/feeds', { url: 'file:///etc/passwd' });
  expect(bad.status).toBe(422);
  expect(bad.body.errors).toEqual([{ field: 'url', message: expect.stringContaining('https://') }]);
});

test('A feed that cannot be read says why, with a good status: the poll itself was done', async () => {
  const url = site.answer('/page.html', answers.status(500));
  const added = await call('post', 'gazette/feeds', { url });
  site.answer('/page.html', answers.body('<html><p>Hello'));
  const polled = await call('post', `gazette/feeds/${added.body.id}/poll`);
  expect(polled.status).toBe(200);
  expect(polled.body).toMatchObject({
    articles: [],
    feed: {
      status: 'failing',
      error: {
        code: 'web-page',
        params: { isShownFeed: false, feeds: [] },
        says: 'This is a web page, not a feed. It points to no feed.',
      },
    },
  });
});

test('A home page is no feed: it is refused, and the feed that it points to is offered', async () => {
  const page = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>';
  const url = site.answer('/home', answers.body(page, { 'Content-Type': 'text/html' }));
  for (const [method, path] of [
    ['post', 'gazette/feeds'],
    ['patch', `gazette/feeds/${feedId}`],
  ] as const) {
    const refused = await call(method, path, { url });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toEqual([
      {
        field: 'url',
        message: expect.stringContaining(`${site.origin}/feed.xml”. Use that address instead.`),
        suggestions: [`${site.origin}/feed.xml`],
      },
    ]);
  }
});

test('A wrong feed is corrected or removed; added again it brings nothing twice', async () => {
  await call('post', 'courier/feeds', { url: site.serve('/other.xml', [item('o1')]) });
  const { id } = (await call('post', 'courier/feeds', { url: site.serve('/wrong.xml', [item('w1')]) })).body;
  const corrected = await call('patch', `courier/feeds/${id}`, {
    url: site.serve('/right.xml', [item('r1')]),
  });
  expect(corrected.body).toMatchObject({ id, url: `${site.origin}/right.xml`, status: 'active' });
  const taken = await call('patch', `courier/feeds/${id}`, { url: `${site.origin}/other.xml` });
  expect(taken.status).toBe(409);
  expect((await call('post', `courier/feeds/${id}/poll`)).body.articles).toMatchObject([
    { verdict: 'baseline' },
  ]);
  expect((await call('delete', `other/feeds/${id}`)).status).toBe(404);
  expect((await call('delete', `courier/feeds/${id}`)).status).toBe(204);
  expect((await call('get', `courier/feeds/${id}`)).status).toBe(404);
  expect((await call('post', `courier/feeds/${id}/poll`)).status).toBe(404);
  const again = await call('post', 'courier/feeds', { url: `${site.origin}/right.xml` });
  expect(again.status).toBe(201);
  expect((await call('post', `courier/feeds/${again.body.id}/poll`)).body.articles).toEqual([]);
});

test('Decisions about articles are made together, told with what became of each, and taken back by their key', async () => {
  const push = async (n: number) =>
    (
      await call('post', 'weekly/articles', {
        url: `https://gazette.example/push/${n}`,
        title: `Pushed ${n}`,
        categories: ['Town'],
        imageUrl: 'https://gazette.example/1.jpg',
        release: true,
      })
    ).body.id as number;
  const [one, two] = [await push(1), await push(2)];
  const decided = await call('post', 'weekly/articles/decide', { dismiss: [one], hold: [two] });
  expect(decided.body).toMatchObject({ data: [{ id: one }, { id: two }], key: expect.any(String) });
  const dropped = await call('get', 'weekly/articles?state=dismissed&q=pushed');
  expect(dropped.body.data).toMatchObject([
    {
      id: one,
      verdict: 'dismissed',
      fate: { is: 'dismissed', by: 'api-key:tests' },
      lastDecision: { is: 'dismissed' },
    },
  ]);
  const back = await call('post', 'weekly/articles/take-back', { key: decided.body.key });
  expect(back.body.data).toHaveLength(2);
  expect((await call('post', 'weekly/articles/take-back', {})).status).toBe(422);
  expect((await call('post', `weekly/articles/${one}/hold`)).body).toMatchObject({
    verdict: 'held',
    reason: { code: 'held-by-editor', says: expect.stringContaining('An editor') },
  });
  expect((await call('post', `weekly/articles/${one}/take-back`)).body).toMatchObject({ verdict: 'new' });
  expect((await call('post', `weekly/articles/${one}/send-now`)).body).toMatchObject({
    lastDecision: { is: 'hurried' },
    goesOutAt: expect.any(String),
  });
  expect((await call('get', 'weekly/articles?topic=nowhere')).status).toBe(422);
  expect((await call('post', `gazette/articles/${one}/hold`)).status).toBe(404);
});

test('An article is changed for its mail only, and back', async () => {
  const { data } = (await call('get', 'weekly/articles?q=Pushed 2')).body;
  const path = `weekly/articles/${data[0].id}`;
  const changed = await call('patch', path, { mail: { title: 'Shorter', imageUrl: '' } });
  expect(changed.body).toMatchObject({
    title: 'Pushed 2',
    mail: { title: 'Shorter', standfirst: null, imageUrl: '' },
  });
  const wrong = await call('patch', path, { mail: { title: '', imageUrl: 'javascript:alert(1)' } });
  expect(wrong.status).toBe(422);
  expect(wrong.body.errors.map(({ field }: { field: string }) => field)).toEqual([
    'mail.title',
    'mail.imageUrl',
  ]);
  const reset = await call('patch', path, { mail: { title: null, imageUrl: null } });
  expect(reset.body.mail).toBeNull();
});

test('The history of a feed says how each reading went; a removed feed is brought back', async () => {
  const added = await call('post', 'courier/feeds', { url: site.serve('/history.xml', [item('p1')]) });
  await call('post', `courier/feeds/${added.body.id}/poll`);
  const polls = await call('get', `courier/feeds/${added.body.id}/polls`);
  expect(polls.body.data).toMatchObject([{ outcome: 'read', status: 200, fresh: 1, error: null }]);
  await call('delete', `courier/feeds/${added.body.id}`);
  expect((await call('post', `courier/feeds/${added.body.id}/restore`)).body).toMatchObject({
    status: 'active',
  });
  await call('delete', `courier/feeds/${added.body.id}`);
});

test('A held article says why, and one call releases or dismisses it', async () => {
  const url = site.serve('/held.xml', [item('h1'), item('h2')]);
  const { id } = (await call('post', 'courier/feeds', { url })).body;
  await call('post', `courier/feeds/${id}/poll`);
  const odd = (n: string) => item(n, { published: '32 Foo 2026' });
  site.serve('/held.xml', [odd('h3'), odd('h4'), item('h1'), item('h2')]);
  await call('post', `courier/feeds/${id}/poll`);
  const { data } = (await call('get', 'courier/articles?verdict=held')).body;
  expect(data).toMatchObject([
    { title: 'Article h3', reason: { code: 'date-unread', says: expect.stringContaining('cannot be read') } },
    { title: 'Article h4', reason: { code: 'date-unread' } },
  ]);
  const [one, two] = data as { id: number }[];
  expect((await call('post', `other/articles/${one?.id}/release`)).status).toBe(404);
  expect((await call('post', `courier/articles/${one?.id}/release`)).body).toMatchObject({
    verdict: 'new',
    reason: null,
  });
  expect((await call('post', `courier/articles/${two?.id}/dismiss`)).body).toMatchObject({
    verdict: 'dismissed',
    reason: null,
  });
});

test('A feed is paused and resumed, and belongs to its publication only (SEC-09)', async () => {
  expect(
    (await call('patch', `gazette/feeds/${feedId}`, { status: 'paused', pollMinutes: 60 })).body,
  ).toMatchObject({ status: 'paused', pollMinutes: 60 });
  expect((await call('patch', `gazette/feeds/${feedId}`, { status: 'active' })).body).toMatchObject({
    status: 'active',
  });
  expect((await call('patch', `gazette/feeds/${feedId}`, { status: 'gone' })).status).toBe(422);
  for (const [method, path] of [
    ['get', ''],
    ['patch', ''],
    ['post', '/poll'],
  ] as const) {
    expect((await call(method, `other/feeds/${feedId}${path}`, {})).status).toBe(404);
  }
  expect((await call('get', 'gazette/feeds/1e3')).status).toBe(404);
});

describe('Articles', () => {
  test('are listed newest first by pages, without their full text', async () => {
    const first = await call('get', 'gazette/articles?limit=3');
    expect(first.body.data.map(({ title }: { title: string }) => title)).toHaveLength(3);
    expect(first.body.data[0]).toMatchObject({ title: 'Article 4', verdict: 'new', guid: 'guid-4' });
    expect(first.body.data[0]).not.toHaveProperty('html');
    const second = await call('get', `gazette/articles?limit=3&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ data: [{ verdict: 'baseline' }], nextCursor: null });
    expect((await call('get', 'gazette/articles?verdict=baseline')).body.data).toHaveLength(3);
    expect((await call('get', 'gazette/articles?verdict=odd')).status).toBe(422);
    expect((await call('get', 'other/articles')).body.data).toEqual([]);
  });

  test('are pushed, the same guid twice being one article', async () => {
    const push = (fields: object) =>
      call('post', 'gazette/articles', {
        guid: 'p-1',
        url: 'https://gazette.example/p',
        title: 'Pushed',
        ...fields,
      });
    const first = await push({
      html: '<p>Text<script>alert(1)</script></p>',
      authors: ['Ada'],
      publishedAt: '2026-11-01T10:00:00+01:00',
    });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      guid: 'p-1',
      verdict: 'new',
      html: '<p>Text</p>',
      authors: ['Ada'],
      publishedAt: '2026-11-01T09:00:00.000Z',
      feedId: null,
    });
    const second = await push({ title: 'Pushed again' });
    expect(second.body).toMatchObject({ id: first.body.id, title: 'Pushed again' });
    const shown = await call('get', `gazette/articles/${first.body.id}`);
    expect(shown.body).toEqual(second.body);
    expect((await call('get', `other/articles/${first.body.id}`)).status).toBe(404);
  });

  test.each([
    ['no title', { title: '' }, 'title'],
    ['an address that is none', { url: 'javascript:alert(1)' }, 'url'],
    ['a picture that is none', { imageUrl: 'data:image/png;base64,AAAA' }, 'imageUrl'],
    ['a title of two lines (HDR-08)', { title: 'A\r\nBcc: x@example.org' }, 'title'],
    ['a date that is none', { publishedAt: 'yesterday' }, 'publishedAt'],
    ['a field that does not exist (SEC-09)', { verdict: 'new' }, 'verdict'],
  ])('are refused with %s', async (_what, fault, field) => {
    const answer = await call('post', 'gazette/articles', {
      url: 'https://gazette.example/x',
      title: 'X',
      ...fault,
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ field, message: expect.stringMatching(/\.$/) }]);
  });

  test('that were held are released or dismissed by one call', async () => {
    site.serve('/feed.xml', some(1, 12));
    const polled = await call('post', `gazette/feeds/${feedId}/poll`);
    const ids = polled.body.articles.map(({ id }: { id: number }) => id);
    expect(polled.body.articles.every(({ verdict }: { verdict: string }) => verdict === 'held')).toBe(true);
    const [dismissed] = ids;
    expect((await call('post', 'other/articles/release', { ids })).body.data).toEqual([]);
    expect((await call('post', 'gazette/articles/dismiss', { ids: [dismissed] })).body.data).toMatchObject([
      { id: dismissed, verdict: 'dismissed' },
    ]);
    const released = await call('post', 'gazette/articles/release');
    expect(released.status).toBe(200);
    expect(released.body.data).toHaveLength(7);
    expect(released.body.data[0]).toMatchObject({ verdict: 'new', releasedAt: expect.any(String) });
    expect((await call('post', 'gazette/articles/release', {})).body.data).toEqual([]);
    expect((await call('post', 'gazette/articles/release', { ids: ['x'] })).status).toBe(422);
  });
});
