import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addFeed, getFeed, listFeeds, pollFeed } from '../../../src/articles/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { answers, item, startFeedServer } from '../../support/feeds/feed-server.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const site = await startFeedServer();
let publication: Publication;
let cookie = '';
let serial = 0;

beforeAll(async () => {
  await makeUser(app, 'admin');
  cookie = await signInByPage(server, await makeUser(app, 'editor'));
});
beforeEach(async () => {
  serial += 1;
  publication = await makePublication(app);
});

const base = () => `/admin/${publication.slug}/feeds`;
const get = (path = '') => request(server).get(`${base()}${path}`).set('Cookie', cookie);
const post = (path: string, fields: Record<string, string> = {}) =>
  request(server).post(`${base()}${path}`).set('Cookie', cookie).type('form').send(fields);
const serve = (n = 1) =>
  site.serve(
    `/feed-${serial}.xml`,
    Array.from({ length: n }, (_none, at) => item(at)),
  );
const known = async (n = 1) => {
  const feed = await addFeed(app, publication.id, serve(n));
  await pollFeed(app, feed.id);
  return feed.id;
};

describe('The form for a feed', () => {
  const wrong: [string, string][] = [
    ['nothing', ''],
    ['no address', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['words', 'not an address at all <script>'],
    ['a password', 'https://user:word@gazette.example/'],
    ['far too much', `https://gazette.example/${'x'.repeat(3000)}`],
  ];
  test.each(wrong)(
    'with %s comes back with it, and says what is wrong beside the field',
    async (_what, url) => {
      const answer = await post('/new', { url });
      expect(answer.status).toBe(422);
      expect(answer.text).toMatch(/id="url"[^>]*aria-invalid="true"/);
      expect(answer.text).not.toContain('<script>alert');
      expect(await listFeeds(app.db, publication.id)).toEqual([]);
    },
  );

  test('refuses an address that may not be fetched, and names the setting for it', async () => {
    const answer = await post('/new', { url: 'http://10.1.2.3/feed.xml' });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/id="url-error".*FETCH_ALLOW/s);
    expect(await listFeeds(app.db, publication.id)).toEqual([]);
  });

  test('makes a feed that counts as fine once it was read', async () => {
    const feed = await addFeed(app, publication.id, serve());
    const state = async () =>
      /class="state[^>]*>.*?<\/svg>([^<]+)/s.exec((await get(`/${feed.id}`)).text)?.[1];
    expect(await state()).toBe('Not read yet');
    await pollFeed(app, feed.id);
    expect(await state()).toBe('Fine');
  });

  test('takes the name of a site without https://, and what was chosen before what was typed', async () => {
    const url = serve();
    const bare = url.replace('http://', '');
    // As https it cannot be reached, which is no reason to refuse it.
    expect((await post('/new', { url: bare })).status).toBe(303);
    expect((await post('/new', { url: `${site.origin}/nothing`, foundFeed: url })).status).toBe(303);
    const urls = (await listFeeds(app.db, publication.id)).map((feed) => feed.url);
    expect(urls).toEqual([`https://${bare}`, url]);
  });

  test('offers every feed of a home page, also when an address is corrected', async () => {
    const links = ['a', 'b'].map(
      (name) => `<link rel="alternate" type="application/rss+xml" href="/${name}.xml">`,
    );
    const home = site.answer(
      '/home',
      answers.body(`<html>${links.join('')}</html>`, { 'Content-Type': 'text/html' }),
    );
    const id = await known();
    for (const path of ['/new', `/${id}/edit`]) {
      const answer = await post(path, { url: home, pollMinutes: '15' });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('found 2 feeds');
      expect(answer.text).toMatch(/name="foundFeed" value="[^"]+\/a\.xml" checked/);
      expect(answer.text).toContain(`value="${home}"`);
    }
  });

  test('sent twice adds one feed, and says at the field that it is there', async () => {
    const url = serve();
    const both = await Promise.all([post('/new', { url }), post('/new', { url })]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([303, 422]));
    expect(await listFeeds(app.db, publication.id)).toHaveLength(1);
  });

  test.each([['4'], ['1441'], ['x'], ['']])(
    'refuses %s minutes and keeps the address',
    async (pollMinutes) => {
      const id = await known();
      const answer = await post(`/${id}/edit`, { url: `${site.origin}/feed-${serial}.xml`, pollMinutes });
      expect(answer.status).toBe(422);
      expect(answer.text).toMatch(/id="pollMinutes"[^>]*aria-invalid="true"/);
      expect((await getFeed(app.db, id)).pollMinutes).toBe(15);
    },
  );
});

describe('The page of a feed', () => {
  test('says in words why it fails and what that means, until it is read again or paused', async () => {
    const id = await known();
    site.answer(`/feed-${serial}.xml`, answers.status(503));
    expect((await post(`/${id}/read`)).status).toBe(303);
    expect((await get(`/${id}`)).text).toContain('has a fault at the moment (HTTP 503)');
    expect((await get()).text).toContain('has a fault at the moment');
    await post(`/${id}/pause`);
    expect((await get()).text).not.toContain('has a fault at the moment');
    expect((await get(`/${id}`)).text).toContain('It is paused');
    serve(2);
    await post(`/${id}/resume`);
    await post(`/${id}/read`);
    const { text } = await get(`/${id}`);
    expect(text).not.toContain('note-bad');
    expect(text).toContain('1 failed');
  });

  test('says what becomes of its articles before it is removed, and is gone after it', async () => {
    const id = await known();
    site.serve(`/feed-${serial}.xml`, [item('new', { published: new Date() }), item(0)]);
    await pollFeed(app, id);
    expect((await get(`/${id}/remove`)).text).toContain('1 article of it waits for its mail');
    expect((await post(`/${id}/remove`)).status).toBe(303);
    expect((await get(`/${id}`)).status).toBe(404);
    expect((await post(`/${id}/remove`)).status).toBe(404);
    expect((await post(`/${id}/restore`)).status).toBe(303);
    expect((await post(`/${id}/restore`)).status).toBe(303);
    expect((await get(`/${id}`)).status).toBe(200);
  });

  test('of another publication is not there, and nothing about it can be changed', async () => {
    const other = await makePublication(app);
    const feed = await addFeed(app, other.id, serve());
    for (const path of ['', '/edit', '/remove']) expect((await get(`/${feed.id}${path}`)).status).toBe(404);
    for (const verb of ['read', 'pause', 'resume', 'remove', 'restore'])
      expect((await post(`/${feed.id}/${verb}`)).status).toBe(404);
    expect(await getFeed(app.db, feed.id)).toMatchObject({ status: 'active', lastPolledAt: null });
  });
});
