import request from 'supertest';
import { beforeAll, expect, test } from 'vitest';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeReaders } from '../../support/sends/sends.ts';

const app = await createTestApp();
const server = createServer(app);
let publication: Awaited<ReturnType<typeof makePublication>>;
let authorization = '';
let sendId = 0;

beforeAll(async () => {
  authorization = await apiAuthorization(app);
  publication = await makePublication(app, { topics: [{ slug: 'sport', name: 'Sport' }] });
  const [active = 0] = await makeReaders(app, publication, 1501);
  await app.db.raw(`update subscribers set status = 'pending' where publication_id = ? and id <> ?`, [
    publication.id,
    active,
  ]);
  sendId = await makeLetter(app, publication);
});

const get = (rest: string) =>
  request(server).get(`/api/v1/publications/${publication.slug}${rest}`).set('Authorization', authorization);

test('The audience of a send says how many get it, and of everybody else why not', async () => {
  const { status, body } = await get(`/sends/${sendId}/audience`);
  expect(status).toBe(200);
  expect(body).toEqual({
    count: 1,
    isExact: true,
    countedAt: expect.stringMatching(/Z$/),
    leftOut: [{ code: 'confirmed', count: 1500, says: '1,500 people: not confirmed yet' }],
    byDomain: [{ domain: 'readers.example', count: 1 }],
    seconds: null,
  });
  const german = await get(`/sends/${sendId}/audience?exact=true`).set('Accept-Language', 'de-AT');
  expect(german.body.leftOut[0].says).toBe('1.500 Personen: noch nicht bestätigt');
});

test('The audience of a letter that is not saved yet is asked for by topics and rhythm', async () => {
  expect((await get('/audience?topics=sport&rhythm=each')).body.count).toBe(1);
  const daily = await get('/audience?topics=&rhythm=daily');
  expect(daily.body).toMatchObject({
    count: 0,
    leftOut: [{ code: 'confirmed' }, { code: 'rhythm', count: 1 }],
  });
  const wrong = await get('/audience?topics=chess');
  expect(wrong.status).toBe(422);
  expect(wrong.body.errors[0]).toMatchObject({ field: 'topics' });
  expect((await get('/audience?rhythm=hourly')).status).toBe(422);
  expect((await get('/audience?exact=soon')).status).toBe(422);
});

test('The audience of a send of another publication is not told', async () => {
  const other = await makePublication(app);
  const id = await makeLetter(app, other);
  expect((await get(`/sends/${id}/audience`)).status).toBe(404);
});
