import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '../../../src/platform/database.ts';
import { searchArticles } from '../../../src/reports/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeArticle } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
let cookie = '';
let viewer = '';

beforeAll(async () => {
  cookie = await signInByPage(server, await makeUser(app, 'editor'));
  viewer = await signInByPage(server, await makeUser(app, 'viewer'));
  const gazette = await makePublication(app, { slug: 'gazette', name: 'The Gazette' });
  const herald = await makePublication(app, { slug: 'herald', name: 'The Herald' });
  await makeArticle(app, gazette, { title: 'Weihnachtsmarkt am Kai' });
  await makeArticle(app, herald, { title: 'Market hall opens' });
  await makeLetter(app, herald, { subject: '100 % of the market_hall' });
  await makeLetter(app, gazette, { subject: '<script>alert(1)</script> & more' });
  for (let count = 0; count < 7; count += 1) await makeLetter(app, gazette, { subject: `Ferry ${count}` });
  await makeLetter(app, herald, { subject: 'Ferry of the Herald' });
});

async function search(q: string, from = 'gazette', as = cookie) {
  const { status, text } = await request(server)
    .get('/admin/search')
    .query({ q, publication: from })
    .set('Cookie', as);
  expect(status).toBe(200);
  const hits = [...text.matchAll(/<a href="([^"]+)"[^>]*>.*?<\/a>/gs)].map(([, href]) => href ?? '');
  return { text, hits: hits.filter((href) => /\/(sends|articles)\//.test(href)) };
}

describe('The search', () => {
  test('finds a part of a word in subjects and headlines, whatever its case, and marks it', async () => {
    const { text } = await search('MARKT');
    expect(text).toContain('Weihnachts<mark>markt</mark> am Kai');
    expect((await search('ferry')).hits[0]).toMatch(/^\/admin\/gazette\/sends\/\d+$/);
  });

  test('needs every word, in any order', async () => {
    expect((await search('opens market', 'herald')).hits).toHaveLength(1);
    expect((await search('opens market nowhere', 'herald')).hits).toEqual([]);
  });

  test('looks in every publication and shows that of the person first', async () => {
    const { hits, text } = await search('ferry', 'herald');
    expect(hits[0]).toMatch(/^\/admin\/herald\/sends/);
    expect(hits[1]).toMatch(/^\/admin\/gazette\/sends/);
    expect(text).toContain('The Gazette');
  });

  test('shows five of a group and leads to the rest', async () => {
    const { hits, text } = await search('ferry');
    expect(hits.filter((href) => /\/sends\/\d/.test(href))).toHaveLength(5);
    expect(text).toContain('href="/admin/gazette/sends?q=ferry"');
  });

  test.each([
    ['%', 1],
    ['_', 1],
    ['market_', 1],
    ['\\', 0],
    ["'; drop table sends; --", 0],
    ['('.repeat(300), 0],
    ['market\0', 2],
    ['zz\ud800', 0],
    ['a b c d e f g h i j', 0],
  ])('takes %j as it is written', async (text, count) => {
    expect((await search(text)).hits).toHaveLength(count);
  });

  test('shows hostile subjects as text', async () => {
    const { text } = await search('script');
    expect(text).toContain('&lt;<mark>script</mark>>alert(1)&lt;/<mark>script</mark>>');
    expect(text).not.toContain('<script>alert');
  });

  test('finds pages by their name and by other words for them, for those who may see them', async () => {
    expect((await search('month')).text).toContain('href="/admin/gazette/calendar"');
    expect((await search('compose')).text).toContain('href="/admin/gazette/sends/new"');
    const { text } = await search('compose', 'gazette', viewer);
    expect(text).not.toContain('/sends/new"');
    expect((await search('logo')).text).not.toContain('/admin/gazette/settings"');
  });

  test('says what to do when nothing is found or asked', async () => {
    expect((await search('zzz')).text).toContain('Nothing found for “zzz”.');
    expect((await search('')).text).toContain('Go to Today');
  });
});

test('A part of a headline is found by an index, and without the extension for it row by row', async () => {
  await app.db.raw(
    `insert into articles (publication_id, key, title, summary, verdict, content_hash)
     select (select min(id) from publications), 'many-' || n, md5(n::text) || ' ' || n, repeat(md5(n::text), 20), 'new', '\\x00' from generate_series(1, 20000) n`,
  );
  await app.db.raw('vacuum analyze articles');
  const db = {
    raw: (sql: string, bindings: Record<string, string>) => app.db.raw(`explain ${sql}`, bindings),
  } as unknown as Db;
  const asked = { words: ['weihnacht', 'kai'], publicationId: 1, only: undefined, limit: 6 };
  expect(JSON.stringify(await searchArticles(db, asked))).toContain('articles_by_letters');
  const found = await searchArticles(app.db, asked);
  await app.db.raw('drop extension pg_trgm cascade');
  expect(await searchArticles(app.db, asked)).toEqual(found);
  expect(found).toHaveLength(1);
});
