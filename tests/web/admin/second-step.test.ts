import request, { type Response } from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSignInLink, listUsers, setFactorRule } from '../../../src/accounts/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { runCommand } from '../../support/program/command.ts';
import { runNotices } from '../../support/mail/notices.ts';
import { mailsTo } from '../../support/readers/readers.ts';
import { makeUser, PASSWORD, signInByPage } from '../../support/web/admin.ts';
import { codeOf } from '../../support/web/authenticator.ts';

const opened = await createTestApp();
let now = new Date();
const app = { ...opened, now: () => now };
const server = createServer(app);
await makePublication(app, { slug: 'gazette' });
const owner = await signInByPage(server, await makeUser(app, 'owner'));

const ENVIRONMENT = { DATABASE_URL: opened.databaseUrl, APP_SECRET: 'a secret that only tests know' };
const HERE = '/admin/account/authenticator';
const get = (cookie: string, url: string) => request(server).get(url).set('Cookie', cookie);
const post = (cookie: string, url: string, fields = {}) =>
  request(server).post(url).set('Cookie', cookie).type('form').send(fields);
const idOf = async (email: string) => (await listUsers(app)).find((user) => user.email === email)?.id ?? 0;
const cookiesIn = (answer: Response) =>
  ((answer.headers['set-cookie'] ?? []) as string[]).map((cookie) => cookie.split(';')[0]).join('; ');
const codesIn = (answer: Response) =>
  [...answer.text.matchAll(/<code>([a-z\d]{5}-[a-z\d]{5})<\/code>/g)].map(([, code = '']) => code);
const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000));

let email = '';
let cookie = '';
let serial = 0;
beforeEach(async () => {
  // All come from one network.
  await app.db.raw('delete from rate_limits');
  serial += 1;
  email = await makeUser(app, 'editor', `editor-${serial}@gazette.example`);
  cookie = await signInByPage(server, email);
});

/** Turns the second step on through the page. */
async function setUp() {
  const page = await get(cookie, HERE);
  const secret = /class="secret">([A-Z\d ]+)</.exec(page.text)?.[1] ?? '';
  const sealed = /name="sealed" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const answer = await post(cookie, HERE, { sealed, code: codeOf(secret, now) });
  later(60);
  return { secret, sealed, answer, codes: codesIn(answer) };
}

/** The first step: password. @returns the cookies that the second needs. */
async function password(earlier = '') {
  const answer = await post(earlier, '/admin/sign-in', { email, password: PASSWORD, next: '/admin/gazette' });
  return { answer, pending: [earlier, cookiesIn(answer)].filter(Boolean).join('; ') };
}
const code = (pending: string, typed: string, fields = {}) =>
  post(pending, '/admin/sign-in/code', { code: typed, next: '/admin/gazette', ...fields });
const isIn = (answer: Response) => answer.status === 303 && cookiesIn(answer).includes('paperround-session');

