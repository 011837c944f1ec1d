import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { firstVisitLink } from '../../../src/accounts/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { answers, item, startFeedServer } from '../../support/feeds/feed-server.ts';

const app = await createTestApp();
const server = createServer(app);
const site = await startFeedServer();
let path = '';
beforeEach(async () => {
  await app.db.raw('truncate users, set_up_tokens, publications, audit_log cascade');
  path = new URL((await firstVisitLink(app)) ?? '').pathname;
});

const valid = {
  name: 'The Gazette',
  slug: '',
  siteUrl: '',
  feedUrl: 'http://127.0.0.1:9/feed.xml',
  fromAddress: 'Gazette News <news@gazette.example>',
  postalAddress: '1 Market Square\r\nSpringfield',
  timeZone: 'Europe/Berlin',
  language: 'de',
  defaultRhythm: 'daily',
  adminEmail: 'Ed@Gazette.example',
  password: 'a heron by the canal',
};
const post = (fields: Record<string, string>, to = path) =>
  request(server).post(to).type('form').send(fields);
const count = async (table: string) =>
  (await app.db.raw(`select count(*) as n from ${table}`)).rows[0].n as number;

describe('The set-up page', () => {
  test('makes publication, feed and admin, and ends signed in at /admin', async () => {
    const answer = await post(valid);
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/admin');
    const { rows } = await app.db.raw(
      'select slug, from_name, from_address, site_url, language, default_rhythm from publications',
    );
    expect(rows).toEqual([
      {
        slug: 'the-gazette',
        from_name: 'Gazette News',
        from_address: 'news@gazette.example',
        site_url: 'http://127.0.0.1:9',
        language: 'de',
        default_rhythm: 'daily',
      },
    ]);
    expect(await count('feeds')).toBe(1);
    const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const page = await request(server).get('/admin/the-gazette').set('Cookie', cookie);
    expect(page.text).toContain('The Gazette');
    expect((await auditTrail(app.db)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['publication.created', 'user.created', 'session.started']),
    );
  });

  test('shows every fault beside its field, keeps what was typed but the password, and makes nothing', async () => {
    const answer = await post({
      ...valid,
      name: '',
      fromAddress: 'me@gmail.com',
      feedUrl: 'ftp://x',
      password: 'short',
    });
    expect(answer.status).toBe(422);
    for (const field of ['name', 'fromAddress', 'feedUrl', 'password']) {
      expect(answer.text).toContain(`id="${field}-error"`);
    }
    expect(answer.text).toContain('value="me@gmail.com"');
    expect(answer.text).toContain('1 Market Square');
    expect(answer.text).not.toContain('value="short"');
    expect([await count('publications'), await count('users'), await count('feeds')]).toEqual([0, 0, 0]);
    expect((await post(valid)).status).toBe(303);
  });

  test('offers the feed of a home page, keeps everything else, and takes it at the second try', async () => {
    const feedUrl = site.serve('/found.xml', [item(1)]);
    const page = '<html><link rel="alternate" type="application/rss+xml" href="/found.xml"></html>';
    const home = site.answer('/', answers.body(page, { 'Content-Type': 'text/html' }));
    const offered = await post({ ...valid, feedUrl: home });
    expect(offered.status).toBe(422);
    expect(offered.text).toMatch(
      new RegExp(`<input type="radio" name="foundFeed" value="${feedUrl}" checked`),
    );
    expect(offered.text).toContain('value="The Gazette"');
    const taken = await post({ ...valid, feedUrl: home, foundFeed: feedUrl });
    expect(taken.status).toBe(303);
    const { rows } = await app.db.raw('select url from feeds');
    expect(rows).toEqual([{ url: feedUrl }]);
  });

  test('shows what was typed as text, never as markup (SEC-12)', async () => {
    const answer = await post({ ...valid, slug: '"><script>alert(1)</script>' });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('<script>alert');
  });

  test('refuses fields it does not have (SEC-09)', async () => {
    const answer = await post({ ...valid, role: 'admin' });
    expect(answer.status).toBe(422);
    expect(await count('users')).toBe(0);
  });

  test('of two people who send it at once, one makes everything and one nothing', async () => {
    const both = await Promise.all([
      post(valid),
      post({ ...valid, slug: 'second', adminEmail: 'second@gazette.example' }),
    ]);
    expect(both.map(({ status }) => String(status)).sort()).toEqual(['303', '404']);
    expect([await count('publications'), await count('users'), await count('feeds')]).toEqual([1, 1, 1]);
  });
});

describe('The one-time link', () => {
  test('is needed: a guessed one shows nothing and makes nothing', async () => {
    const guessed = `/setup/${'A'.repeat(43)}`;
    expect((await request(server).get(guessed)).status).toBe(404);
    expect((await post(valid, guessed)).status).toBe(404);
    expect(await count('users')).toBe(0);
  });

  test('changes nothing when it is only looked at', async () => {
    for (let round = 0; round < 3; round += 1) expect((await request(server).get(path)).status).toBe(200);
    await request(server).head(path);
    expect((await post(valid)).status).toBe(303);
  });

  test('works once, and no other link of another start works after it', async () => {
    const other = new URL((await firstVisitLink(app)) ?? '').pathname;
    expect((await request(server).get(other)).status).toBe(200);
    expect((await post(valid)).status).toBe(303);
    for (const link of [path, other]) {
      expect((await request(server).get(link)).status).toBe(404);
      expect((await post({ ...valid, slug: 'again', adminEmail: 'x@gazette.example' }, link)).status).toBe(
        404,
      );
    }
    expect(await count('users')).toBe(1);
  });

  test('is over after a week', async () => {
    await app.db.raw("update set_up_tokens set expires_at = expires_at - interval '7 days'");
    expect((await request(server).get(path)).status).toBe(404);
    expect((await post(valid)).status).toBe(404);
  });

  test('is not made any more once there is an admin', async () => {
    await post(valid);
    expect(await firstVisitLink(app)).toBeUndefined();
  });

  test('stands in the database as a hash only, and leaves no trace elsewhere (TOK-02)', async () => {
    const token = path.split('/').at(-1) ?? '';
    const { rows } = await app.db.raw("select encode(token_hash, 'hex') as hash from set_up_tokens");
    expect(JSON.stringify(rows)).not.toContain(token);
    const page = await request(server).get(path);
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(app.logged.join('\n')).not.toContain(token);
  });
});

test('Without an admin and without the link, /admin explains where the link is', async () => {
  const answer = await request(server).get('/admin').redirects(1);
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('one-time link');
  expect(answer.text).not.toContain('type="password"');
});
