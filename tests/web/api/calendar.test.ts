import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { KINDS } from '../../../src/kinds.ts';
import { planArticleSends, recountAudiences } from '../../../src/planning/index.ts';
import type { Db } from '../../../src/platform/database.ts';
import { listCalendar } from '../../../src/reports/index.ts';
import { cancelSend, prepareDueSends } from '../../../src/sends/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { SPRING_FORWARD, SUMMER_DAY } from '../../support/app/years.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { deliver, makeArticle, makeReaders } from '../../support/sends/sends.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const server = createServer(app);
const HOUR = 3_600_000;
let authorization = '';
let publication: Awaited<ReturnType<typeof makePublication>>;

beforeAll(async () => {
  authorization = await apiAuthorization(app);
  publication = await makePublication(app, { topics: [{ slug: 'town', name: 'Town' }] });
  const [first] = await makeReaders(app, publication, 3);
  await app.db.raw(
    `update subscribers set topic_ids = array(select id from topics where publication_id = ?) where id <> ?`,
    [publication.id, first ?? 0],
  );
});

const get = (query: object, slug = publication.slug) =>
  request(server)
    .get(`/api/v1/publications/${slug}/calendar`)
    .query(query)
    .set('Authorization', authorization);
const post = (path: string, body: object) =>
  request(server)
    .post(`/api/v1/publications/${publication.slug}/sends/${path}`)
    .set('Authorization', authorization)
    .send(body);
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const TODAY = { from: inHours(-24), to: inHours(24) };

test('The calendar has what went out, what goes out and what waits for its date, by time', async () => {
  const mailed = await makeArticle(app, publication, { title: 'Mailed' });
  await planArticleSends(app);
  await prepareDueSends(app, KINDS);
  await deliver(app);
  const letter = await makeLetter(app, publication, { subject: 'In an hour' });
  await post(`${letter}/schedule`, { at: inHours(1) });
  await makeLetter(app, publication, { subject: 'A draft has no time' });
  const dropped = await makeLetter(app, publication, { subject: 'Went to nobody' });
  await post(`${dropped}/schedule`, { at: inHours(2) });
  await cancelSend(app, publication.id, dropped);
  const future = await makeArticle(app, publication, { title: 'Waits for its date' });
  await app.db.raw(
    `update articles set verdict = 'future', released_at = null, published_at = now() + interval '3 hours' where id = ?`,
    [future],
  );
  const { status, body } = await get(TODAY);
  expect(status).toBe(200);
  const at = expect.any(String);
  expect(body.data).toEqual([
    {
      sendId: expect.any(Number),
      articleId: mailed,
      kind: 'article',
      subject: 'Mailed',
      at,
      status: 'sent',
      audience: 1,
      about: false,
    },
    {
      sendId: letter,
      kind: 'letter',
      subject: 'In an hour',
      at,
      status: 'scheduled',
      audience: null,
      about: true,
    },
    {
      articleId: future,
      kind: 'article',
      subject: 'Waits for its date',
      at,
      status: 'planned',
      audience: null,
      about: true,
    },
  ]);
  expect((await get(TODAY, (await makePublication(app)).slug)).body.data).toEqual([]);
});

test('Sends to come have the number of readers as it was last counted, an article by its topics', async () => {
  const id = await makeLetter(app, publication, { subject: 'Counted' });
  await post(`${id}/schedule`, { at: inHours(3) });
  await makeArticle(app, publication, { title: 'Of the town', categories: ['Town'] });
  await app.db.raw('update publications set hold_minutes = 60 where id = ?', [publication.id]);
  await planArticleSends(app);
  await recountAudiences(app);
  await app.db.raw('update publications set hold_minutes = 0 where id = ?', [publication.id]);
  const audienceOf = async (subject: string) => {
    const { body } = await get(TODAY);
    const { audience, about } = (body.data as { subject: string; audience: number; about: boolean }[]).find(
      (send) => send.subject === subject,
    ) ?? { audience: null, about: null };
    return [audience, about];
  };
  expect(await audienceOf('Counted')).toEqual([3, true]);
  expect(await audienceOf('Of the town')).toEqual([3, true]);
  await app.db.raw(
    `update subscribers set status = 'unsubscribed', unsubscribed_at = now()
                     where id = (select max(id) from subscribers where publication_id = ?)`,
    [publication.id],
  );
  await recountAudiences(app);
  expect(await audienceOf('Counted')).toEqual([3, true]);
  await app.db.raw(`update sends set counted_at = counted_at - interval '6 minutes'`);
  await recountAudiences(app);
  expect(await audienceOf('Counted')).toEqual([2, true]);
});

