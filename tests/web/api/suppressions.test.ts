import request from 'supertest';
import { expect, test } from 'vitest';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';

const app = await createTestApp();
const server = createServer(app);
const authorization = await apiAuthorization(app);
const call = (method: 'get' | 'post', path: string, body?: object) =>
  request(server)[method](`/api/v1${path}`).set('Authorization', authorization).send(body);

test('An address that must not be mailed is shown with the reason and let in again (SUP-04)', async () => {
  const email = 'Ada@example.org';
  await app.db.raw(
    "insert into suppressions (address_hash, reason, source) values (?, 'complained', 'a test')",
    [app.keys.addressHashes('ada@example.org')[0]],
  );
  const shown = await call('get', `/suppressions?email=${encodeURIComponent(email)}`);
  expect(shown.body.data).toEqual([
    { reason: 'complained', publication: null, since: expect.any(String), source: 'a test' },
  ]);
  const lifted = await call('post', '/suppressions/lift', { email });
  expect(lifted.body).toEqual({
    lifted: [{ reason: 'complained', publication: null, since: shown.body.data[0].since }],
    subscribers: [],
  });
  expect((await call('get', `/suppressions?email=${email}`)).body.data).toEqual([]);
  expect((await call('post', '/suppressions/lift', { email })).body).toEqual({ lifted: [], subscribers: [] });
});

test('What is no address is refused by its field', async () => {
  for (const answer of [
    await call('post', '/suppressions/lift', { email: 'nobody' }),
    await call('get', '/suppressions?email=nobody'),
    await call('get', '/suppressions'),
  ])
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'email']);
});
