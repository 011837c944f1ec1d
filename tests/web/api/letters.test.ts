import { KINDS } from '../../../src/kinds.ts';
import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareDueSends } from '../../../src/sends/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { FALL_BACK, SPRING_FORWARD } from '../../support/app/years.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { deliver, makeReaders } from '../../support/sends/sends.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';

let refusal: string | undefined;
const sink = await startSmtpSink({ refuse: (to) => (to.startsWith('reader2@') ? refusal : undefined) });
const app = await createTestApp({ SMTP_URL: sink.url });
const server = createServer(app);
let authorization = '';
let publication: Awaited<ReturnType<typeof makePublication>>;

beforeAll(async () => {
  authorization = await apiAuthorization(app);
  publication = await makePublication(app);
  await makeReaders(app, publication, 3);
});

const path = (rest = '') => `/api/v1/publications/${publication.slug}/sends${rest}`;
const get = (rest: string) => request(server).get(path(rest)).set('Authorization', authorization);
const post = (rest: string, body: object = {}, key?: string) =>
  request(server)
    .post(path(rest))
    .set({ Authorization: authorization, ...(key !== undefined && { 'Idempotency-Key': key }) })
    .send(body);
const LETTER = { kind: 'letter', subject: 'We have moved', markdown: 'To the **harbour**.' };

