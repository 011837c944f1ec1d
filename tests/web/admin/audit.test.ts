import request from 'supertest';
import { beforeAll, expect, test } from 'vitest';
import { createApiKey, listUsers } from '../../../src/accounts/index.ts';
import { asActor } from '../../../src/platform/app.ts';
import { audit } from '../../../src/platform/audit.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
await makePublication(app, { slug: 'gazette' });
let cookie = '';
let ann = 0;
let key = '';

beforeAll(async () => {
  const email = await makeUser(app, 'owner', 'ann@gazette.example');
  cookie = await signInByPage(server, email);
  ann = (await listUsers(app))[0]?.id ?? 0;
  key = (await createApiKey(app, '=cmd|calc', { scopes: ['admin'] })).key;
  for (let number = 0; number < 60; number += 1)
    await audit(asActor(app, `user:${ann}`), {
      action: number % 2 ? 'walk.ended' : 'walk.started',
      subject: `walk:${number}`,
      details: { way: '<b>=1+1</b>', number },
    });
  await audit(asActor(app, 'api-key:=cmd|calc', 1), { action: 'dog.fed', subject: '=1+1' });
  await audit(asActor(app, 'job:walks'), { action: 'dog.slept', subject: 'dog:1' });
  await app.db.raw("update audit_log set at = '2026-01-05T00:00:00Z' where subject = 'walk:0'");
  await app.db.raw("update audit_log set at = '2026-01-04T23:59:59Z' where subject = 'walk:1'");
});

const look = (query = '') => request(server).get(`/admin/audit${query}`).set('Cookie', cookie);
const ask = (query: string) =>
  request(server).get(`/api/v1/audit${query}`).set('Authorization', `Bearer ${key}`);
const subjects = (body: { data: { subject: string }[] }) => body.data.map(({ subject }) => subject);

test('What was done stands there in words, and as the name that a filter takes', async () => {
  const text = (await look('?action=session.started')).text;
  expect(text).toContain('Signed in<span class="sub"><code>session.started</code>');
  expect((await look('?action=dog.fed')).text).toContain('<code>dog.fed</code>');
});

test('The page names people, escapes what others wrote, and goes on to older lines with the same filter', async () => {
  const first = (await look(`?actor=user:${ann}&action=walk`)).text;
  expect(first).toContain('ann@gazette.example');
  expect(first).toContain('&lt;b>=1+1&lt;/b>');
  expect(first.match(/walk:\d+/g)?.slice(0, 2)).toEqual(['walk:59', 'walk:58']);
  const older = /href="([^"]*before=\d+[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = (await request(server).get(older).set('Cookie', cookie)).text;
  expect(second.match(/walk:\d+/g)).toHaveLength(10);
  expect((await look('?action=nothing.at.all')).text).toContain('No line');
  // What was typed by hand does no harm.
  for (const strange of ['?from=yesterday', '?before=x', '?actor=%00%27', '?actor[]=1', '?from=2026-13-40'])
    expect((await look(strange)).status, strange).toBe(200);
});

test.each([
  ['?action=walk.started&limit=500', 30, 'walk:58'],
  ['?action=walk.&limit=500', 60, 'walk:59'],
  ['?action=walk', 0, undefined],
  ['?actor=job:walks', 1, 'dog:1'],
  ['?actor=job:', 1, 'dog:1'],
  ['?actor=api-key:&action=dog.', 1, '=1+1'],
  ['?actor=job', 0, undefined],
])('GET /audit%s gives %i lines', async (query, count, newest) => {
  const { body } = await ask(query);
  expect([body.data.length, body.data[0]?.subject]).toEqual([count, newest]);
});

test('GET /audit pages by cursor without gaps, from a moment or a day on, and refuses what it does not know', async () => {
  const seen: string[] = [];
  let cursor = '';
  do {
    const { body } = await ask(`?action=walk.&limit=25${cursor && `&cursor=${cursor}`}`);
    seen.push(...subjects(body));
    cursor = body.nextCursor ?? '';
  } while (cursor);
  expect(new Set(seen).size).toBe(60);
  expect(seen).toHaveLength(60);
  const from = subjects((await ask('?action=walk.&limit=500&from=2026-01-05')).body);
  expect([from.includes('walk:0'), from.includes('walk:1')]).toEqual([true, false]);
  const later = subjects((await ask('?action=walk.&limit=500&from=2026-01-05T01:00:00%2B01:00')).body);
  expect(later).toEqual(from);
  for (const bad of ['?from=yesterday', '?cursor=nonsense', '?limit=0', '?who=ann'])
    expect((await ask(bad)).status, bad).toBe(422);
});

test('The export has the same lines, and no cell is a formula (SEC-14)', async () => {
  const { text, headers } = await look('.csv?actor=api-key%3A');
  expect(headers['content-type']).toContain('text/csv');
  expect(headers['content-disposition']).toContain('audit.csv');
  const lines = text.trim().split('\n');
  expect(lines[0]).toBe('at,actor,action,subject,details');
  expect(lines.find((line) => line.includes('dog.fed'))).toMatch(
    /^\d{4}-[^,]*Z,api-key:=cmd\|calc,dog.fed,'=1\+1,\{\}$/,
  );
  const all = (await look('.csv?action=walk')).text.trim().split('\n');
  expect(all).toHaveLength(61);
  expect(all[1]).toContain('""number"":59');
});
