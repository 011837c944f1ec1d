import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { getPublication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { chooseRhythm } from '../../support/readers/readers.ts';
import { makeReaders } from '../../support/sends/sends.ts';

const app = await createTestApp();
const server = createServer(app);
let authorization = '';
beforeAll(async () => {
  authorization = await apiAuthorization(app);
});

const valid = {
  slug: 'gazette',
  name: 'The Gazette',
  siteUrl: 'https://gazette.example',
  fromAddress: 'news@gazette.example',
};
const post = (body: object) =>
  request(server).post('/api/v1/publications').set('Authorization', authorization).send(body);

test('The API answers nobody without a live key', async () => {
  const answer = await request(server).get('/api/v1/publications');
  expect(answer.status).toBe(401);
  expect(answer.type).toBe('application/problem+json');
  expect(answer.headers['www-authenticate']).toBe('Bearer');
});

describe('Creating a publication', () => {
  test('answers with every field, defaults included', async () => {
    const answer = await post(valid);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...valid,
      fromName: 'The Gazette',
      timeZone: 'UTC',
      language: 'en',
      holdMinutes: 5,
      checkPages: false,
      retryHours: 24,
      undoSeconds: 60,
      tooLateHours: 2,
      waveMinutes: 0,
      softBounceSends: 3,
      softBounceDays: 14,
      defaultRhythm: 'each',
      dailyAt: '07:00',
      weeklyOn: 'saturday',
      weeklyAt: '08:00',
      busyDayCap: null,
      digestMinArticles: 1,
      digestMaxArticles: 30,
      postalAddress: null,
      topics: [],
    });
    const shown = await request(server)
      .get('/api/v1/publications/gazette')
      .set('Authorization', authorization);
    expect(shown.body).toEqual(answer.body);
  });

  test.each([
    ['a reserved word as slug', { slug: 'admin' }, 'slug', 'reserved word'],
    ['a slug with capitals', { slug: 'Gazette' }, 'slug', 'small letters'],
    [
      'a sender at a free mail provider (HDR-11)',
      { fromAddress: 'gazette@gmail.com' },
      'fromAddress',
      'free mail provider',
    ],
    [
      'a sender name with a line break (HDR-08)',
      { fromName: 'Gazette\r\nBcc: x@example.org' },
      'fromName',
      'single line',
    ],
    ['a time zone that is an offset (TIM-02)', { timeZone: '+02:00' }, 'timeZone', 'Europe/Berlin'],
    ['a site that is no web address', { siteUrl: 'javascript:alert(1)' }, 'siteUrl', 'https://'],
    ['a field that does not exist (SEC-09)', { isAdmin: true }, 'isAdmin', 'not a field'],
  ])('refuses %s', async (_what, fault, field, words) => {
    const answer = await post({ ...valid, slug: 'other', ...fault });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ field, message: expect.stringContaining(words) }]);
  });

  test('refuses a slug that is taken', async () => {
    const answer = await post(valid);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].message).toContain('taken');
  });

  test('happens once for one Idempotency-Key, also when both requests run at once (SMTP-11)', async () => {
    const send = () => post({ ...valid, slug: 'once' }).set('Idempotency-Key', 'k1');
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(answers[1].body).toEqual(answers[0].body);
    const other = await post({ ...valid, slug: 'twice' }).set('Idempotency-Key', 'k1');
    expect(other.status).toBe(409);
  });

  test('does not keep an Idempotency-Key whose request failed', async () => {
    expect((await post({ ...valid, slug: 'gazette' }).set('Idempotency-Key', 'k2')).status).toBe(422);
    expect((await post({ ...valid, slug: 'fresh' }).set('Idempotency-Key', 'k2')).status).toBe(201);
  });
});

test.each([0, 121, 1.5, '24', null])('Retrying for %j hours is refused', async (retryHours) => {
  const answer = await request(server)
    .patch('/api/v1/publications/gazette')
    .set('Authorization', authorization)
    .send({ retryHours });
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toMatchObject([{ field: 'retryHours' }]);
});

test.each([
  ['undoSeconds', -1],
  ['undoSeconds', 3601],
  ['undoSeconds', null],
  ['tooLateHours', 0],
  ['tooLateHours', 169],
  ['tooLateHours', 1.5],
  ['waveMinutes', 1441],
  ['softBounceSends', 1],
  ['softBounceDays', 181],
  ['defaultRhythm', 'hourly'],
  ['dailyAt', '7:00'],
  ['dailyAt', '24:00'],
  ['weeklyAt', null],
  ['weeklyOn', 'Monday'],
  ['busyDayCap', 0],
  ['busyDayCap', 51],
  ['digestMinArticles', 0],
  ['digestMinArticles', 31],
  ['digestMaxArticles', 101],
])('%s of %j is refused', async (field, value) => {
  const answer = await request(server)
    .patch('/api/v1/publications/gazette')
    .set('Authorization', authorization)
    .send({ [field]: value });
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toMatchObject([{ field }]);
});

test('Another default rhythm answers how many readers it moved, and moves them once', async () => {
  const gazette = await getPublication(app.db, 'gazette');
  const [first = 0] = await makeReaders(app, gazette, 3);
  await chooseRhythm(app, gazette, first, 'weekly');
  const patch = (body: object) =>
    request(server).patch('/api/v1/publications/gazette').set('Authorization', authorization).send(body);
  const wishes = {
    defaultRhythm: 'daily',
    dailyAt: '17:30',
    weeklyOn: 'monday',
    weeklyAt: '06:15',
    busyDayCap: 3,
  };
  expect((await patch(wishes)).body).toMatchObject({ ...wishes, movedReaders: 2 });
  expect((await patch({ ...wishes, busyDayCap: null })).body).toMatchObject({
    busyDayCap: null,
    movedReaders: 0,
  });
});

test('Changing a publication changes the named fields and keeps topics by their slug', async () => {
  const patch = (body: object) =>
    request(server).patch('/api/v1/publications/gazette').set('Authorization', authorization).send(body);
  const first = await patch({
    holdMinutes: 0,
    retryHours: 120,
    undoSeconds: 0,
    tooLateHours: 168,
    topics: [{ slug: 'politics', name: 'Politics', categories: ['Elections'] }],
  });
  expect(first.body).toMatchObject({
    holdMinutes: 0,
    retryHours: 120,
    undoSeconds: 0,
    tooLateHours: 168,
    name: 'The Gazette',
    topics: [{ slug: 'politics', categories: ['Elections'] }],
  });
  const { rows: before } = await app.db.raw('select id from topics');
  await patch({
    topics: [
      { slug: 'sport', name: 'Sport' },
      { slug: 'politics', name: 'Politics & Power' },
    ],
  });
  const { rows: after } = await app.db.raw("select id from topics where slug = 'politics'");
  expect(after).toEqual(before);
});

test('A body that is not JSON is a problem document, not a stack', async () => {
  const answer = await request(server)
    .post('/api/v1/publications')
    .set('Authorization', authorization)
    .type('json')
    .send('{"slug":');
  expect(answer.status).toBe(400);
  expect(answer.body.code).toBe('bad-request');
});

test('The OpenAPI document describes every operation', async () => {
  const { body } = await request(server).get('/api/v1/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  expect(Object.keys(body.paths['/publications/{slug}'])).toEqual(['get', 'patch']);
});

test('The API is described for people, too', async () => {
  const answer = await request(server).get('/api/docs');
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('Create a publication');
  expect(answer.text).toContain('holdMinutes');
});
