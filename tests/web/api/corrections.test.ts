import request from 'supertest';
import { beforeAll, expect, test } from 'vitest';
import { pushArticle } from '../../../src/articles/index.ts';
import { KINDS } from '../../../src/kinds.ts';
import { prepareDueSends } from '../../../src/sends/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';
import { deliver, makeReaders, prepareSendOf } from '../../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const server = createServer(app);
let authorization = '';
let id = 0;
const url = 'https://gazette.example/bridge';

beforeAll(async () => {
  authorization = await apiAuthorization(app);
  const publication = await makePublication(app, { slug: 'gazette' });
  await makePublication(app, { slug: 'other' });
  await makeReaders(app, publication, 3);
  ({ id } = await pushArticle(app, publication, { url, title: 'Bridge opens in May' }));
  await prepareSendOf(app, id);
  await deliver(app);
});

const call = (method: 'post' | 'get', path: string, body?: object) =>
  request(server)[method](`/api/v1/publications/${path}`).set('Authorization', authorization).send(body);
const correct = (body: object, slug = 'gazette') => call('post', `${slug}/articles/${id}/corrections`, body);

test('What nobody got otherwise cannot be corrected: 409 says so', async () => {
  const { status, body } = await correct({ note: 'Sorry.' });
  expect([status, body.code]).toEqual([409, 'nothing-to-correct']);
  expect(body.detail).toContain('Nobody got another text');
  expect((await call('get', `gazette/articles/${id}/corrections/audience`)).body).toMatchObject({
    readers: 0,
  });
});

test('A correction answers with its send, after the number of its readers was asked for, and the same key makes no second one', async () => {
  await call('post', 'gazette/articles', { url, title: 'Bridge opens in June' });
  const audience = await call('get', `gazette/articles/${id}/corrections/audience`);
  expect(audience.body).toEqual({
    readers: 3,
    byMail: [{ kind: 'article', count: 3 }],
    everybody: 3,
    inDigest: { readers: 0, everybody: 0 },
    waiting: null,
  });
  const post = () => correct({ note: 'It opens in *June*.' }).set('Idempotency-Key', 'one');
  const { status, body } = await post();
  expect(status).toBe(201);
  expect(body).toMatchObject({ kind: 'correction', status: 'scheduled', letter: null });
  expect((await post()).body.id).toBe(body.id);
  expect((await correct({ note: 'Again.' })).body.id).toBe(body.id);
  expect((await call('get', `gazette/sends/${body.id}/audience`)).body).toMatchObject({
    count: 3,
    leftOut: [],
  });
  const list = await call('get', 'gazette/sends');
  expect(list.body.data[0]).toMatchObject({ id: body.id, kind: 'correction' });
  const preview = await call('get', `gazette/sends/${body.id}/preview`);
  expect(preview.status).toBe(200);
  expect(preview.body.text).toContain('It opens in June.');
});

test('A note that is missing, too long or for nobody names its field', async () => {
  for (const [body, field] of [
    [{}, 'note'],
    [{ note: ' ' }, 'note'],
    [{ note: 'x'.repeat(2001) }, 'note'],
    [{ note: 'Sorry.', audience: 'friends' }, 'audience'],
    [{ note: 'Sorry.', inNextDigest: 'yes' }, 'inNextDigest'],
  ] as const) {
    const answer = await correct(body);
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, field]);
  }
});

test('Nobody corrects the article of another publication', async () => {
  expect((await correct({ note: 'Sorry.' }, 'other')).status).toBe(404);
  expect((await call('get', `other/articles/${id}/corrections/audience`)).status).toBe(404);
});

test('With inNextDigest readers of digests get it with the next one, and the number of those who wait can be asked for', async () => {
  await app.db('subscribers').update({ rhythm: 'daily' });
  await app.db('sends').where({ kind: 'correction' }).update({ status: 'cancelled' });
  await call('post', 'gazette/articles', { url, title: 'Bridge opens in July' });
  const audience = () => call('get', `gazette/articles/${id}/corrections/audience`);
  expect((await audience()).body).toMatchObject({ readers: 3, inDigest: { readers: 3 }, waiting: null });
  expect((await correct({ note: 'It opens in *July*.', inNextDigest: true })).status).toBe(201);
  await prepareDueSends(app, KINDS);
  expect((await audience()).body).toMatchObject({ readers: 3, waiting: 3 });
});
