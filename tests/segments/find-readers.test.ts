import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApiKey } from '../../src/accounts/index.ts';
import { countFound } from '../../src/segments/count-readers.ts';
import { listReaders } from '../../src/segments/reader-queries.ts';
import { patternsOf } from '../../src/segments/selection.ts';
import { eraseSubscriber } from '../../src/subscribers/index.ts';
import { createServer } from '../../src/web/server.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { evidence, makeConsenting } from '../support/readers/readers.ts';
import { makeReaders } from '../support/sends/sends.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, {
  slug: 'gazette',
  topics: [
    { slug: 'sport', name: 'Sport' },
    { slug: 'town', name: 'Town' },
  ],
});
const courier = await makePublication(app, { slug: 'courier' });
const { key } = await createApiKey(app, 'a test');
const cookie = await signInByPage(server, await makeUser(app, 'viewer'));

const hanne = await makeConsenting(app, gazette, 'hanne.lorentzen@gmail.example');
const bruno = await makeConsenting(app, gazette, 'bruno@web.example');
const sport = await makeConsenting(app, gazette, 'sport_fan@web.example');
const quiet = await makeConsenting(app, gazette, 'quiet@sub.web.example');
await makeConsenting(app, courier, 'hanne.lorentzen@gmail.example');
const change = (id: number, fields: Record<string, unknown>) =>
  app.db('subscribers').where({ id }).update(fields);
await change(hanne.id, { name: 'Hanne Ødegård', rhythm: 'daily', language: 'fr' });
await change(bruno.id, {
  name: '100% Bruno',
  created_at: new Date('2026-01-01'),
  source: 'https://gazette.example/bridge?utm_source=x',
});
await change(sport.id, {
  topic_ids: [Number((await app.db('topics').where({ slug: 'sport' }).first('id'))?.['id'])],
});
await change(quiet.id, { status: 'bounced', paused_until: new Date('2027-06-01') });

const api = (query: string, slug = 'gazette') =>
  request(server)
    .get(`/api/v1/publications/${slug}/subscribers?${query}`)
    .set('Authorization', `Bearer ${key}`);
const found = async (query: Record<string, string>) => {
  const { body } = await api(String(new URLSearchParams(query)));
  return (body.data as { email: string }[]).map(({ email }) => email.split('@')[0]);
};

describe('The search for readers', () => {
  test.each([
    ['lorentz', ['hanne.lorentzen']],
    ['LORENTZ gmail', ['hanne.lorentzen']],
    ['lorentz web', []],
    ['ødegå', ['hanne.lorentzen']],
    ['web.example', ['bruno', 'sport_fan', 'quiet']],
    // A sign of LIKE is a letter like others.
    ['100%', ['bruno']],
    ['%', []],
    ['sport_', ['sport_fan']],
    ['%%%', []],
    ['_____', []],
    // Two letters are a beginning: of the address, of the domain, of a name.
    ['br', ['bruno']],
    ['ru', []],
    ['gm', ['hanne.lorentzen']],
    ['Øl', []],
    ['Ød', ['hanne.lorentzen']],
    ['bruno@WEB.example', ['bruno']],
    ["' or true --", []],
    ['\u202Ebruno', []],
    ['a\0b', []],
    ['x'.repeat(300), []],
  ])('%j finds %j', async (q, emails) => {
    expect(await found({ q })).toEqual(emails);
  });

  test('is the same without the index of letters', async () => {
    const asked = { publicationId: gazette.id, words: ['ruN', 'we'].map(patternsOf), groups: [] };
    const list = () => listReaders(app.db, asked, { sort: 'joined', after: undefined, limit: 5 });
    const [before] = await list();
    await app.db.transaction(async (inner) => {
      await inner.raw('drop index subscribers_by_letters');
      expect((await listReaders(inner, asked, { sort: 'joined', after: undefined, limit: 5 }))[0]).toEqual(
        before,
      );
      await inner.raw(
        "create index subscribers_by_letters on subscribers using gin ((email || ' ' || name) gin_trgm_ops)",
      );
    });
    expect(before?.id).toBe(bruno.id);
  });

  test('refuses what is too long, and a cursor of another order', async () => {
    expect((await api(`q=${'x'.repeat(301)}`)).status).toBe(422);
    expect((await api('cursor=eA')).status).toBe(422);
    expect((await api('sort=name')).status).toBe(422);
    expect((await api('status=asleep')).body.errors[0].field).toBe('status');
  });

  test('finds with a whole address who was erased, and says so in words', async () => {
    const gone = await makeConsenting(app, gazette, 'gone@web.example');
    await eraseSubscriber(app, gone.id, evidence);
    const { body } = await api('q=Gone@web.example').set('Accept-Language', 'de');
    expect(body.data).toEqual([]);
    expect(body.suppressions).toEqual([
      expect.objectContaining({
        reason: 'erased',
        publication: null,
        says: expect.stringMatching(/^Die Adresse .*gelöscht/),
      }),
    ]);
    expect((await api('q=gone@web')).body.suppressions).toEqual([]);
  });
});

