import request from 'supertest';
import { expect, test } from 'vitest';
import { createSignInLink, listSessions, listUsers } from '../../../src/accounts/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { deviceOf } from '../../../src/web/admin/team/device.ts';
import { createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { runNotices } from '../../support/mail/notices.ts';
import { mailsTo } from '../../support/readers/readers.ts';
import { makeUser, PASSWORD, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
await makePublication(app, { slug: 'gazette' });

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const HERE = '/admin/account/security';
const idOf = async (email: string) => (await listUsers(app)).find((user) => user.email === email)?.id ?? 0;
const get = (cookie: string, url = HERE) => request(server).get(url).set('Cookie', cookie);
const post = (cookie: string, url: string, fields = {}) =>
  request(server).post(url).set('Cookie', cookie).type('form').send(fields);
const makeOld = (userId: number) =>
  app.db.raw("update sessions set proved_at = now() - interval '16 minutes' where user_id = ?", [userId]);

test('A person sees where they are signed in, and ends any of it; nobody ends what is somebody else’s (SEC-04)', async () => {
  const email = await makeUser(app, 'viewer', 'vi@gazette.example');
  const other = await makeUser(app, 'viewer', 'other@gazette.example');
  const [here, there, third] = [
    await signInByPage(server, email),
    await signInByPage(server, email),
    await signInByPage(server, email),
  ];
  const foreign = await signInByPage(server, other);
  const id = await idOf(email);
  await app.db.raw('update sessions set user_agent = ? where user_id = ?', [FIREFOX, id]);
  const page = (await get(here)).text;
  expect(page.match(/Firefox on Windows/g)?.length).toBeGreaterThanOrEqual(3);
  expect(page.match(/this one/g)).toHaveLength(1);
  const [newest] = await listSessions(app, await idOf(other));
  expect((await post(here, `/admin/account/sessions/${newest?.id}/end`)).status).toBe(404);
  expect((await get(foreign)).status).toBe(200);
  const mine = [...page.matchAll(/sessions\/(\d+)\/end/g)].map(([, session]) => Number(session));
  expect(mine).toHaveLength(2);
  expect((await post(here, `/admin/account/sessions/${mine[0]}/end`)).status).toBe(303);
  expect([(await get(there)).status, (await get(third)).status].toSorted((a, b) => a - b)).toEqual([
    200, 303,
  ]);
  await post(here, '/admin/account/sessions/end-others');
  expect([(await get(there)).status, (await get(third)).status]).toEqual([303, 303]);
  expect((await get(here)).status).toBe(200);
  expect((await auditTrail(app.db, `user:${id}`)).at(-1)).toMatchObject({
    action: 'sessions.ended',
    details: { count: 1 },
  });
});

test('A new password needs a fresh proof, keeps this session and ends all others', async () => {
  const email = await makeUser(app, 'viewer', 'ann@gazette.example');
  const [here, there] = [await signInByPage(server, email), await signInByPage(server, email)];
  const fresh = 'seven swans at dawn';
  await makeOld(await idOf(email));
  const refused = await post(here, HERE, { password: fresh });
  expect(refused.headers['location']).toBe(`/admin/account/confirm?next=${encodeURIComponent(HERE)}`);
  const confirm = (password: string) => post(here, '/admin/account/confirm', { password, next: HERE });
  const wrong = await confirm('wrong words here');
  expect([wrong.status, wrong.text.includes('The password is wrong.')]).toEqual([422, true]);
  expect((await post(here, HERE, { password: fresh })).headers['location']).toContain('/confirm');
  expect((await confirm(PASSWORD)).headers['location']).toBe(`${HERE}?notice=confirmed`);
  expect((await post(here, HERE, { password: 'password123' })).status).toBe(422);
  expect((await post(here, HERE, { password: fresh })).status).toBe(303);
  expect([(await get(here)).status, (await get(there)).status]).toEqual([200, 303]);
  await expect(signInByPage(server, email)).rejects.toThrow('422');
  await runNotices(app, 'password-changed');
  const mails = await mailsTo(app, email);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain('Your password was changed');
  expect(mails[0]).not.toContain(fresh);
  // The proof of one session is not that of another.
  await makeOld(await idOf(email));
  const evil = await post(here, '/admin/account/confirm', { password: fresh, next: 'https://evil.example/' });
  expect(evil.headers['location']).toBe(`${HERE}?notice=confirmed`);
});

test('Proofs are throttled like sign-ins, and together with them', async () => {
  const email = await makeUser(app, 'viewer', 'hunted@gazette.example');
  const cookie = await signInByPage(server, email);
  const confirm = () => post(cookie, '/admin/account/confirm', { password: 'a guess' });
  for (let round = 0; round < 10; round += 1) expect((await confirm()).status).toBe(422);
  const answer = await confirm();
  expect(answer.status).toBe(429);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(60);
});

test('Whoever has no password sets one right after a link by mail, and is told the way later', async () => {
  const email = await makeUser(app, 'viewer', 'link@gazette.example');
  const id = await idOf(email);
  await app.db.raw('update users set password_hash = null where id = ?', [id]);
  const token = (await createSignInLink(app, id)).split('/').at(-1);
  const signedIn = await request(server).post(`/admin/sign-in/${token}`).type('form').send({});
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  await makeOld(id);
  expect((await get(cookie, '/admin/account/confirm')).text).toContain('sign in again with a link');
  expect((await post(cookie, '/admin/account/confirm', { password: '' })).status).toBe(422);
  await app.db.raw('update sessions set proved_at = now() where user_id = ?', [id]);
  expect((await post(cookie, HERE, { password: PASSWORD })).status).toBe(303);
  await signInByPage(server, email);
});

test.each([
  [FIREFOX, 'Firefox', 'Windows'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari',
    'macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/130.0 Mobile/15E148 Safari/604.1',
    'Chrome',
    'iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36 EdgA/130.0',
    'Edge',
    'Android',
  ],
])('%s is %s on %s', (userAgent, browser, system) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system });
});

test.each(['', 'curl/8.0', '<script>alert(1)</script>'])('%j is no browser that is known', (userAgent) => {
  expect(deviceOf(userAgent)).toBeUndefined();
});