test('A second step is set up by a code, asked for at the sign-in, and each code counts once (SEC-03)', async () => {
  const page = await get(cookie, HERE);
  expect(page.text).toContain('<svg class="qr"');
  const sealed = /name="sealed" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const wrong = await post(cookie, HERE, { sealed, code: '000000' });
  expect(wrong.status).toBe(422);
  // The same secret, which may be in the app already.
  expect(wrong.text).toContain(sealed);
  const { secret, answer, codes } = await setUp();
  expect([answer.status, new Set(codes).size]).toEqual([201, 10]);
  const { rows } = await app.db.raw('select * from authenticators, recovery_codes');
  const kept = JSON.stringify(rows);
  for (const plain of [secret.replaceAll(' ', ''), ...codes]) expect(kept).not.toContain(plain);

  const { answer: first, pending } = await password();
  expect(first.headers['location']).toBe('/admin/sign-in/code?next=%2Fadmin%2Fgazette');
  expect(cookiesIn(first)).not.toContain('session');
  expect((await get(pending, '/admin/gazette')).status).toBe(303);
  expect((await get(pending, '/admin/sign-in/code')).text).toContain(email);
  // From an hour ago, of another secret, nothing, and what is no code.
  for (const junk of [
    codeOf(secret, new Date(now.getTime() - 3_600_000)),
    '123456',
    '',
    '’ or 1=1',
    'x'.repeat(5000),
  ])
    expect((await code(pending, junk)).status, junk.slice(0, 20)).toBe(422);
  const right = codeOf(secret, now);
  const both = await Promise.all([code(pending, right), code(pending, right)]);
  expect(both.filter(isIn)).toHaveLength(1);
  expect(both.find(isIn)?.headers['location']).toBe('/admin/gazette');
  // The same code, and the one before it, are used up; that of a clock half a minute ahead is not.
  const { pending: second } = await password();
  for (const used of [right, codeOf(secret, new Date(now.getTime() - 30_000))])
    expect((await code(second, used)).status).toBe(422);
  expect(isIn(await code(second, codeOf(secret, new Date(now.getTime() + 30_000))))).toBe(true);
  expect((await code(second, codes[0] ?? '')).status).toBe(422);
});

test('A recovery code works once, in place of the app, and its owner learns of it; new ones end the earlier', async () => {
  const { codes } = await setUp();
  const [one = '', two = '', three = ''] = codes;
  expect(isIn(await code((await password()).pending, one.toUpperCase()))).toBe(true);
  expect((await code((await password()).pending, one)).status).toBe(422);
  const pendings = [(await password()).pending, (await password()).pending];
  const both = await Promise.all(pendings.map((pending) => code(pending, two)));
  expect(both.filter(isIn)).toHaveLength(1);
  expect((await get(cookie, '/admin/account/security')).text).toContain('8 recovery codes are left');
  const renewed = await post(cookie, '/admin/account/recovery-codes');
  expect(codesIn(renewed)).toHaveLength(10);
  expect((await code((await password()).pending, three)).status).toBe(422);
  await runNotices(app, 'factors-changed');
  const mails = (await mailsTo(app, email)).join('\n');
  for (const says of ['asks for a code', 'used one of your recovery codes', 'new recovery codes'])
    expect(mails.replaceAll(/\s+/g, ' ')).toContain(says);
  for (const secret of codes) expect(mails).not.toContain(secret);
});

test('A link by email is asked for the code, too; a browser can be trusted until something changes', async () => {
  const { secret } = await setUp();
  const token = (await createSignInLink(app, await idOf(email))).split('/').at(-1);
  const byLink = await post('', `/admin/sign-in/${token}`);
  expect(byLink.headers['location']).toContain('/admin/sign-in/code');
  const entered = await code(cookiesIn(byLink), codeOf(secret, now), { trust: 'on' });
  expect(isIn(entered)).toBe(true);
  const browser = cookiesIn(entered);
  expect(isIn((await password(browser)).answer)).toBe(true);
  // Of somebody else, it is worth nothing.
  const mine = email;
  email = await makeUser(app, 'viewer', `other-${serial}@gazette.example`);
  cookie = await signInByPage(server, email);
  await setUp();
  expect(isIn((await password(browser)).answer)).toBe(false);
  email = mine;
  await post(owner, `/admin/gazette/team/${await idOf(email)}/sign-out`);
  expect(isIn((await password(browser)).answer)).toBe(false);
});

