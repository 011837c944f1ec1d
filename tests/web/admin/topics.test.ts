import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApiKey } from '../../../src/accounts/index.ts';
import { listTopics } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeArticle, makeReaders } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const HOSTILE = '<script>alert(1)</script>';
const gazette = await makePublication(app, {
  slug: 'gazette',
  topics: [
    { slug: 'sport', name: 'Sport', categories: ['football', HOSTILE] },
    { slug: 'town', name: `Town ${HOSTILE}`, categories: [] },
  ],
});
const cookie = await signInByPage(server, await makeUser(app, 'admin'));
const [sport] = await listTopics(app.db, gazette.id);
const readers = await makeReaders(app, gazette, 3);
await app
  .db('subscribers')
  .where({ id: readers[0] ?? 0 })
  .update({ topic_ids: [sport?.id ?? 0] });
await makeArticle(app, gazette, { title: 'Cup won', categories: ['football'] });
await makeArticle(app, gazette, { title: 'Born', categories: [HOSTILE, 'Family'] });
await makeArticle(app, gazette, { title: 'Gone', categories: ['<b>Family</b>'] });

const base = '/admin/gazette/topics';
const get = (url: string, language = 'en') =>
  request(server).get(url).set('Cookie', cookie).set('Accept-Language', language);
const post = (url: string, fields: Record<string, string>) =>
  request(server).post(url).set('Cookie', cookie).type('form').send(fields);
const slugs = async () => (await listTopics(app.db, gazette.id)).map(({ slug }) => slug);

test('Topics show their followers with a way to them, their articles, and what is in none; names of others stay text', async () => {
  const { text } = await get(base);
  expect(text).toContain('href="/admin/gazette/subscribers?topic=sport">3 readers follow it</a>');
  expect(text).toContain('2 articles in 30 days');
  expect(text).toContain('One category has no topic:');
  expect(text).toContain('&lt;b>Family&lt;/b>');
  for (const page of ['', '/sport/edit', '/sport/split', '/sport/merge', '/town/merge?into=sport']) {
    const shown = await get(`${base}${page}`, 'de');
    expect([page, shown.status, shown.text.includes(HOSTILE)]).toEqual([page, 200, false]);
  }
});

test('A topic is added, changed and refused in the form', async () => {
  expect((await post(`${base}/new`, { name: 'Sport', categories: 'sea\r\n coast \r\n' })).status).toBe(303);
  expect((await listTopics(app.db, gazette.id)).at(-1)).toMatchObject({
    slug: 'sport-2',
    categories: ['sea', 'coast'],
  });
  await post(`${base}/sport-2/edit`, { name: 'Sea', categories: 'sea' });
  expect((await listTopics(app.db, gazette.id)).at(-1)).toMatchObject({ name: 'Sea', categories: ['sea'] });
  const refused = await post(`${base}/sport-2/edit`, { name: '', categories: 'kept' });
  expect([refused.status, refused.text.includes('>kept</textarea>')]).toEqual([422, true]);
  expect(refused.text).toContain('id="name-error"');
  expect((await get(`${base}/nothing/edit`)).status).toBe(404);
});

describe('A merge on the desk', () => {
  test('says first what it does, and then does it once', async () => {
    await makeLetter(app, gazette, { subject: 'To the fans', audience: { topics: ['sport-2'] } });
    const page = await get(`${base}/sport-2/merge?into=sport`);
    expect(page.text).toContain('0 readers who chose it follow Sport from then on.');
    expect(page.text).toContain('1 reader who chose the other one alone gets the articles of Sea, too.');
    expect(page.text).toContain('To the fans');
    expect(page.text).toContain('Merge Sea into Sport</button>');
    const [one, two] = [
      await post(`${base}/sport-2/merge`, { into: 'sport' }),
      await post(`${base}/sport-2/merge`, { into: 'sport' }),
    ];
    expect((await get(one.headers['location'] ?? '')).text).toContain('Merged.');
    expect((await get(two.headers['location'] ?? '')).text).toContain('This topic is not there any more.');
    expect(await slugs()).toEqual(['sport', 'town']);
    expect((await post(`${base}/sport/merge`, { into: 'sport' })).status).toBe(422);
    expect((await post(`${base}/sport/merge`, { into: 'none' })).status).toBe(404);
  });

  test('is undone by nobody, but a split makes a topic of its categories again', async () => {
    const nothing = await post(`${base}/sport/split`, { name: 'Sea' });
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('id="categories-error"');
    const done = await post(`${base}/sport/split`, { name: 'Sea', 'category.2': 'sea' });
    expect((await get(done.headers['location'] ?? '')).text).toContain(
      'Sea is a topic now. Readers who follow both: 1.',
    );
    expect(await slugs()).toEqual(['sport', 'sea', 'town']);
  });
});

test('The API counts first, and merges and splits', async () => {
  const { key } = await createApiKey(app, 'a test');
  const path = '/api/v1/publications/gazette/topics';
  const call = (method: 'get' | 'post' | 'patch', url: string, body?: object) =>
    request(server)[method](`${path}${url}`).set('Authorization', `Bearer ${key}`).send(body);
  const { body: listed } = await call('get', '');
  expect(listed.data[0]).toMatchObject({ id: sport?.id, slug: 'sport', followers: 3 });
  const split = { name: 'Ball', categories: ['football'] };
  expect((await call('post', `/${sport?.id}/split?dryRun=true`, split)).body).toMatchObject({
    dryRun: true,
    readers: 1,
    topic: { id: null, slug: 'ball' },
  });
  expect((await call('post', '/sport/split', split)).body).toMatchObject({ dryRun: false, readers: 1 });
  expect((await call('patch', '/ball', { name: 'Ball games' })).body).toMatchObject({ slug: 'ball' });
  expect((await call('post', '/ball/merge?dryRun=true', { into: sport?.id })).body).toEqual({
    dryRun: true,
    readers: 1,
    both: 1,
    others: 0,
    sends: 0,
    segments: 0,
  });
  expect((await call('post', '/ball/merge', { into: 'sport' })).body).toEqual({
    dryRun: false,
    readers: 1,
    sends: 0,
    segments: 0,
  });
  expect((await call('post', '/ball/merge', { into: 'sport' })).status).toBe(404);
  expect((await call('post', '/sport/merge', { into: 'sport' })).status).toBe(422);
  expect((await call('post', '/sport/split', { name: 'X', categories: ['weather'] })).status).toBe(422);
});
