import type { IncomingMessage } from 'node:http';
import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { listVersions, mergeDraft } from '../../../src/letters/index.ts';
import { changeRole, changeUser, listUsers } from '../../../src/accounts/index.ts';
import { roleCovers, ROLES, type Role } from '../../../src/accounts/user.ts';
import { adminRouteTable } from '../../../src/web/admin/routes.ts';
import { createServer } from '../../../src/web/server.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeUser, PASSWORD, signInByPage } from '../../support/web/admin.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { answers, startFeedServer } from '../../support/feeds/feed-server.ts';
import { drawing } from '../../support/media/pictures.ts';

const app = await createTestApp();
const server = createServer(app);
type Person = 'owner' | Role;
const PEOPLE: Person[] = ['owner', ...ROLES];
const cookies = {} as Record<Person, string>;
// With one alone, /admin would lead straight to it.
const publication = await makePublication(app, {
  slug: 'gazette',
  topics: [{ slug: 'sport', name: 'Sport', categories: ['rowing'] }],
});
const herald = await makePublication(app, { slug: 'herald' });
const sendId = await makeLetter(app, publication);
await mergeDraft(app, publication.id, sendId, { mine: { subject: 'Another' }, take: 'mine' });
const [version] = await listVersions(app, publication.id, sendId);
// The pages about one thing are about number 99.
const site = await startFeedServer();
const picture = site.answer('/picture.png', answers.body(await drawing(40, 30).png().toBuffer()));
await app.db.raw(
  `with feed as (
     insert into feeds (id, publication_id, url, host) values (99, :id, 'https://gazette.example/feed', 'gazette.example') returning id)
   insert into articles (id, publication_id, feed_id, key, title, verdict, content_hash, image_url)
   select 99, :id, feed.id, 'a', 'An article', 'new', '', :picture from feed`,
  { id: publication.id, picture },
);
await app.db.raw(`insert into users (id, email) values (99, 'somebody@gazette.example')`);
await changeRole(app, 99, publication.id, { role: 'viewer', maySend: false });
await app.db.raw(
  `insert into hooks (id, publication_id, provider, secret_hash, sealed_secret) overriding system value
   values (99, ?, 'postmark', '', '')`,
  [publication.id],
);
await app.db.raw(
  `insert into segments (id, publication_id, name, match, rules) overriding system value
   values (99, ?, 'Everybody', 'all', '[{"field": "paused", "op": "is", "value": "no"}]')`,
  [publication.id],
);
await app.db.raw(
  `with webhook as (
     insert into webhooks (id, publication_id, url, events, sealed_secrets) values (99, :id, 'https://crm.example', '{*}', '') returning id),
   event as (insert into webhook_events (id, publication_id, type, subject_id) values (99, :id, 'webhook.test', 99) returning id)
   insert into webhook_deliveries (id, webhook_id, event_id) select 99, webhook.id, event.id from webhook, event`,
  { id: publication.id },
);
await app.db.raw(
  `insert into imports (id, publication_id, status, consent_source, channel, caller) overriding system value
   values (99, ?, 'finished', 'a list', 'test', 'test')`,
  [publication.id],
);
await app.db.raw(
  `insert into bulk_changes (id, publication_id, action, wish, status, actor, channel, picked) overriding system value
   values (99, ?, 'unsubscribe', '{"action": "unsubscribe"}', 'finished', 'command-line', 'test', 1)`,
  [publication.id],
);
await app.db.raw(
  `with reader as (
     insert into subscribers (id, publication_id, status, email, delivery_address, address_hash, rhythm)
     overriding system value values (99, ?, 'active', 'ann@gazette.example', 'ann@gazette.example', 'x', 'each') returning id)
   insert into subscriber_notes (id, subscriber_id, actor, text) overriding system value select 99, id, 'user:1', 'A note' from reader`,
  [publication.id],
);
beforeAll(async () => {
  for (const role of PEOPLE) cookies[role] = await signInByPage(server, await makeUser(app, role));
});

