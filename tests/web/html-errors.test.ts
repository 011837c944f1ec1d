import request from 'supertest';
import { expect, test } from 'vitest';
import { AppError } from '../../src/platform/errors.ts';
import { problemOf } from '../../src/web/problem.ts';
import { createServer } from '../../src/web/server.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';

const app = await createTestApp();
const server = createServer(app);
await makePublication(app, { slug: 'gazette' });

test('A fault of ours is a page with a number, and tells nothing of the inside (SEC-18)', async () => {
  await app.db.raw('alter table topics rename to topics_gone');
  const answer = await request(server).get('/gazette');
  await app.db.raw('alter table topics_gone rename to topics');
  expect([answer.status, answer.type]).toEqual([500, 'text/html']);
  const requestId = answer.headers['x-request-id'] ?? '';
  expect(answer.text).toContain(requestId);
  expect(answer.text).not.toMatch(/topics|select|relation|at \w+ \(/);
  const logged = app.logged.filter((line) => line.includes(requestId));
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('request.failed');
  expect((await request(server).get('/gazette')).status).toBe(200);
});

test('A machine without room for a child process is no fault of the caller', () => {
  expect(problemOf(new AppError('child-unavailable', 'A child process could not start.'))).toMatchObject({
    status: 503,
    code: 'child-unavailable',
  });
});

test('A body that is too large or broken is a page too', async () => {
  const large = await request(server)
    .post('/gazette/subscribe')
    .type('form')
    .send(`email=${'x'.repeat(110_000)}`);
  expect([large.status, large.type]).toEqual([413, 'text/html']);
  const preferences = await request(server).get('/preferences/forged');
  expect([preferences.status, preferences.type]).toEqual([404, 'text/html']);
});
