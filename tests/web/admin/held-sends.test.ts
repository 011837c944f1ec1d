import request from 'supertest';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { decideHeld, holdForGap } from '../../../src/planning/index.ts';
import { getSend } from '../../../src/sends/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeLetter } from '../../support/sends/letters.ts';

const app = await createTestApp();
const server = createServer(app);
let publication: Publication;
let ids: number[];
let authorization: string;
let editor: string;
let viewer: string;

beforeAll(async () => {
  publication = await makePublication(app, { slug: 'gazette' });
  authorization = await apiAuthorization(app);
  editor = await signInByPage(server, await makeUser(app, 'editor'));
  viewer = await signInByPage(server, await makeUser(app, 'viewer'));
});
beforeEach(async () => {
  await app.db.raw(`update sends set status = 'cancelled'`);
  await decideHeld(app, 'drop');
  ids = [];
  for (const subject of ['The <harbour>', 'The bridge'])
    ids.push(await makeLetter(app, publication, { subject }));
  await app.db.raw(`update sends set status = 'scheduled', scheduled_at = now() where id = any(?)`, [ids]);
  await holdForGap(app, 'down', new Date(Date.now() - 6 * 3_600_000));
});

const page = async (cookie: string) =>
  (await request(server).get('/admin/gazette').set('Cookie', cookie)).text;
const post = (path: string, cookie: string) => request(server).post(`/admin${path}`).set('Cookie', cookie);
const statuses = () => Promise.all(ids.map(async (id) => (await getSend(app.db, publication.id, id)).status));
const api = (method: 'get' | 'post', path: string) =>
  request(server)[method](`/api/v1${path}`).set('Authorization', authorization);

test('The overview asks once what to do with what was due while nobody was there; a viewer only reads it', async () => {
  expect(await page(editor)).toMatch(/Paperround was down from .*The &lt;harbour>.*Send all 2/s);
  expect(await page(viewer)).not.toContain('Send all 2');
  expect((await post('/gazette/held-sends/release', viewer)).status).toBe(403);
  const released = await post('/gazette/held-sends/release', editor);
  expect([released.status, released.headers['location']]).toEqual([
    303,
    '/admin/gazette?notice=held-released',
  ]);
  expect(await statuses()).toEqual(['scheduled', 'scheduled']);
  expect(await page(editor)).not.toContain('Paperround was down from');
});

test('Each can be decided by itself, and all can be dropped', async () => {
  await post(`/gazette/sends/${ids[0]}/release`, editor);
  expect(await statuses()).toEqual(['scheduled', 'held']);
  await post('/gazette/held-sends/drop', editor);
  expect(await statuses()).toEqual(['scheduled', 'cancelled']);
});

test('The API says what is held and why, and decides', async () => {
  const { body } = await api('get', '/held-sends');
  expect(body).toMatchObject({
    gaps: [{ kind: 'down', says: expect.stringContaining('was down') }],
    sends: [
      {
        id: ids[0],
        publication: 'gazette',
        subject: 'The <harbour>',
        reason: {
          code: 'held-for-gap',
          params: { kind: 'down' },
          says: expect.stringContaining('may have gone out already'),
        },
      },
      { id: ids[1] },
    ],
  });
  const one = await api('post', `/publications/gazette/sends/${ids[0]}/release`);
  expect([one.status, one.body.status]).toEqual([200, 'scheduled']);
  const again = await api('post', `/publications/gazette/sends/${ids[0]}/drop`);
  expect([again.status, again.body.code]).toEqual([409, 'send-is-scheduled']);
  expect((await api('post', '/publications/gazette/sends/99999/release')).status).toBe(404);
  const all = await api('post', '/held-sends/drop');
  expect([all.status, all.body]).toEqual([200, { gaps: [], sends: [] }]);
  expect(await statuses()).toEqual(['scheduled', 'cancelled']);
});
