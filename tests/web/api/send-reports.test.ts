import http from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { sendScene, type SendScene } from '../../support/sends/send-scene.ts';

const app = await createTestApp();
const server = http.createServer(createServer(app));
let authorization = '';
let scene: SendScene;

beforeAll(async () => {
  authorization = await apiAuthorization(app);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  scene = await sendScene(app, 3000, { of: { title: 'Bridge opens' } });
  const { sendId, readerIds } = scene;
  await app.db.raw(
    `insert into messages (send_id, subscriber_id, state, reply)
     select ?, id, case when id = ? then 'rejected' else 'accepted' end, case when id = ? then '550 5.1.1 No such user' end
       from unnest(?::bigint[]) id`,
    [sendId, readerIds[1] ?? 0, readerIds[1] ?? 0, readerIds],
  );
  await app.db.raw(
    `update send_batches set state = 'done', position = 500, accepted = case batch_no when 0 then 499 else 500 end,
            rejected = case batch_no when 0 then 1 else 0 end where send_id = ?`,
    [sendId],
  );
  await app.db.raw(`update sends set status = 'sent', finished_at = now() where id = ?`, [sendId]);
});
afterAll(() => server.close());

const path = (rest: string) => `/api/v1/publications/${scene.publication.slug}/sends${rest}`;
const get = (rest: string) => request(server).get(path(rest)).set('Authorization', authorization);

describe('The messages of a send as a file', () => {
  test('have a name, a type and everybody', async () => {
    const { status, headers, text } = await get(`/${scene.sendId}/messages.csv`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename=send-${scene.sendId}-messages.csv`,
      'cache-control': 'no-store',
    });
    expect(text.trimEnd().split('\n')).toHaveLength(3001);
  });

  test('may be those in one state', async () => {
    const { text } = await get(`/${scene.sendId}/messages.csv?state=rejected`);
    expect(text.trimEnd().split('\n')[1]).toMatch(
      /^reader2@readers\.example,rejected,.*,550 5\.1\.1 No such user$/,
    );
    expect((await get(`/${scene.sendId}/messages.csv?state=lost`)).status).toBe(422);
  });

  test('are not there for a send that is not there, nor for a caller without a key', async () => {
    const missing = await get('/999999/messages.csv');
    expect([missing.status, missing.headers['content-type']]).toEqual([
      404,
      expect.stringMatching(/problem\+json/),
    ]);
    expect((await request(server).get(path(`/${scene.sendId}/messages.csv`))).status).toBe(401);
  });

  test('may be left half read: the next caller is answered', async () => {
    const { port } = server.address() as AddressInfo;
    const leaving = new AbortController();
    const answer = await fetch(`http://127.0.0.1:${port}${path(`/${scene.sendId}/messages.csv`)}`, {
      headers: { Authorization: authorization },
      signal: leaving.signal,
    });
    await answer.body?.getReader().read();
    leaving.abort();
    expect((await get(`/${scene.sendId}`)).status).toBe(200);
    expect(app.logged.filter((line) => line.includes('download.failed'))).toEqual([]);
  });
});

test('A report tells causes in words of the language that was asked for', async () => {
  const { status, body } = await get(`/${scene.sendId}/report`).set('Accept-Language', 'de');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: scene.sendId,
    status: 'sent',
    counts: { audience: 3000, accepted: 2999, rejected: 1 },
    failures: [
      {
        code: 'not-accepted',
        params: { state: 'rejected', fault: 'mailbox' },
        says: expect.stringContaining('Diese Adresse gibt es nicht.'),
        causer: 'recipient',
        count: 1,
        domain: null,
        reply: '550 5.1.1 No such user',
      },
    ],
    hasAllFailures: true,
    domains: [{ domain: 'readers.example', messages: 3000, accepted: 2999, refused: 1, left: 0 }],
    topics: [],
    left: 0,
    resendable: { count: 1, isMore: false },
  });
  expect((await get('/999999/report')).status).toBe(404);
});

test('Sends are listed by status and by a part of the subject', async () => {
  const draft = await makeLetter(app, scene.publication, { subject: 'Spring survey' });
  const ids = async (query: string) =>
    ((await get(query)).body as { data: { id: number }[] }).data.map(({ id }) => id);
  expect(await ids('?status=draft')).toEqual([draft]);
  expect(await ids('?status=sent')).toEqual([scene.sendId]);
  expect(await ids('?q=survey')).toEqual([draft]);
  expect(await ids('?q=%25')).toEqual([]);
  expect((await get('?status=lost')).status).toBe(422);
});

test('Messages are found by part of an address, page by page', async () => {
  const first = await get(`/${scene.sendId}/messages?q=reader29&limit=100`);
  expect(first.body.data).toHaveLength(100);
  const second = await get(`/${scene.sendId}/messages?q=reader29&limit=100&cursor=${first.body.nextCursor}`);
  expect(second.body).toMatchObject({ nextCursor: null });
  expect(second.body.data).toHaveLength(11);
  const { body } = await get(`/${scene.sendId}/messages?q=reader2@readers.example&state=accepted`);
  expect(body.data).toMatchObject([{ state: 'rejected', isPossiblyTwice: false }]);
});
