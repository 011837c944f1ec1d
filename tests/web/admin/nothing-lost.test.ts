import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listApiKeys } from '../../../src/accounts/index.ts';
import { getPublication, updatePublication, type Publication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeUser, PASSWORD, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
let email = '';
let cookie = '';
let gazette: Publication;
beforeAll(async () => {
  email = await makeUser(app, 'admin');
  cookie = await signInByPage(server, email);
});
beforeEach(async () => {
  gazette = await makePublication(app);
});

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
const hidden = (text: string, name: string) =>
  unescaped(new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '');
const settings = () => `/admin/${gazette.slug}/settings/publication`;
const post = (url: string, fields: Record<string, string>, as = cookie) =>
  request(server).post(url).set('Cookie', as).type('form').send(fields);
const now = () => getPublication(app.db, gazette.slug);

describe('A form that is sent after the session has ended', () => {
  test('waits in the sign-in page, through a wrong password, and goes out when the person says so', async () => {
    const sent = await post(settings(), { name: 'Typed & <kept>', password: 'a secret' }, '');
    expect(sent.status).toBe(401);
    expect(sent.text).toContain('What you typed is kept');
    expect(sent.text).not.toContain('a secret');
    const kept = hidden(sent.text, 'kept');
    const wrong = await post('/admin/sign-in', { email, password: 'nonsense words', kept }, '');
    expect([wrong.status, hidden(wrong.text, 'kept')]).toEqual([422, kept]);
    const signedIn = await post('/admin/sign-in', { email, password: PASSWORD, kept }, '');
    expect(signedIn.status).toBe(200);
    expect(signedIn.text).toContain(`action="${settings()}"`);
    expect((await now()).name).toBe(gazette.name);
    const [fresh = ''] = signedIn.headers['set-cookie'] as unknown as string[];
    const done = await post(settings(), { name: hidden(signedIn.text, 'name') }, fresh.split(';')[0]);
    expect(done.status).toBe(303);
    expect((await now()).name).toBe('Typed & <kept>');
  });

  test.each([
    '{"path":"https://evil.example/","values":{}}',
    '{"path":"//evil.example","values":{}}',
    '{"path":1}',
    'nonsense',
  ])('leads nowhere else: %s', async (kept) => {
    const answer = await post('/admin/sign-in', { email, password: PASSWORD, kept }, '');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/admin']);
  });
});

describe('Two who have the settings open', () => {
  const open = async () =>
    hidden((await request(server).get(settings()).set('Cookie', cookie)).text, 'before');
  const fields = (before: string, changes: Record<string, string>) => ({
    ...(JSON.parse(before) as Record<string, string>),
    ...changes,
    before,
  });

  test('keep each other’s changes when they change different fields', async () => {
    const before = await open();
    await post(settings(), fields(before, { description: 'The first.' }));
    const second = await post(settings(), fields(before, { name: 'The second' }));
    expect(second.status).toBe(303);
    expect(await now()).toMatchObject({ description: 'The first.', name: 'The second' });
  });

  test('are told when they change the same one, with what they typed still there; saving again keeps theirs', async () => {
    const before = await open();
    await updatePublication(app, gazette.slug, { description: 'The first.' });
    const second = await post(settings(), fields(before, { description: 'The second.' }));
    expect(second.status).toBe(422);
    expect(second.text).toContain('Somebody saved “The first.” here meanwhile.');
    expect(second.text).toContain('value="The second."');
    expect((await now()).description).toBe('The first.');
    const again = await post(
      settings(),
      fields(hidden(second.text, 'before'), { description: 'The second.' }),
    );
    expect(again.status).toBe(303);
    expect((await now()).description).toBe('The second.');
  });
});

test('Reloading the page that shows a new key makes no second one', async () => {
  const page = await request(server).get('/admin/api-keys').set('Cookie', cookie);
  const form = { name: 'Importer', 'may-admin': 'on', request: hidden(page.text, 'request') };
  const made = await post('/admin/api-keys', form);
  expect(made.status).toBe(201);
  expect(made.text).toMatch(/pr_[0-9a-f]{8}_/);
  const again = await post('/admin/api-keys', form);
  expect([again.status, again.headers['location']]).toEqual([303, '/admin/api-keys?notice=key-was-made']);
  expect((await listApiKeys(app)).filter(({ name }) => name === 'Importer')).toHaveLength(1);
  expect((await post('/admin/api-keys', { ...form, request: hidden(made.text, 'request') })).status).toBe(
    201,
  );
});
