import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstRow } from '../../../src/platform/database.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';

const app = await createTestApp();
const server = http.createServer(createServer(app, new AbortController().signal)).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
let authorization = '';
beforeAll(async () => {
  authorization = await apiAuthorization(app);
  await makePublication(app, { slug: 'gazette' });
});
afterAll(() => void server.close());

const path = '/api/v1/publications/gazette/imports?confirmed=true&consentSource=old+site';
const count = async () =>
  (await firstRow<{ n: number }>(app.db, 'select count(*)::int as n from imports'))?.n ?? 0;

/** A request of its own making, so that it may say less than it promised. */
function open(body: string, headers: Record<string, string>, length = Buffer.byteLength(body)) {
  const socket = net.connect(port, '127.0.0.1');
  let answer = '';
  socket.on('error', () => {});
  const answered = new Promise<number>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
      if (status !== undefined) resolve(Number(status));
    });
    socket.on('close', () => resolve(0));
  });
  const head = Object.entries({
    Host: 'localhost',
    Authorization: authorization,
    'Content-Length': String(length),
    ...headers,
  });
  socket.write(
    `POST ${path} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
  socket.write(body);
  return { socket, answered };
}

const FORM = [
  '--cut',
  'Content-Disposition: form-data; name="note"',
  '',
  'from the old site',
  '--cut',
  'Content-Disposition: form-data; name="file"; filename="list.csv"',
  'Content-Type: text/csv',
  '',
  'email,name',
  'ann@example.org,Ann',
  'bob@example.org,Bob',
  '--cut',
  'Content-Disposition: form-data; name="second"; filename="more.csv"',
  '',
  'email',
  '--cut--',
].join('\r\n');
const asForm = { 'Content-Type': 'multipart/form-data; boundary=cut' };
const asList = { 'Content-Type': 'text/csv' };
const cutsOf = (body: string, step: number) =>
  Array.from({ length: Math.ceil(body.length / step) }, (_, n) => body.slice(0, n * step));
let serial = 0;
const key = () => ({ 'Idempotency-Key': `cut-${(serial += 1)}` });

describe.each([
  ['without an Idempotency-Key', () => ({})],
  ['with one', key],
])('An upload %s', (_what, keyed) => {
  test('whose form has no end is refused with 400, wherever it breaks off, and nothing of it stays', async () => {
    const before = await count();
    for (const body of cutsOf(FORM, 5)) {
      const { socket, answered } = open(body, { ...asForm, ...keyed() });
      expect([body.length, await answered]).toEqual([body.length, 400]);
      socket.destroy();
    }
    expect(await count()).toBe(before);
  });

  test.each([
    ['a form', FORM, asForm],
    ['a list', 'email,name\nann@example.org,Ann\nbob@example.org,Bob\n', asList],
  ])('of %s whose connection breaks off in the middle leaves nothing', async (_kind, body, headers) => {
    const before = await count();
    for (const part of cutsOf(body, 11)) {
      const { socket, answered } = open(part, { ...headers, ...keyed() }, body.length + 10);
      setImmediate(() => socket.destroy());
      await answered;
    }
    await expect.poll(count).toBe(before);
    expect((await request(server).get('/readyz')).status).toBe(200);
  });

  test('that is whole is taken in', async () => {
    const { answered } = open(`${FORM}\r\n`, { ...asForm, ...keyed() });
    expect(await answered).toBe(202);
  });
});

test('Uploads that take their time hold no connection to the database', async () => {
  const body = 'email\nslow@example.org\n';
  const slow = Array.from({ length: 30 }, () => open('email\n', { ...asList, ...key() }, body.length));
  await expect.poll(count, { timeout: 100_000 }).toBeGreaterThanOrEqual(30);
  const answer = await request(server).get('/api/v1/publications').set('Authorization', authorization);
  expect(answer.status).not.toBe(503);
  expect((await request(server).get('/readyz')).status).toBe(200);
  for (const { socket } of slow) socket.write(body.slice('email\n'.length));
  expect(new Set(await Promise.all(slow.map(({ answered }) => answered)))).toEqual(new Set([202]));
  for (const { socket } of slow) socket.destroy();
});

describe('Of two uploads with one Idempotency-Key', () => {
  const body = 'email\ntwo@example.org\n';

  test('at once, the second waits for the first and gets its answer', async () => {
    const before = await count();
    const shared = key();
    const first = open('email\n', { ...asList, ...shared }, body.length);
    await expect.poll(count).toBe(before + 1);
    const second = open(body, { ...asList, ...shared });
    first.socket.write(body.slice('email\n'.length));
    expect([await first.answered, await second.answered]).toEqual([202, 202]);
    expect(await count()).toBe(before + 1);
  });

  test('the second takes over when the first breaks off', async () => {
    const before = await count();
    const shared = key();
    const first = open('email\n', { ...asList, ...shared }, body.length);
    await expect.poll(count).toBe(before + 1);
    const second = open(body, { ...asList, ...shared });
    first.socket.destroy();
    expect(await second.answered).toBe(202);
    await expect.poll(count).toBe(before + 1);
  });

  test('the second takes over when the process of the first died, which can then add nothing more', async () => {
    const before = await count();
    const shared = key();
    const first = open('email\n', { ...asList, ...shared }, body.length);
    await expect.poll(count).toBe(before + 1);
    await app.db.raw(
      "update idempotency_keys set created_at = now() - interval '1 minute' where status is null",
    );
    const second = open(body, { ...asList, ...shared });
    expect(await second.answered).toBe(202);
    first.socket.write(body.slice('email\n'.length));
    expect(await first.answered).toBe(409);
    await expect.poll(count).toBe(before + 1);
  });
});