test('A day is one of the publication, whole, also when the clocks change (TIM-03)', async () => {
  const times = ['00:00', '02:30', '23:59'];
  for (const time of times) {
    const id = await makeLetter(app, publication, { subject: time });
    await post(`${id}/schedule`, { at: `${SPRING_FORWARD}T${time}` });
  }
  const { body } = await get({ from: SPRING_FORWARD, to: SPRING_FORWARD });
  expect((body.data as { subject: string }[]).map(({ subject }) => subject)).toEqual(times);
  expect(body.data[1].at).toBe(`${SPRING_FORWARD}T01:30:00.000Z`);
  const [other] = (await get({ from: `${SPRING_FORWARD}T21:59:00Z`, to: `${SPRING_FORWARD}T22:00:00Z` })).body
    .data;
  expect(other).toMatchObject({ subject: '23:59' });
});

describe('A calendar that is asked for nonsense', () => {
  test.each([
    [{}, ['from', 'to']],
    [{ from: SUMMER_DAY }, ['to']],
    [{ from: 'soon', to: SUMMER_DAY }, ['from']],
    [{ from: SUMMER_DAY, to: '2026-02-30' }, ['to']],
    [{ from: '0000-01-01', to: SUMMER_DAY }, ['from']],
    [{ from: '-271821-04-20T00:00:00Z', to: SUMMER_DAY }, ['from']],
    [{ from: '2027-02-02', to: '2027-02-01' }, ['to']],
    [{ from: '2027-02-02T10:00:00Z', to: '2027-02-02T10:00:00Z' }, ['to']],
    [{ from: '2027-01-01', to: '2028-03-01' }, ['to']],
    [{ from: SUMMER_DAY, to: SUMMER_DAY, zone: 'x' }, ['zone']],
  ])('%j is refused, naming the field', async (query, fields) => {
    const { status, body } = await get(query);
    expect(status).toBe(422);
    expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual(fields);
  });

  test('for 400 days is answered', async () => {
    expect((await get({ from: '2027-01-01', to: '2028-02-04' })).status).toBe(200);
  });
});

test('A send is moved over the API, and back only from where the caller saw it', async () => {
  const id = await makeLetter(app, publication);
  await post(`${id}/schedule`, { at: `${SUMMER_DAY}T09:00` });
  const was = `${SUMMER_DAY}T07:00:00.000Z`;
  const moved = await post(`${id}/move`, { at: `${SUMMER_DAY}T10:00`, was });
  expect(moved.body).toMatchObject({ status: 'scheduled', scheduledAt: `${SUMMER_DAY}T08:00:00.000Z` });
  const late = await post(`${id}/move`, { at: `${SUMMER_DAY}T11:00`, was });
  expect(late.status).toBe(409);
  expect(late.body.code).toBe('send-moved-meanwhile');
  expect((await post(`${id}/move`, { at: 'later', was })).status).toBe(422);
  expect((await post(`${id}/move`, { at: `${SUMMER_DAY}T10:00`, was: 'then' })).status).toBe(422);
});

test('The month of a publication is found by an index, whatever others send', async () => {
  const other = await makePublication(app);
  await app.db.raw(
    `insert into sends (publication_id, kind, status, subject, scheduled_at, started_at, message_key)
     select ?, 'article', 'sent', 'Old ' || n, now() - make_interval(hours => n), now() - make_interval(hours => n), '\\x00'
       from generate_series(1, 20000) n`,
    [other.id],
  );
  await app.db.raw('analyze sends');
  // What the calendar asks, explained.
  const db = {
    raw: (sql: string, bindings: Record<string, string>) => app.db.raw(`explain ${sql}`, bindings),
  } as unknown as Db;
  const month = { from: new Date(Date.now() - 30 * 24 * HOUR), to: new Date(), limit: 100 };
  const plan = JSON.stringify(await listCalendar(db, other.id, month));
  expect(plan).toContain('sends_by_time');
  expect(plan).not.toContain('Seq Scan on sends');
  const crowded = await get({ from: inHours(-24 * 300), to: inHours(24) }, other.slug);
  expect(crowded.status).toBe(422);
  expect(crowded.body.errors[0].message).toBe('More than 5000 sends lie in between. Ask for a shorter time.');
});
