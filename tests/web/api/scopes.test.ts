import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApiKey, listApiKeys, SCOPES, type Scope } from '../../../src/accounts/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { endpoints } from '../../../src/web/api/routes.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette' });
await makePublication(app, { slug: 'herald' });

const keyWith = async (scopes: Scope[], publicationIds: number[] | null = null) =>
  (await createApiKey(app, 'a program', { scopes, publicationIds })).key;
const call = (key: string, method: (typeof endpoints)[number]['method'], path: string, body?: object) =>
  request(server)[method](`/api/v1${path}`).set('Authorization', `Bearer ${key}`).send(body);
const addressOf = (path: string, slug: string) => path.replace(':slug', slug).replaceAll(/:\w+/g, '99');

describe('Scopes of keys (SEC-08)', () => {
  test('every operation names one, and every scope opens something', () => {
    const named = endpoints.map(({ scope }) => scope);
    expect(endpoints.filter(({ scope }) => scope !== 'any' && !(scope as unknown[]).length)).toEqual([]);
    expect(
      endpoints.filter(({ scope }) => scope === 'any').map(({ method, path }) => `${method} ${path}`),
    ).toEqual(['get /publications', 'get /publications/:slug']);
    expect(new Set(named.flatMap((scope) => (scope === 'any' ? [] : scope)))).toEqual(new Set(SCOPES));
  });

  test('a key without the scope is refused everywhere, and told which one it lacks', async () => {
    const keys = Object.fromEntries(
      await Promise.all(SCOPES.map(async (scope) => [scope, await keyWith([scope])] as const)),
    );
    for (const { method, path, scope } of endpoints) {
      if (scope === 'any') continue;
      const other = SCOPES.find((one) => one !== 'admin' && !scope.includes(one)) ?? 'settings';
      const answer = await call(keys[other] ?? '', method, addressOf(path, 'gazette'));
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 403, 'missing-scope']);
      expect(answer.body.detail).toContain(scope[0]);
      expect(answer.body.scope).toBe(scope[0]);
    }
  });

  test('a key for one publication finds no other, and nothing of the whole installation', async () => {
    const key = await keyWith(['admin'], [gazette.id]);
    for (const { method, path, isFiltered } of endpoints) {
      const { status, body } = await call(key, method, addressOf(path, 'herald'));
      if (path.startsWith('/publications/:slug'))
        expect([path, status, body.detail]).toEqual([path, 404, 'The publication herald was not found.']);
      else if (!isFiltered) expect([path, status, body.code]).toEqual([path, 403, 'needs-all-publications']);
    }
    const { body } = await call(key, 'get', '/publications');
    expect(body.data.map(({ slug }: { slug: string }) => slug)).toEqual(['gazette']);
    expect((await call(key, 'get', '/publications/gazette')).status).toBe(200);
  });

  test('a scope does what it says, and no more', async () => {
    const key = await keyWith(['articles:write'], [gazette.id]);
    const pushed = await call(key, 'post', '/publications/gazette/articles', {
      title: 'A bridge',
      url: 'https://gazette.example/bridge',
    });
    expect(pushed.status).toBe(201);
    // What lets mail go needs the right to send.
    for (const body of [{ sendNow: [1] }, { release: [1] }]) {
      const answer = await call(key, 'post', '/publications/gazette/articles/decide', body);
      expect([answer.status, answer.body.scope]).toEqual([403, 'sends:send']);
    }
    expect((await call(key, 'get', '/publications/gazette/subscribers')).status).toBe(403);
  });
});

