import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { createUser, listUsers } from '../../../src/accounts/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';
import { CLIENT, startProvider, type Person } from '../../support/web/provider.ts';

const PUBLIC_URL = 'http://news.example.test';
const provider = await startProvider(PUBLIC_URL);
const environment = {
  PUBLIC_URL,
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: CLIENT.client_id,
  OIDC_CLIENT_SECRET: CLIENT.client_secret,
  OIDC_NAME: 'Saltholm Media',
};
const RULES =
  'groups:it=owner,groups:desk=editor@gazette,groups:desk=viewer@herald,groups:lead=admin-not-sending@gazette,groups:new=editor@not-yet';
const app = await createTestApp(environment);
const server = createServer(app);
const ruled = createServer({
  ...app,
  config: { ...app.config, oidc: (await createTestApp({ ...environment, OIDC_ROLES: RULES })).config.oidc },
});
const gazette = await makePublication(app, { slug: 'gazette' });
const herald = await makePublication(app, { slug: 'herald' });
await makeUser(app, 'owner', 'owner@gazette.example');

let serial = 0;
const someone = (more: Partial<Person> = {}): Person => {
  serial += 1;
  return (provider.person = {
    sub: `person-${serial}`,
    email: `p${serial}@gazette.example`,
    email_verified: true,
    ...more,
  });
};
beforeEach(() => someone());
const userOf = async (email = '') => (await listUsers(app)).find((user) => user.email === email);
const cookiesOf = (answer: { headers: Record<string, unknown> }) =>
  ((answer.headers['set-cookie'] ?? []) as string[]).map((cookie) => cookie.split(';')[0]).join('; ');

