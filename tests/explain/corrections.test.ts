import request from 'supertest';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { pushArticle } from '../../src/articles/index.ts';
import { correctArticle } from '../../src/planning/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { unsubscribe } from '../../src/subscribers/index.ts';
import { createServer } from '../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { evidence } from '../support/readers/readers.ts';
import { change, sendAll, sendDigest } from '../support/sends/digests.ts';
import { makeReaders } from '../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const server = createServer(app);
let authorization = '';
let publication: Publication;
let serial = 0;

beforeAll(async () => {
  authorization = await apiAuthorization(app);
});
beforeEach(async () => {
  publication = await makePublication(app);
  serial += 1;
});

const write = async (title: string) =>
  (await pushArticle(app, publication, { url: `https://gazette.example/${serial}`, title, release: true }))
    .id;
const correct = (id: number, inNextDigest: boolean) =>
  correctArticle(app, publication.id, id, { note: 'It opens in June.', inNextDigest });

interface Told {
  code: string;
  holds: boolean;
  says: string;
  params: Record<string, unknown>;
}

/** What is told of corrections to somebody who asks about a reader and an article or a send. */
async function told(reader: number, query: Record<string, number>): Promise<Told[]> {
  const [{ delivery_address: email }] = await app.db('subscribers').where({ id: reader });
  const { status, body, text } = await request(server)
    .get(`/api/v1/publications/${publication.slug}/explain`)
    .query({ email, ...query })
    .set('Authorization', authorization);
  expect(status, text).toBe(200);
  return (body.because as Told[]).filter(({ code }) => code === 'corrected');
}
const why = async (reader: number, query: Record<string, number>) =>
  (await told(reader, query)).map(({ holds, params }) => (holds ? 'got it' : params['why']));

test('Of an article that was never corrected nothing is told', async () => {
  const [reader = 0] = await makeReaders(app, publication, 1);
  const id = await write('Bridge opens in May');
  await sendAll(app);
  expect(await told(reader, { article: id })).toEqual([]);
});

test('Who got a correction, by its own mail or with a digest, and who gets it when, is told in a sentence', async () => {
  const [each = 0, daily = 0, left = 0] = await makeReaders(app, publication, 3);
  await change(app, publication, daily, { rhythm: 'daily' });
  const id = await write('Bridge opens in May');
  await sendAll(app);
  await sendDigest(app, publication, 'daily');
  await write('Bridge opens in June');
  await unsubscribe(app, { subscriberId: left, sendId: 0 }, evidence);
  const [joined = 0] = await makeReaders(app, publication, 1, 'joined.example');
  const { id: send } = await correct(id, true);
  expect(await why(each, { article: id })).toEqual(['not-yet']);
  await sendAll(app);
  const [own] = await told(each, { article: id });
  expect(own).toMatchObject({ holds: true, params: { correctionId: send, sendId: send, isDigest: false } });
  expect(own?.says).toMatch(
    /^A mail of its own brings the correction \(send \d+\)\. A mail server accepted it on/,
  );
  const [waits] = await told(daily, { send });
  expect(waits).toMatchObject({ holds: false, params: { why: 'next-digest' } });
  expect(waits?.says).toContain('it comes with their next digest, until');
  expect(await why(left, { article: id })).toEqual(['unreachable']);
  expect(await why(joined, { article: id })).toEqual(['never-had']);
  const [digest = 0] = await sendDigest(app, publication, 'daily');
  const [carried] = await told(daily, { article: id });
  expect(carried).toMatchObject({
    holds: true,
    params: { correctionId: send, sendId: digest, isDigest: true },
  });
});

test('A later correction, a text that was right, and 8 days without a digest are reasons', async () => {
  const [daily = 0, right = 0] = await makeReaders(app, publication, 2);
  await change(app, publication, daily, { rhythm: 'daily' });
  await change(app, publication, right, { rhythm: 'weekly' });
  const id = await write('Bridge opens in May');
  await sendAll(app);
  await sendDigest(app, publication, 'daily');
  await write('Bridge opens in June');
  await sendDigest(app, publication, 'weekly');
  const { id: first } = await correct(id, true);
  await sendAll(app);
  expect(await why(right, { article: id })).toEqual(['right-text']);
  await write('Bridge opens in July');
  await correct(id, true);
  await sendAll(app);
  expect(await why(daily, { article: id })).toEqual(['later-one', 'next-digest']);
  expect(await why(daily, { send: first })).toEqual(['later-one']);
  await app.db.raw(`update sends set prepared_at = prepared_at - interval '8 days'`);
  expect(await why(daily, { article: id })).toEqual(['later-one', 'no-digest']);
});