describe('POST /api-keys', () => {
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();

  test('makes a key with scopes, publications and an end, and shows it once', async () => {
    const admin = await keyWith(['admin']);
    const make = () =>
      call(admin, 'post', '/api-keys', {
        name: 'website',
        scopes: ['sends:read', 'articles:write', 'articles:write'],
        publications: ['gazette'],
        expiresAt: inAnHour,
      }).set('Idempotency-Key', 'once');
    const { status, body } = await make();
    expect(status).toBe(201);
    expect((await make()).body).toEqual(body);
    const kept = await app.db.raw('select body from idempotency_keys');
    expect(JSON.stringify(kept.rows)).not.toContain(body.key);
    expect(body).toMatchObject({
      name: 'website',
      scopes: ['articles:write', 'sends:read'],
      publications: ['gazette'],
      expiresAt: inAnHour,
      lastUsedAt: null,
    });
    expect((await call(body.key, 'get', '/publications/gazette/sends')).status).toBe(200);
    const { body: list } = await call(admin, 'get', '/api-keys');
    expect(JSON.stringify(list)).not.toContain(body.key);
    expect(list.data.at(-1).lastUsedAt).toEqual(expect.any(String));
    expect((await call(admin, 'delete', `/api-keys/${body.id}`)).status).toBe(204);
    expect((await call(admin, 'delete', `/api-keys/${body.id}`)).status).toBe(404);
    expect((await call(body.key, 'get', '/publications/gazette/sends')).status).toBe(401);
  });

  test.each([
    ['no name', { name: ' ' }, 'name'],
    ['no scope', { scopes: [] }, 'scopes'],
    ['an unknown scope', { scopes: ['everything'] }, 'scopes.0'],
    ['no publication at all', { publications: [] }, 'publications'],
    ['a moment that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['a field that is none', { role: 'owner' }, 'role'],
  ])('refuses %s', async (_what, fields, field) => {
    const body = { name: 'website', scopes: ['sends:read'], ...fields };
    const answer = await call(await keyWith(['admin']), 'post', '/api-keys', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].field).toBe(field);
  });

  test('makes none that reaches further or lives longer than the key that asks', async () => {
    const small = await keyWith(['admin'], [gazette.id]);
    const ask = (key: string, fields: object) =>
      call(key, 'post', '/api-keys', { name: 'more', scopes: ['admin'], ...fields });
    expect((await ask(small, {})).status).toBe(422);
    expect((await ask(small, { publications: ['gazette', 'herald'] })).status).toBe(422);
    expect((await ask(small, { publications: ['gazette'] })).status).toBe(201);
    const short = (
      await createApiKey(app, 'short', { scopes: ['admin'], expiresAt: new Date(Date.now() + 60_000) })
    ).key;
    expect((await ask(short, {})).status).toBe(422);
    expect((await ask(short, { expiresAt: inAnHour })).status).toBe(422);
    const far = (await listApiKeys(app)).find(({ publicationIds }) => publicationIds === null);
    expect((await call(small, 'delete', `/api-keys/${far?.id}`)).status).toBe(404);
  });
});

describe('POST /users/invite', () => {
  const roles = (publication: string) => [{ publication, role: 'editor', maySend: false }];

  test('gives a person roles, and the same request twice invites once', async () => {
    const key = await keyWith(['admin']);
    const invite = () =>
      call(key, 'post', '/users/invite', { email: 'Lena@gazette.example', roles: roles('gazette') }).set(
        'Idempotency-Key',
        'once',
      );
    const answers = [await invite(), await invite()];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    expect(answers[0]?.body).toMatchObject({
      email: 'lena@gazette.example',
      isOwner: false,
      isInvited: true,
      roles: [{ publication: 'gazette', role: 'editor', maySend: false }],
    });
    const twice = await call(key, 'post', '/users/invite', {
      email: 'lena@gazette.example',
      roles: roles('gazette'),
    });
    expect([twice.status, twice.body.errors[0].field]).toEqual([422, 'email']);
  });

  test('a key for one publication invites only there, and sees only its people', async () => {
    const key = await keyWith(['admin'], [gazette.id]);
    const invite = (publication: string) =>
      call(key, 'post', '/users/invite', { email: 'bo@gazette.example', roles: roles(publication) });
    expect([(await invite('herald')).status, (await invite('*')).status]).toEqual([404, 403]);
    await call(await keyWith(['admin']), 'post', '/users/invite', {
      email: 'far@herald.example',
      roles: roles('herald'),
    });
    const { body } = await call(key, 'get', '/users');
    expect(body.data.map(({ email }: { email: string }) => email)).toEqual(['lena@gazette.example']);
  });
});