/** What the browser does at the provider, until it is sent back to us. */
async function walk(url: string): Promise<string> {
  const jar = new Map<string, string>();
  let at = url;
  for (let hop = 0; hop < 10 && !at.startsWith(PUBLIC_URL); hop += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=', 2);
      jar.set(name, value);
    }
    const to = answer.headers.get('location');
    if (!to) throw new Error(`${at} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    at = new URL(to, at).href;
  }
  return at.replace(PUBLIC_URL, '');
}

async function begin(next = '/admin/account', at = server) {
  const begun = await request(at).get(`/admin/sign-in/sso?next=${encodeURIComponent(next)}`);
  const to = begun.headers['location'] ?? '';
  return { to, cookie: cookiesOf(begun) };
}
const back = (url: string, cookie: string, at = server) => request(at).get(url).set('Cookie', cookie);
async function signIn(at = server, next?: string) {
  const { to, cookie } = await begin(next, at);
  return back(await walk(to), cookie, at);
}
const isIn = (answer: request.Response) => cookiesOf(answer).includes('paperround-session');

test('Somebody who has an account comes in by a confirmed address, and from then on by who they are at the provider', async () => {
  const { email = '', sub } = provider.person;
  expect((await request(server).get('/admin/sign-in')).text).toContain('Sign in with Saltholm Media');
  const unknown = await signIn();
  expect([unknown.status, unknown.text.includes('no account here')]).toEqual([403, true]);
  await createUser(app, { email, role: 'editor' });
  provider.person.email_verified = false;
  expect((await signIn()).text).toContain('has not confirmed');
  provider.person.email_verified = true;
  const first = await signIn();
  expect([isIn(first), first.headers['location']]).toEqual([true, '/admin/account']);
  const whereTo = async (cookie: string) =>
    (await request(server).post('/admin/account/recovery-codes').set('Cookie', cookie)).headers['location'];
  // Proved a moment ago: there is nothing to renew yet, but it may be.
  expect(await whereTo(cookiesOf(first))).toBeUndefined();
  provider.person.email = 'moved@elsewhere.example';
  // A provider that let them in without asking is no fresh proof.
  provider.askedAt = new Date(Date.now() - 3_600_000);
  const again = await signIn();
  expect([isIn(again), await whereTo(cookiesOf(again))]).toEqual([
    true,
    expect.stringContaining('/admin/account/confirm'),
  ]);
  // The provider gave the address to somebody else.
  someone({ email });
  expect((await signIn()).text).toContain('somebody else');
  expect((await userOf(email))?.role).toBe('editor');
  const { rows } = await app.db.raw('select subject from identities');
  expect(rows).toEqual([{ subject: sub }]);
});

test('Two first sign-ins at once make one account; roles follow the claims at each sign-in', async () => {
  provider.person.groups = ['desk', 'unknown', 'new'];
  const { email } = provider.person;
  const both = await Promise.all([signIn(ruled), signIn(ruled)]);
  expect(both.map(isIn)).toEqual([true, true]);
  const rolesNow = async () => {
    const user = await userOf(email);
    return { isOwner: user?.isOwner, role: user?.role, single: user?.memberships };
  };
  const editor = { publicationId: gazette.id, role: 'editor', maySend: true };
  const viewer = { publicationId: herald.id, role: 'viewer', maySend: false };
  expect(await rolesNow()).toEqual({ isOwner: false, role: null, single: [editor, viewer] });
  provider.person.groups = ['desk', 'lead'];
  await signIn(ruled);
  expect((await rolesNow()).single).toEqual([{ ...editor, role: 'admin', maySend: false }, viewer]);
  provider.person.groups = ['it'];
  const owner = await signIn(ruled);
  expect(await rolesNow()).toEqual({ isOwner: true, role: 'admin', single: [] });
  // With no group left, they are out, also of what was open.
  provider.person.groups = [];
  expect((await signIn(ruled)).text).toContain('no role');
  expect((await back('/admin/account', cookiesOf(owner))).status).toBe(303);
  expect((await userOf(email))?.role).toBeNull();
  // Nobody is made whom no rule names.
  someone({ groups: ['others'] });
  expect((await signIn(ruled)).status).toBe(403);
  expect(await userOf(provider.person.email)).toBeUndefined();
});

test('The last owner stays one, whatever the claims say', async () => {
  someone({ email: 'owner@gazette.example', groups: [] });
  expect(isIn(await signIn(ruled))).toBe(true);
  expect((await userOf('owner@gazette.example'))?.isOwner).toBe(true);
});

test('An answer counts once, for the browser that asked, and leads to pages of ours only', async () => {
  await createUser(app, { email: provider.person.email ?? '', role: 'viewer' });
  const one = await begin('https://evil.example/');
  const other = await begin();
  const [answer, foreign] = [await walk(one.to), await walk(other.to)];
  const forged = (change: (query: URLSearchParams) => void) => {
    const url = new URL(answer, PUBLIC_URL);
    change(url.searchParams);
    return url.pathname + url.search;
  };
  const tries: [string, string][] = [
    [answer, ''],
    [answer, other.cookie],
    [answer, one.cookie.slice(0, -3)],
    [foreign, one.cookie],
    [forged((query) => query.set('state', 'x')), one.cookie],
    [forged((query) => query.delete('state')), one.cookie],
    [forged((query) => query.append('code', 'another')), one.cookie],
    [forged((query) => query.set('iss', 'https://evil.example')), one.cookie],
    ['/admin/sign-in/sso/callback', one.cookie],
  ];
  for (const [url, cookie] of tries) {
    const refused = await back(url, cookie);
    expect([refused.status, isIn(refused)], url).toEqual([403, false]);
  }
  // The code of the first with the state of the second.
  const code = new URL(answer, PUBLIC_URL).searchParams.get('code') ?? '';
  const swapped = new URL(foreign, PUBLIC_URL);
  swapped.searchParams.set('code', code);
  expect((await back(swapped.pathname + swapped.search, other.cookie)).status).toBe(403);

  const right = await begin('https://evil.example/');
  const url = await walk(right.to);
  const entered = await back(url, right.cookie);
  expect([isIn(entered), entered.headers['location']]).toEqual([true, '/admin']);
  expect((await back(url, right.cookie)).status).toBe(403);
  const cancelled = await begin();
  const state = new URL(cancelled.to).searchParams.get('state') ?? '';
  const denied = `/admin/sign-in/sso/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(provider.issuer)}`;
  expect((await back(denied, cancelled.cookie)).text).toContain('did not let you in');
  const lines = await auditTrail(app.db, 'sign-in');
  expect(lines.filter(({ action }) => action === 'single-sign-on.refused').length).toBeGreaterThan(9);
  const logged = app.logged.join('\n');
  for (const secret of [code, provider.person.email ?? '-', CLIENT.client_secret])
    expect(logged).not.toContain(secret);
});

test('A provider that does not answer is said to be away, and a password still works', async () => {
  const email = await makeUser(app, 'editor', `away-${serial}@gazette.example`);
  const { to, cookie } = await begin();
  const answer = await walk(to);
  await provider.stop();
  const away = await back(answer, cookie);
  expect([away.status, away.text.includes('does not answer')]).toEqual([503, true]);
  expect(away.text).toContain('name="password"');
  const elsewhere = createServer({
    ...app,
    config: { ...app.config, oidc: { ...app.config.oidc, issuer: 'http://127.0.0.1:1' } as never },
  });
  expect((await request(elsewhere).get('/admin/sign-in/sso')).status).toBe(503);
  await signInByPage(server, email);
  await provider.start();
});

test('Where there is no provider, nothing offers one', async () => {
  const without = createServer({ ...app, config: { ...app.config, oidc: undefined } });
  expect((await request(without).get('/admin/sign-in')).text).not.toContain('/admin/sign-in/sso');
  expect((await request(without).get('/admin/sign-in/sso')).status).toBe(404);
  expect((await request(without).get('/admin/sign-in/sso/callback?code=x&state=y')).status).toBe(404);
});