test('Guesses of a code end, also for somebody who has the password and begins again', async () => {
  const { secret } = await setUp();
  for (let round = 0; round < 10; round += 1) {
    const { pending } = await password();
    expect((await code(pending, '000000')).status).toBe(422);
  }
  const { pending } = await password();
  const answer = await code(pending, codeOf(secret, now));
  expect([answer.status, Number(answer.headers['retry-after']) > 60]).toEqual([429, true]);
  expect(
    (await auditTrail(app.db, `user:${await idOf(email)}`)).filter(
      ({ action }) => action === 'second-factor.failed',
    ),
  ).toHaveLength(10);
  await app.db.raw('delete from rate_limits');
  await app.db.raw("update pending_sign_ins set expires_at = now() - interval '1 second'");
  const late = await code(pending, codeOf(secret, now));
  expect([late.status, late.text.includes('took too long')]).toEqual([422, true]);
});

describe('Changing the second step', () => {
  test('needs a fresh proof, which asks for the code as well, and ends with turning it off', async () => {
    const { secret, sealed } = await setUp();
    await app.db.raw("update sessions set proved_at = now() - interval '16 minutes'");
    for (const url of [HERE, `${HERE}/remove`, '/admin/account/recovery-codes'])
      expect((await post(cookie, url)).headers['location']).toContain('/admin/account/confirm');
    const prove = (fields: object) => post(cookie, '/admin/account/confirm', { next: HERE, ...fields });
    expect((await prove({ password: PASSWORD })).status).toBe(422);
    expect((await prove({ password: 'wrong words here', code: codeOf(secret, now) })).status).toBe(422);
    expect((await prove({ password: PASSWORD, code: codeOf(secret, now) })).headers['location']).toContain(
      HERE,
    );
    // A second one does not take the place of the first.
    expect((await post(cookie, HERE, { sealed, code: codeOf(secret, now) })).status).toBe(303);
    expect((await post(cookie, `${HERE}/remove`)).headers['location']).toContain('authenticator-removed');
    expect(isIn((await password()).answer)).toBe(true);
    expect((await post(cookie, `${HERE}/remove`)).status).toBe(404);
  });

  test('of somebody else is for those who may change them, after a proof of their own; the command line does it, too', async () => {
    await setUp();
    const id = await idOf(email);
    await app.db.raw("update sessions set proved_at = now() - interval '16 minutes'");
    const reset = () => post(owner, `/admin/gazette/team/${id}/reset-factors`);
    expect((await reset()).headers['location']).toContain('/admin/account/confirm');
    await app.db.raw('update sessions set proved_at = now()');
    expect((await get(owner, '/admin/gazette/team')).text).toContain('Password and code');
    expect((await reset()).headers['location']).toContain('said=');
    expect(isIn((await password()).answer)).toBe(true);
    await setUp();
    const said = await runCommand(['user', 'reset-factors', '--email', email], ENVIRONMENT);
    expect(said.stdout).toContain('without a second step');
    expect(isIn((await password()).answer)).toBe(true);
    const ownId = await idOf('owner@gazette.example');
    expect((await post(owner, `/admin/gazette/team/${ownId}/reset-factors`)).status).toBe(409);
  });
});

test('Where everybody needs a second step, whoever has none sets it up before anything else', async () => {
  expect((await post(cookie, '/admin/second-step', { needed: 'yes' })).status).toBe(403);
  expect((await post(owner, '/admin/second-step', { needed: 'yes' })).status).toBe(303);
  for (const url of ['/admin/gazette', '/admin/publications', '/admin/nothing-here', '/mailbox?'])
    expect([url, (await get(cookie, url)).headers['location'] ?? 'none']).toEqual([
      url,
      url === '/mailbox?' ? 'none' : HERE,
    ]);
  expect((await get(cookie, HERE)).text).toContain('Everybody here needs');
  // What was typed before is not lost, and not done.
  const typed = await post(cookie, '/admin/account', { name: 'Ann of Saltholm' });
  expect(typed.status).toBe(403);
  for (const part of ['value="Ann of Saltholm"', `href="${HERE}"`, 'not sent yet'])
    expect(typed.text).toContain(part);
  await setUp();
  expect((await get(cookie, '/admin/gazette')).status).toBe(200);
  await setFactorRule(app, false);
});