describe('A letter over the API', () => {
  test('is a draft, changed, tried, scheduled, taken back, sent', async () => {
    const made = await post('', { ...LETTER, audience: { rhythm: 'each' } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      kind: 'letter',
      subject: 'We have moved',
      status: 'draft',
      reason: null,
      scheduledAt: null,
      startedAt: null,
      finishedAt: null,
      counts: { audience: 0, queued: 0, accepted: 0 },
      ratePerSecond: null,
      secondsLeft: null,
      audienceEstimate: 3,
      letter: {
        preheader: '',
        markdown: 'To the **harbour**.',
        topics: [],
        rhythm: 'each',
        schedule: null,
        scheduleNote: null,
      },
    });
    const id = String(made.body.id);
    const changed = await request(server)
      .patch(path(`/${id}`))
      .set('Authorization', authorization)
      .send({ subject: 'We moved' });
    expect(changed.body).toMatchObject({
      subject: 'We moved',
      letter: { markdown: 'To the **harbour**.', rhythm: 'each' },
    });
    const tried = await post(`/${id}/test`, { to: ['me@desk.example'] });
    expect(tried.body).toEqual({
      data: [{ to: 'me@desk.example', outcome: 'accepted', reply: expect.any(String) }],
    });
    const at = `${SPRING_FORWARD}T02:30`;
    const scheduled = await post(`/${id}/schedule`, { at, timeZone: 'Europe/Berlin' });
    expect(scheduled.body).toMatchObject({
      status: 'scheduled',
      scheduledAt: `${SPRING_FORWARD}T01:30:00.000Z`,
    });
    expect((await post(`/${id}/schedule`, { at: `${FALL_BACK}T02:30` })).body).toMatchObject({
      scheduledAt: `${FALL_BACK}T00:30:00.000Z`,
    });
    const late = await request(server)
      .patch(path(`/${id}`))
      .set('Authorization', authorization)
      .send({ subject: 'Too late' });
    expect(late.status).toBe(409);
    expect((await post(`/${id}/unschedule`)).body).toMatchObject({ status: 'draft', scheduledAt: null });
    const refused = await post(`/${id}/schedule`, { undoSeconds: 3601 });
    expect(refused.body).toMatchObject({ status: 422, errors: [{ field: 'undoSeconds' }] });
    const soon = (await post(`/${id}/schedule`, { undoSeconds: 60 })).body as { scheduledAt: string };
    expect(Date.parse(soon.scheduledAt) - Date.now()).toBeGreaterThan(30_000);
    expect((await post(`/${id}/schedule`)).body).toMatchObject({ status: 'scheduled' });
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect((await get(`/${id}`)).body).toMatchObject({ status: 'sent', counts: { accepted: 3 } });
    expect(sink.recipients()).toHaveLength(4);
    expect((await post(`/${id}/resend`)).body).toMatchObject({ status: 'sent', reopened: 0 });
  });

  test('is made once for one Idempotency-Key (SMTP-11)', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => post('', LETTER, 'the same letter')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await post('', { ...LETTER, subject: 'Another' }, 'the same letter')).status).toBe(409);
  });

  test('goes out once for one Idempotency-Key: whoever lost the answer gets it again (SMTP-11)', async () => {
    const { body: letter } = await post('', LETTER);
    const schedule = (key?: string, body: object = {}) => post(`/${letter.id}/schedule`, body, key);
    const refused = await schedule('now', { at: 'soon' });
    expect(refused.status).toBe(422);
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => schedule('now')));
    expect(first?.body).toMatchObject({ id: letter.id, status: 'scheduled' });
    await prepareDueSends(app, KINDS);
    const before = sink.messages.length;
    await deliver(app);
    expect(sink.messages).toHaveLength(before + 3);
    for (const again of [...others, await schedule('now')])
      expect([again.status, again.body]).toEqual([200, first?.body]);
    const other = await schedule('now', { at: `${SPRING_FORWARD}T09:00` });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
    expect((await schedule()).body).toMatchObject({ status: 409, code: 'send-is-sent' });
    const trail = await auditTrail(app.db, `send:${letter.id}`);
    expect(trail.filter(({ action }) => action === 'send.scheduled')).toHaveLength(1);
  });

  test('is tried again once for one Idempotency-Key (SMTP-11)', async () => {
    refusal = '552 5.2.2 Mailbox full';
    const { body: letter } = await post('', LETTER);
    await post(`/${letter.id}/schedule`);
    await prepareDueSends(app, KINDS);
    await deliver(app);
    refusal = undefined;
    const first = await post(`/${letter.id}/resend`, { states: ['rejected'] }, 'once more');
    expect(first.body).toMatchObject({ status: 'sending', reopened: 1 });
    const again = await post(`/${letter.id}/resend`, { states: ['rejected'] }, 'once more');
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = await post(`/${letter.id}/resend`, { states: ['expired'] }, 'once more');
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
    expect((await post(`/${letter.id}/resend`)).body).toMatchObject({ reopened: 0 });
  });

  test.each([
    ['kind', { ...LETTER, kind: 'article' }],
    ['subject', { ...LETTER, subject: '' }],
    ['markdown', { ...LETTER, markdown: '<!-- nothing -->' }],
    ['markdown', { kind: 'letter', subject: 'No text' }],
    ['audience.rhythm', { ...LETTER, audience: { rhythm: 'hourly' } }],
    ['audience.topics', { ...LETTER, audience: { topics: ['nothing'] } }],
    ['html', { ...LETTER, html: '<p>x</p>' }],
  ])('with an impossible %s is refused by its name', async (field, body) => {
    const answer = await post('', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });

  test('refuses impossible times, test addresses and states with 422', async () => {
    const { body } = await post('', LETTER);
    expect((await post(`/${body.id}/schedule`, { at: 'soon' })).status).toBe(422);
    expect((await post(`/${body.id}/schedule`, { at: '2020-01-01T00:00:00Z' })).status).toBe(422);
    expect((await post(`/${body.id}/test`, { to: [] })).status).toBe(422);
    expect((await post(`/${body.id}/resend`, { states: ['accepted'] })).status).toBe(422);
    expect((await post(`/${body.id}/resend`)).status).toBe(409);
    expect((await post('/999999/schedule')).status).toBe(404);
  });

  test('belongs to its publication', async () => {
    const { body } = await post('', LETTER);
    const stranger = await makePublication(app);
    const answer = await request(server)
      .post(`/api/v1/publications/${stranger.slug}/sends/${body.id}/schedule`)
      .set('Authorization', authorization)
      .send({});
    expect(answer.status).toBe(404);
  });
});

test('The API’s description tells of letters and of the stream', async () => {
  const { body } = await request(server).get('/api/v1/openapi.json');
  const paths = Object.keys(body.paths);
  for (const verb of ['schedule', 'unschedule', 'test', 'resend', 'events'])
    expect(paths).toContain(`/publications/{slug}/sends/{id}/${verb}`);
  const headersOf = (path: string) =>
    body.paths[path].post.parameters
      .filter((parameter: { in: string }) => parameter.in === 'header')
      .map(({ name }: { name: string }) => name);
  for (const path of ['', '/{id}/schedule', '/{id}/resend'])
    expect(headersOf(`/publications/{slug}/sends${path}`)).toEqual(['Idempotency-Key']);
  expect(body.paths['/publications/{slug}/sends/{id}/events'].get.responses[200].content).toHaveProperty(
    'text/event-stream',
  );
  const docs = await request(server).get('/api/docs');
  expect(docs.text).toContain('server-sent events');
});