describe('A filter', () => {
  test.each([
    [{ status: 'bounced' }, ['quiet']],
    [{ bounced: 'no' }, ['hanne.lorentzen', 'bruno', 'sport_fan']],
    [{ paused: 'yes' }, ['quiet']],
    [{ rhythm: 'daily' }, ['hanne.lorentzen']],
    // Who chose no topic follows all.
    [{ topic: 'town' }, ['hanne.lorentzen', 'bruno', 'quiet']],
    [{ topic: 'sport', domain: 'WEB.example' }, ['bruno', 'sport_fan']],
    [{ domain: 'web' }, []],
    [{ source: '/bridge' }, ['bruno']],
    [{ language: 'fr' }, ['hanne.lorentzen']],
    // Without a choice it is the publication's.
    [{ language: 'EN', status: 'active' }, ['bruno', 'sport_fan']],
    [{ joined: '30', q: 'web.example' }, ['sport_fan', 'quiet']],
  ] as [Record<string, string>, string[]][])('%j finds %j', async (query, emails) => {
    expect(await found(query)).toEqual(emails);
  });

  test('counts all pages, and each order goes page by page', async () => {
    for (const sort of ['joined', '-joined', 'address', '-address']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await api(`sort=${sort}&limit=3${cursor && `&cursor=${cursor}`}`);
        expect(body.count).toEqual({ exact: 4 });
        seen.push(...body.data.map(({ email }: { email: string }) => email));
        cursor = body.nextCursor;
      }
      const inOrder = sort.endsWith('address')
        ? seen.toSorted()
        : [hanne, bruno, sport, quiet].map(({ email }) => email);
      expect(seen).toEqual(sort.startsWith('-') ? inOrder.toReversed() : inOrder);
    }
  });
});

test('Beyond ten thousand readers a list says about how many there are, from some of them', async () => {
  const many = await makePublication(app, { slug: 'many' });
  await makeReaders(app, many, 40_000, (index) => (index % 4 === 0 ? 'one.example' : 'two.example'));
  await app.db.raw('analyze subscribers');
  const count = (one: Parameters<typeof countFound>[1]) => countFound(app.db, one, 60_000);
  const asked = { publicationId: many.id, words: [], groups: [] };
  const all = await count(asked);
  expect('about' in all && Math.abs(all.about - 40_000)).toBeLessThan(2000);
  expect(await count({ ...asked, words: [patternsOf('one.example')] })).toEqual({
    exact: 10_000,
  });
  const beyond = await count({ ...asked, words: [patternsOf('two.example')] });
  expect('about' in beyond && beyond.about).toBeGreaterThan(20_000);
});

describe('The page Subscribers', () => {
  const page = (query = '', jar = cookie) =>
    request(server).get(`/admin/gazette/subscribers${query}`).set('Cookie', jar);

  test('shows what was looked for, each filter as a chip that takes it away, and why an address gets no mail', async () => {
    const { text } = await page('?q=bruno&domain=web.example&rhythm=nonsense');
    expect(text).toContain('1 reader.');
    expect(text).toContain('<bdi>100% Bruno</bdi>');
    expect(text).not.toContain('hanne.lorentzen');
    expect(text).toContain('Take away: Mail domain: web.example');
    expect(text).not.toContain('Take away: Rhythm');
    expect((await page('?q=gone%40web.example')).text).toContain('This address gets no mail here.');
    expect((await page('?q=nobody')).text).toContain('Nobody found');
    expect((await page('?cursor=x')).status).toBe(422);
  });

  test('keeps the columns that somebody chose', async () => {
    const chosen = await request(server)
      .post('/admin/gazette/subscribers/columns')
      .set('Cookie', cookie)
      .set('Sec-Fetch-Site', 'same-origin')
      .type('form')
      .send({ 'column.language': '1', 'column.nonsense': '1', list: '?q=hanne' });
    expect([chosen.status, chosen.headers['location']]).toEqual([303, '/admin/gazette/subscribers?q=hanne']);
    const kept = (chosen.headers['set-cookie'] as unknown as string[])[0]?.split(';')[0];
    const { text } = await page('', `${cookie}; ${kept}`);
    expect([...text.matchAll(/<th scope="col">([^<]+)</g)].map(([, name]) => name)).toEqual(['Language']);
  });
});
