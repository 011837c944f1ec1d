import request from 'supertest';
import { beforeAll, expect, test } from 'vitest';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeArticle } from '../../support/sends/sends.ts';

const app = await createTestApp();
const server = createServer(app);
let publication: Awaited<ReturnType<typeof makePublication>>;
let authorization = '';
let bridge = 0;
let market = 0;

beforeAll(async () => {
  authorization = await apiAuthorization(app);
  publication = await makePublication(app);
  bridge = await makeArticle(app, publication, { title: 'Bridge is shut' });
  market = await makeArticle(app, publication, { title: 'Market stays' });
});

const call = (method: 'post' | 'patch' | 'get', rest: string, body?: object) => {
  const address = `/api/v1/publications/${publication.slug}/sends${rest}`;
  return request(server)[method](address).set('Authorization', authorization).send(body);
};
const create = (body: object) => call('post', '', { kind: 'digest', ...body });

test('A digest is written from articles and an introduction, and shown with both', async () => {
  const { status, body } = await create({
    articleIds: [bridge, market],
    introduction: 'Good morning.',
    audience: { topics: [], rhythm: 'weekly' },
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    kind: 'digest',
    status: 'draft',
    subject: 'Bridge is shut',
    version: 1,
    faults: [],
    letter: { markdown: 'Good morning.', preheader: '', rhythm: 'weekly' },
    digest: {
      introduction: 'Good morning.',
      articleIds: [bridge, market],
      picks: [
        { articleId: bridge, title: 'Bridge is shut' },
        { articleId: market, title: 'Market stays' },
      ],
    },
  });
  expect((await call('get', `/${body.id}`)).body.digest).toEqual(body.digest);
});

test('A digest is changed in its parts, with headings of its own, and a stale version is a 409', async () => {
  const { body } = await create({ articleIds: [bridge], introduction: 'Good morning.' });
  const picks = [{ heading: 'In town' }, { articleId: market }];
  const changed = await call('patch', `/${body.id}`, { picks, subject: 'Town', version: 1 });
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({
    subject: 'Town',
    version: 2,
    digest: {
      introduction: 'Good morning.',
      articleIds: [market],
      picks: [{ heading: 'In town' }, { articleId: market }],
    },
  });
  const stale = await call('patch', `/${body.id}`, { introduction: 'Hello.', version: 1 });
  expect(stale.status).toBe(409);
  expect(stale.body).toMatchObject({ code: 'stale-version', version: 2 });
});

test('A digest that is not finished is kept, and says what is missing', async () => {
  const { status, body } = await create({ unfinished: true, introduction: 'Soon.' });
  expect(status).toBe(201);
  expect(body.faults.map(({ field }: { field: string }) => field)).toEqual(['subject']);
  const named = await call('patch', `/${body.id}`, { subject: 'Soon', unfinished: true });
  expect(named.body.faults).toMatchObject([{ field: 'articleIds' }]);
});

test('A digest goes the way of a letter: scheduled, moved, taken back, tested, counted', async () => {
  const { body } = await create({ articleIds: [bridge] });
  const at = `${new Date().getFullYear() + 1}-07-01T09:00`;
  expect((await call('post', `/${body.id}/schedule`, { at })).body.status).toBe('scheduled');
  expect((await call('get', `/${body.id}/audience`)).body).toMatchObject({ count: 0, isExact: true });
  expect((await call('post', `/${body.id}/unschedule`)).body.status).toBe('draft');
  expect((await call('post', `/${body.id}/copy`)).body).toMatchObject({
    kind: 'digest',
    digest: { articleIds: [bridge] },
  });
});

test('Fields of the other kind are refused by name', async () => {
  const { body } = await create({ articleIds: [bridge] });
  const digest = await call('patch', `/${body.id}`, { markdown: 'A letter?' });
  expect(digest.status).toBe(422);
  expect(digest.body.errors).toMatchObject([{ field: 'markdown' }]);
  const letter = await makeLetter(app, publication);
  const wrong = await call('patch', `/${letter}`, { articleIds: [bridge], introduction: 'A digest?' });
  expect(wrong.body.errors.map(({ field }: { field: string }) => field).toSorted()).toEqual([
    'articleIds',
    'introduction',
  ]);
});

test.each([
  [{ articleIds: [0] }, 'articleIds.0'],
  [{ articleIds: 'all' }, 'articleIds'],
  [{ articleIds: [999_999] }, 'articleIds'],
  [{ picks: [{ heading: '' }] }, 'picks.0'],
  [{ articleIds: Array.from({ length: 151 }, (_, index) => index + 1) }, 'articleIds'],
  [{ introduction: 7 }, 'introduction'],
  [{ kind: 'issue' }, 'kind'],
])('A digest with %j is refused, and the field is named', async (fields, field) => {
  const { status, body } = await create(fields);
  expect(status).toBe(422);
  expect(body.errors[0].field).toContain(field);
});
