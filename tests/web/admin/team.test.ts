import request from 'supertest';
import { beforeAll, expect, test } from 'vitest';
import {
  changeRole,
  changeUser,
  createApiKey,
  listApiKeys,
  listUsers,
  type User,
} from '../../../src/accounts/index.ts';
import { audit } from '../../../src/platform/audit.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { runNotices } from '../../support/mail/notices.ts';
import { mailsTo, tokenIn } from '../../support/readers/readers.ts';
import { makeUser, PASSWORD, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette' });
const herald = await makePublication(app, { slug: 'herald', name: 'The Herald' });
const cookies = { owner: '', admin: '' };

beforeAll(async () => {
  cookies.owner = await signInByPage(server, await makeUser(app, 'owner'));
  const admin = await makeUser(app, 'none', 'head@gazette.example');
  await changeRole(app, (await personAt(admin)).id, gazette.id, { role: 'admin', maySend: true });
  cookies.admin = await signInByPage(server, admin);
});

async function personAt(email: string): Promise<User> {
  const user = (await listUsers(app)).find((one) => one.email === email);
  if (!user) throw new Error(`nobody is ${email}`);
  return user;
}
const post = (as: keyof typeof cookies, path: string, fields: Record<string, string> = {}) =>
  request(server).post(`/admin/gazette/team${path}`).set('Cookie', cookies[as]).type('form').send(fields);
const look = async (as: keyof typeof cookies, path = '') =>
  (await request(server).get(`/admin/gazette/team${path}`).set('Cookie', cookies[as])).text;
const isGone = async (email: string) => !(await listUsers(app)).some((user) => user.email === email);

test('An admin invites by mail; the link works once; whoever came in has that role in that publication and no other', async () => {
  const email = 'lena@gazette.example';
  const [one, two] = await Promise.all(
    [0, 1].map(() =>
      post('admin', '', {
        email: 'Lena@gazette.example ',
        choice: 'editor-not-sending',
        request: crypto.randomUUID(),
      }),
    ),
  );
  // Two at once: one person, one mail.
  expect(new Set([one?.status, two?.status])).toEqual(new Set([303, 422]));
  expect(await look('admin')).toMatch(/lena@gazette\.example[\s\S]*Editor, may not send[\s\S]*Invited/);
  await runNotices(app);
  const mails = await mailsTo(app, email);
  expect(mails).toHaveLength(1);
  expect(await look('admin')).toMatch(/until /);
  const path = `/set-password/${tokenIn(mails[0] ?? '', 'set-password')}`;
  const set = () => request(server).post(path).type('form').send({ password: PASSWORD });
  expect([(await set()).status, (await set()).status]).toEqual([303, 404]);
  const cookie = await signInByPage(server, email);
  const statusOf = async (url: string) => (await request(server).get(url).set('Cookie', cookie)).status;
  expect(await statusOf('/admin/gazette/sends/new')).toBe(200);
  expect(await statusOf('/admin/gazette/team')).toBe(403);
  expect(await statusOf('/admin/herald')).toBe(404);
  expect((await personAt(email)).memberships).toEqual([
    { publicationId: gazette.id, role: 'editor', maySend: false },
  ]);
  const again = await post('admin', `/${(await personAt(email)).id}/invite-again`);
  expect(again.status).toBe(409);
});

test('An invitation sent again ends the earlier link; one that is withdrawn ends the person', async () => {
  const email = 'new@gazette.example';
  await post('admin', '', { email, choice: 'viewer' });
  await runNotices(app);
  const { id } = await personAt(email);
  await app.db.raw("update notices set occasion = 'before' where user_id = ?", [id]);
  expect((await post('admin', `/${id}/invite-again`)).status).toBe(303);
  await runNotices(app);
  const tokens = (await mailsTo(app, email)).map((mail) => tokenIn(mail, 'set-password'));
  const statuses = () =>
    Promise.all(tokens.map(async (token) => (await request(server).get(`/set-password/${token}`)).status));
  expect(new Set(tokens).size).toBe(2);
  expect((await statuses()).toSorted((a, b) => a - b)).toEqual([200, 404]);
  expect((await post('admin', `/${id}/remove`)).status).toBe(303);
  expect(await isGone(email)).toBe(true);
  expect(await statuses()).toEqual([404, 404]);
});

test('Nobody gets more than five such mails a day, and all people together sixty an hour (API: 429)', async () => {
  await app.db.raw('delete from rate_limits');
  const email = 'often@gazette.example';
  await post('admin', '', { email, choice: 'viewer' });
  const { id } = await personAt(email);
  const again = async () => (await post('admin', `/${id}/invite-again`)).status;
  const answers: number[] = [];
  for (let time = 0; time < 5; time += 1) answers.push(await again());
  expect(answers).toEqual([303, 303, 303, 303, 429]);
  expect((await post('admin', `/${id}/invite-again`)).text).toContain('too often');
  await app.db.raw(`update rate_limits set points = 60 where key like 'account-mail-all%'`);
  const invited = await request(server)
    .post('/api/v1/users/invite')
    .set('Authorization', await apiAuthorization(app))
    .send({ email: 'late@gazette.example', roles: [{ publication: 'gazette', role: 'viewer' }] });
  expect([invited.status, invited.body.code]).toEqual([429, 'too-many']);
  // Who was not told is not there.
  expect(await isGone('late@gazette.example')).toBe(true);
  await app.db.raw('delete from rate_limits');
});

test('Whoever signs in here already gets a role and a mail without a link that sets a password', async () => {
  const email = await makeUser(app, 'none', 'known@gazette.example');
  await changeRole(app, (await personAt(email)).id, herald.id, { role: 'admin', maySend: true });
  await signInByPage(server, email);
  expect((await post('admin', '', { email, choice: 'viewer' })).status).toBe(303);
  await runNotices(app);
  const [mail = ''] = await mailsTo(app, email);
  expect(mail).toContain('gave you a role');
  expect(mail).not.toContain('/set-password/');
  const twice = await post('admin', '', { email, choice: 'admin' });
  expect([twice.status, twice.text.includes('has a role there already')]).toEqual([422, true]);
  // Leaving one publication leaves the other.
  await post('admin', `/${(await personAt(email)).id}/remove`);
  expect((await personAt(email)).memberships.map(({ publicationId }) => publicationId)).toEqual([herald.id]);
});

test.each([
  ['nonsense', 422],
  ['', 422],
  ['=cmd|x@gazette.example\r\nBcc: a@b.example', 422],
])('%j is no address to invite, and what was typed stays', async (email, status) => {
  const answer = await post('admin', '', { email, choice: 'viewer' });
  expect(answer.status).toBe(status);
  expect(answer.text).toContain('value="viewer" selected');
});

test('An admin of one publication makes keys for it alone, whatever the form says, and sees and revokes no others', async () => {
  const get = async (path: string) => request(server).get(path).set('Cookie', cookies.admin);
  const send = (path: string, fields: Record<string, string> = {}) =>
    request(server).post(path).set('Cookie', cookies.admin).type('form').send(fields);
  const keys = '/admin/gazette/api-keys';
  const [wide, far] = await Promise.all([
    createApiKey(app, 'Everything', { scopes: ['admin'] }),
    createApiKey(app, 'Far away', { scopes: ['sends:read'], publicationIds: [herald.id] }),
  ]);
  expect((await get('/admin/gazette')).text).toContain(`href="${keys}"`);
  const made = await send(keys, { name: 'Shop', 'may-admin': 'on', [`in-${herald.id}`]: 'on', lives: '30' });
  expect(made.status).toBe(201);
  const key = /pr_[0-9a-f]{8}_[\w-]{43}/.exec(made.text)?.[0] ?? '';
  const ask = async (path: string) =>
    (await request(server).get(`/api/v1${path}`).set('Authorization', `Bearer ${key}`)).status;
  expect([
    await ask('/publications/gazette'),
    await ask('/publications/herald'),
    await ask('/audit'),
  ]).toEqual([200, 404, 403]);
  const { text } = await get(keys);
  expect(text).toContain('Shop');
  for (const name of ['Everything', 'Far away']) expect(text).not.toContain(name);
  for (const { id } of [wide, far]) expect((await send(`${keys}/${id}/revoke`)).status).toBe(404);
  const own = (await listApiKeys(app)).find(({ name }) => name === 'Shop')?.id;
  expect((await send(`${keys}/${own}/revoke`)).status).toBe(303);
  expect(await ask('/publications/gazette')).toBe(401);
  for (const path of ['/admin/api-keys', '/admin/herald/api-keys'])
    expect((await get(path)).status).toBeGreaterThanOrEqual(403);
});

test('An admin of one publication reads the lines of the audit log that are about it, and no others', async () => {
  const get = async (path: string) => request(server).get(path).set('Cookie', cookies.admin);
  const ids = { own: 0, far: 0 };
  for (const [name, of] of [
    ['own', gazette],
    ['far', herald],
  ] as const) {
    ids[name] = await makeLetter(app, of);
    const actor = { ...app, actor: 'command-line' as const };
    await audit(actor, {
      action: 'send.tested',
      subject: `send:${ids[name]}`,
      details: { note: `n-${name}` },
    });
    await audit(actor, {
      action: 'publication.changed',
      subject: `publication:${of.id}`,
      details: { note: `p-${name}` },
    });
    await audit(actor, {
      action: 'user.role-changed',
      subject: 'user:1',
      details: { publicationId: of.id, note: `r-${name}` },
    });
  }
  const actor = { ...app, actor: 'command-line' as const };
  await audit(actor, { action: 'backup.written', subject: 'installation', details: { note: 'n-all' } });
  await audit(actor, {
    action: 'user.invited',
    subject: 'user:1',
    details: { note: 'n-both', roles: [gazette.id, herald.id].map((publicationId) => ({ publicationId })) },
  });
  // What others wrote cannot break the question.
  await audit(actor, {
    action: 'send.tested',
    subject: `send:${ids.own} or true`,
    details: { note: 'n-odd', roles: 'x' },
  });
  const { text } = await get('/admin/gazette/audit');
  for (const note of ['n-own', 'p-own', 'r-own']) expect(text).toContain(note);
  for (const note of ['n-far', 'p-far', 'r-far', 'n-all', 'n-both', 'n-odd'])
    expect(text).not.toContain(note);
  const csv = (await get('/admin/gazette/audit.csv?action=send.tested')).text;
  expect([csv.includes('n-own'), csv.includes('n-far'), csv.includes('p-own')]).toEqual([true, false, false]);
  const told = await request(server)
    .get('/api/v1/publications/gazette/audit?action=send.tested')
    .set('Authorization', await apiAuthorization(app));
  expect(told.body.data.map(({ details }: { details: { note: string } }) => details.note)).toEqual(['n-own']);
  expect((await get('/admin/gazette/team')).text).toContain('href="/admin/gazette/audit"');
  expect([(await get('/admin/audit')).status, (await get('/admin/herald/audit')).status]).toEqual([403, 404]);
});

test('An admin of one publication reaches nobody of another, nor people whose role owners gave', async () => {
  const elsewhere = await makeUser(app, 'none', 'far@gazette.example');
  await changeRole(app, (await personAt(elsewhere)).id, herald.id, { role: 'editor', maySend: true });
  const everywhere = await personAt(await makeUser(app, 'editor', 'all@gazette.example'));
  const owner = await personAt('owner@gazette.example');
  expect(await look('admin')).not.toContain(elsewhere);
  const before = await listUsers(app);
  for (const path of ['', '/password-link', '/sign-out', '/remove', '/invite-again']) {
    const fields = { choice: 'viewer' };
    expect((await post('admin', `/${(await personAt(elsewhere)).id}${path}`, fields)).status).toBe(404);
    for (const { id } of [everywhere, owner])
      expect((await post('admin', `/${id}${path}`, fields)).status).toBe(403);
  }
  for (const path of ['/everywhere', '/remove-all'])
    expect((await post('admin', `/${everywhere.id}${path}`, { everywhere: 'none' })).status).toBe(403);
  expect((await post('admin', '', { email: 'x@y.example', choice: 'viewer', where: 'all' })).status).toBe(
    403,
  );
  expect(await listUsers(app)).toEqual(before);
  expect(await isGone('x@y.example')).toBe(true);
});

test('An owner gives roles in all publications, and the last owner stays', async () => {
  const invited = await post('owner', '', { email: 'boss@gazette.example', choice: 'admin', where: 'all' });
  expect(invited.status).toBe(303);
  const boss = await personAt('boss@gazette.example');
  expect([boss.role, boss.isOwner, boss.memberships]).toEqual(['admin', false, []]);
  await post('owner', `/${boss.id}/everywhere`, { everywhere: 'owner' });
  expect((await personAt(boss.email)).isOwner).toBe(true);
  await post('owner', `/${boss.id}/everywhere`, { everywhere: 'editor-not-sending' });
  expect(await personAt(boss.email)).toMatchObject({ isOwner: false, role: 'editor', maySend: false });
  await post('owner', `/${boss.id}`, { choice: 'viewer' });
  expect((await personAt(boss.email)).memberships).toHaveLength(1);
  await post('owner', `/${boss.id}`, { choice: 'all' });
  expect((await personAt(boss.email)).memberships).toEqual([]);
  const owner = await personAt('owner@gazette.example');
  for (const [path, fields] of [
    ['/everywhere', { everywhere: 'admin' }],
    ['/remove-all', {}],
  ] as const)
    expect((await post('owner', `/${owner.id}${path}`, { ...fields })).status).toBe(409);
  await post('owner', `/${boss.id}/remove-all`);
  expect(await isGone(boss.email)).toBe(true);
});

test('Signing somebody out ends their sessions at once, and names who did it', async () => {
  const email = await makeUser(app, 'editor', 'idle@gazette.example');
  const cookie = await signInByPage(server, email);
  const { id } = await personAt(email);
  await changeUser(app, email, { name: '<b>Idle</b> & “Ed”' });
  const page = await look('owner');
  expect(page).toContain('&lt;b>Idle&lt;/b> &amp; “Ed”');
  expect((await post('owner', `/${id}/sign-out`)).status).toBe(303);
  expect((await request(server).get('/admin/gazette').set('Cookie', cookie)).status).toBe(303);
  const { id: ownerId } = await personAt('owner@gazette.example');
  expect((await auditTrail(app.db, `user:${id}`)).at(-1)).toMatchObject({
    actor: `user:${ownerId}`,
    action: 'sessions.ended',
  });
});