const urlOf = (path: string) =>
  `/admin${path
    .replace(':slug', 'gazette')
    .replace('/sends/:id', `/sends/${sendId}`)
    .replace(':topic', 'sport')
    .replace('/templates/:kind', '/templates/letter')
    .replace(':number', '0')
    .replace(':versionId', String(version?.id))
    .replace(':id', '99')
    .replace(':noteId', '99')
    .replace(':deliveryId', '99')}`;
const routes = adminRouteTable.map(({ method, path, role, right }) => ({
  method,
  url: urlOf(path),
  role,
  right,
}));

const mayGo = (as: Person, { role, right }: Pick<(typeof routes)[number], 'role' | 'right'>) =>
  as === 'owner' || (right !== 'own' && roleCovers(as, role));

const KEEPS_WORDS = /^post .*\/sends\/(new|\d+\/edit)$/;

/** News have no end: whoever has seen that they begin goes. */
function leaveStreams(answer: request.Response, done: (error: Error | null, body: unknown) => void): void {
  const stream = answer as unknown as IncomingMessage;
  if (stream.headers['content-type']?.startsWith('text/event-stream')) stream.destroy();
  else stream.resume().once('end', () => done(null, ''));
  stream.once('close', () => done(null, ''));
}

describe('Who may do what (SEC-09)', () => {
  test.each(routes)('$method $url is for nobody who is not signed in', async ({ method, url }) => {
    const answer = await request(server)[method](url);
    // Whoever sends a text gets it back with a way to sign in, and not a page without it.
    if (KEEPS_WORDS.test(`${method} ${url}`)) {
      expect(answer.status).toBe(401);
      return;
    }
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toMatch(/^\/admin\/sign-in/);
  });

  const pairs = routes.flatMap((route) => PEOPLE.map((as) => ({ ...route, as })));
  test.each(pairs.filter(({ as, ...route }) => !mayGo(as, route)))(
    '$method $url needs $role and refuses $as',
    async ({ method, url, as }) => {
      const answer = await request(server)[method](url).set('Cookie', cookies[as]);
      expect(answer.status).toBe(403);
    },
  );
  test.each(pairs.filter(({ as, ...route }) => mayGo(as, route) && route.method === 'get'))(
    '$method $url shows itself to $as',
    async ({ url, as }) => {
      const { status, headers } = await request(server)
        .get(url)
        .set('Cookie', cookies[as])
        .parse(leaveStreams);
      // Or another page that shows it, such as that for writing a draft.
      if (status !== 200)
        expect([status, headers['location']]).toEqual([303, expect.stringMatching(/^\/admin\/gazette/)]);
    },
  );

  test('an address that is no page tells a stranger nothing', async () => {
    expect((await request(server).get('/admin/nothing-here')).status).toBe(303);
    expect((await request(server).get('/admin/nothing-here').set('Cookie', cookies.viewer)).status).toBe(404);
  });

  test('a cookie that was made up opens nothing', async () => {
    const made = `paperround-session=${'A'.repeat(43)}`;
    expect((await request(server).get('/admin').set('Cookie', made)).status).toBe(303);
  });

  test('a page is not kept by caches', async () => {
    const answer = await request(server).get('/admin/gazette').set('Cookie', cookies.admin);
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});

describe('Somebody who has a part in another publication only', () => {
  const ofGazette = adminRouteTable.filter(({ path }) => path.startsWith('/:slug'));
  let cookie = '';
  const statusOf = async (method: 'get' | 'post', url: string) =>
    (await request(server)[method](url).set('Cookie', cookie)).status;
  beforeAll(async () => {
    const email = await makeUser(app, 'none', 'herald@gazette.example');
    const { id } = (await listUsers(app)).find((user) => user.email === email) ?? { id: 0 };
    await changeRole(app, id, herald.id, { role: 'admin', maySend: true });
    cookie = await signInByPage(server, email);
  });

  test.each(ofGazette)(
    'finds nothing at $method $path, as if it were not there',
    async ({ method, path }) => {
      expect(await statusOf(method, urlOf(path))).toBe(404);
    },
  );

  test('is an admin there, and nobody in particular in the installation', async () => {
    expect(await statusOf('get', '/admin/herald/settings/sender')).toBe(200);
    const ofAll = routes.filter(({ url, role }) => role === 'admin' && !url.includes('/gazette'));
    expect(ofAll.length).toBeGreaterThan(0);
    for (const { method, url } of ofAll) expect([url, await statusOf(method, url)]).toEqual([url, 403]);
  });

  test('is shown no name, mail or article of it', async () => {
    await app.db.raw("update publications set name = 'Hidden Gazette' where slug = 'gazette'");
    const look = async (url: string) => (await request(server).get(url).set('Cookie', cookie)).text;
    for (const url of [
      '/admin/publications',
      '/admin/account',
      '/admin/search?q=article',
      '/admin/search?q=article&publication=gazette',
    ]) {
      const page = await look(url);
      expect(page, url).not.toMatch(/Hidden Gazette|An article|admin\/gazette/);
    }
    expect(await look('/admin/search?q=herald')).toContain('/admin/herald');
    await app.db.raw("update publications set name = 'The Gazette' where slug = 'gazette'");
  });
});

describe('Who may not send mail', () => {
  let cookie = '';
  beforeAll(async () => {
    const email = await makeUser(app, 'editor', 'writer@gazette.example');
    await changeUser(app, email, { maySend: false });
    cookie = await signInByPage(server, email);
  });
  const post = (url: string, fields = {}) =>
    request(server).post(url).set('Cookie', cookie).type('form').send(fields);

  test.each(routes.filter(({ right }) => right === 'send'))('$method $url refuses them', async ({ url }) => {
    expect((await post(url)).status).toBe(403);
  });

  test('every button that lets mail go asks for that right', () => {
    const sending =
      /\/sends\/:id\/(schedule|unschedule|send-now|resume|release|resend|move|review)$|\/articles\/send$|held-sends/;
    const open = adminRouteTable.filter(
      ({ method, path, right }) => method === 'post' && sending.test(path) && right !== 'send',
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  test('they cannot bring back what was dropped, and can write', async () => {
    expect((await post('/admin/gazette/articles/decide', { ids: '99', do: 'take-back' })).status).toBe(403);
    expect((await request(server).get('/admin/gazette/sends/new').set('Cookie', cookie)).status).toBe(200);
  });
});

describe('Requests that another site’s page sends (SEC-06)', () => {
  const post = (headers: Record<string, string>) =>
    request(server)
      .post('/admin/gazette/settings/publication')
      .set('Cookie', cookies.admin)
      .set(headers)
      .type('form')
      .send({ name: 'Changed' });

  test.each([
    ['Sec-Fetch-Site: cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://evil.example.test' }],
    ['a foreign Origin', { Origin: 'https://evil.example' }],
    ['a null Origin', { Origin: 'null' }],
    ['an Origin that only begins like ours', { Origin: 'http://news.example.test.evil.example' }],
  ])('are refused: %s', async (_what, headers) => {
    const answer = await post(headers);
    expect(answer.status).toBe(403);
    const { rows } = await app.db.raw("select name from publications where slug = 'gazette'");
    expect(rows[0].name).toBe('The Gazette');
  });

  test.each([
    ['Sec-Fetch-Site: same-origin', { 'Sec-Fetch-Site': 'same-origin' }],
    ['Sec-Fetch-Site: none', { 'Sec-Fetch-Site': 'none' }],
    ['our own Origin', { Origin: 'http://news.example.test' }],
    ['no such header, which no browser does', {}],
  ])('our own are let through: %s', async (_what, headers) => {
    expect((await post({ ...headers, 'X-Test': '1' })).status).toBe(303);
    await app.db.raw("update publications set name = 'The Gazette'");
  });

  test('cannot sign anybody in or out', async () => {
    const foreign = { 'Sec-Fetch-Site': 'cross-site' };
    const signIn = await request(server)
      .post('/admin/sign-in')
      .set(foreign)
      .type('form')
      .send({ email: 'admin@gazette.example', password: PASSWORD });
    expect(signIn.status).toBe(403);
    await request(server).post('/admin/sign-out').set(foreign).set('Cookie', cookies.viewer);
    expect((await request(server).get('/admin/gazette').set('Cookie', cookies.viewer)).status).toBe(200);
  });

  test('no GET signs out', async () => {
    await request(server).get('/admin/sign-out').set('Cookie', cookies.viewer);
    expect((await request(server).get('/admin/gazette').set('Cookie', cookies.viewer)).status).toBe(200);
  });
});

describe('The sign-in page', () => {
  const signIn = (fields: Record<string, string>, to = server) =>
    request(to).post('/admin/sign-in').type('form').send(fields);

  test('answers a wrong password and an unknown address with the same bytes (ENU-03)', async () => {
    const wrong = await signIn({ email: 'admin@gazette.example', password: 'nonsense words' });
    const unknown = await signIn({ email: 'nobody@gazette.example', password: 'nonsense words' });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(unknown.text.replaceAll('nobody@', 'admin@')).toBe(wrong.text);
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  test('says how long to wait after too many tries', async () => {
    for (let round = 0; round < 10; round += 1)
      await signIn({ email: 'hunted@gazette.example', password: 'guess' });
    const answer = await signIn({ email: 'hunted@gazette.example', password: 'guess' });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(60);
    expect(answer.text).toContain('minutes');
  });

  test.each([
    ['/admin/api-keys', '/admin/api-keys'],
    ['/mailbox/3', '/mailbox/3'],
    ['https://evil.example/', '/admin'],
    ['//evil.example', '/admin'],
    ['/admin@evil.example', '/admin'],
    ['/admin\\evil', '/admin'],
    ['javascript:alert(1)', '/admin'],
  ])('leads to pages of ours only: next=%s goes to %s', async (next, location) => {
    const answer = await signIn({ email: 'editor@gazette.example', password: PASSWORD, next });
    expect(answer.headers['location']).toBe(location);
  });

  test('gives a cookie that scripts cannot read and other sites do not send (SEC-05)', async () => {
    const answer = await signIn({ email: 'editor@gazette.example', password: PASSWORD });
    const [session] = answer.headers['set-cookie'] as unknown as string[];
    expect(session).toMatch(
      /^paperround-session=[\w-]{43}; Max-Age=2592000; Path=\/; .*HttpOnly; SameSite=Lax$/,
    );
  });

  test('binds the cookie to host and https when PUBLIC_URL is https', async () => {
    const secure = createServer({
      ...app,
      config: { ...app.config, publicUrl: 'https://news.example.test' },
    });
    const answer = await signIn({ email: 'editor@gazette.example', password: PASSWORD }, secure);
    const [session] = answer.headers['set-cookie'] as unknown as string[];
    expect(session).toMatch(/^__Host-paperround-session=/);
    expect(session).toContain('; Secure');
    expect(session).not.toContain('Domain');
  });

  test('leads back to the page one wanted', async () => {
    const answer = await request(server).get('/admin/api-keys');
    expect(answer.headers['location']).toBe('/admin/sign-in?next=%2Fadmin%2Fapi-keys');
  });
});

test('Signing out ends the session itself, not only the cookie (SEC-04)', async () => {
  const cookie = await signInByPage(server, 'editor@gazette.example');
  const answer = await request(server).post('/admin/sign-out').set('Cookie', cookie);
  expect(answer.headers['set-cookie']?.[0]).toContain('Expires=Thu, 01 Jan 1970');
  expect((await request(server).get('/admin').set('Cookie', cookie)).status).toBe(303);
});
