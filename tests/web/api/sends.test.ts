import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf } from '../../support/sends/sends.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';

const sink = await startSmtpSink({
  refuse: (recipient) => (recipient.startsWith('reader2@') ? '550 5.1.1 No such user' : undefined),
});
const app = await createTestApp({ SMTP_URL: sink.url });
const server = createServer(app);
let authorization = '';
let publication: Awaited<ReturnType<typeof makePublication>>;
let articleId = 0;
let sendId = 0;

beforeAll(async () => {
  authorization = await apiAuthorization(app);
  publication = await makePublication(app);
  await makeReaders(app, publication, 3);
  articleId = await makeArticle(app, publication, { title: 'Bridge opens' });
  sendId = await prepareSendOf(app, articleId);
});

const path = (rest = '') => `/api/v1/publications/${publication.slug}/sends${rest}`;
const get = (rest = '') => request(server).get(path(rest)).set('Authorization', authorization);
const post = (rest: string) => request(server).post(path(rest)).set('Authorization', authorization);
const nobody = { sending: 0, accepted: 0, deferred: 0, rejected: 0, expired: 0, skipped: 0, unknown: 0 };

describe('A send over the API', () => {
  test('before it went out shows everybody as queued', async () => {
    const answer = await get(`/${sendId}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      id: sendId,
      kind: 'article',
      subject: expect.stringContaining('Bridge opens'),
      status: 'sending',
      reason: null,
      warnings: [],
      articleId,
      rhythm: null,
      edition: null,
      scheduledAt: expect.stringMatching(/Z$/),
      startedAt: expect.stringMatching(/Z$/),
      finishedAt: null,
      counts: { audience: 3, queued: 3, ...nobody, possiblyTwice: 0 },
      ratePerSecond: answer.body.ratePerSecond,
      secondsLeft: null,
      version: null,
      audienceEstimate: null,
      letter: null,
      review: null,
      digest: null,
      inArchive: null,
      archiveUrl: expect.stringMatching(new RegExp(`/archive/${sendId}$`)),
    });
    // Not known in the first half second, and then nothing went out.
    expect([null, 0]).toContain(answer.body.ratePerSecond);
    const queued = await get(`/${sendId}/messages?state=queued`);
    expect(queued.body.data).toHaveLength(3);
    expect(queued.body.data[0]).toMatchObject({
      email: 'reader1@readers.example',
      state: 'queued',
      attempts: 0,
    });
  });

  test('pauses, resumes and refuses what is impossible', async () => {
    expect((await post(`/${sendId}/pause`)).body).toMatchObject({ id: sendId, status: 'paused' });
    expect((await post(`/${sendId}/resume`)).body).toMatchObject({ status: 'sending' });
    const trail = (await auditTrail(app.db, `send:${sendId}`)).slice(-2);
    expect(trail).toMatchObject([
      { actor: 'api-key:tests', action: 'send.paused' },
      { actor: 'api-key:tests', action: 'send.resumed' },
    ]);
    expect((await post(`/${sendId}/resume`)).body).toMatchObject({ status: 'sending' });
    const impossible = await post(`/${sendId}/unschedule`);
    expect(impossible.status).toBe(409);
    expect(impossible.body).toMatchObject({ code: 'not-a-letter' });
  });

  test('afterwards shows who got it and the last reply for the others', async () => {
    await deliver(app);
    const { body } = await get(`/${sendId}`);
    expect(body).toMatchObject({ status: 'sent', finishedAt: expect.stringMatching(/Z$/) });
    expect(body.counts).toEqual({
      audience: 3,
      queued: 0,
      ...nobody,
      accepted: 2,
      rejected: 1,
      possiblyTwice: 0,
    });
    const rejected = await get(`/${sendId}/messages?state=rejected`);
    expect(rejected.body.data).toEqual([
      {
        subscriberId: expect.any(Number),
        email: 'reader2@readers.example',
        state: 'rejected',
        attempts: 1,
        lastReply: '550 5.1.1 No such user',
        at: expect.stringMatching(/Z$/),
        isPossiblyTwice: false,
      },
    ]);
    expect((await post(`/${sendId}/cancel`)).status).toBe(409);
  });

  test('pages its messages by cursor', async () => {
    const first = await get(`/${sendId}/messages?limit=2`);
    expect(first.body.data).toHaveLength(2);
    const second = await get(`/${sendId}/messages?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.nextCursor).toBeNull();
    const emails = [...first.body.data, ...second.body.data].map(({ email }: { email: string }) => email);
    expect(emails).toEqual([1, 2, 3].map((number) => `reader${number}@readers.example`));
  });

  test('is listed, newest first', async () => {
    const newer = await prepareSendOf(app, await makeArticle(app, publication));
    const first = await get('?limit=1');
    expect(first.body.data.map(({ id }: { id: number }) => id)).toEqual([newer]);
    const second = await get(`?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ data: [{ id: sendId }], nextCursor: null });
    expect((await post(`/${newer}/cancel`)).body).toMatchObject({
      status: 'cancelled',
      counts: { audience: 2, queued: 0, skipped: 2 },
    });
    expect((await get(`/${newer}/messages?state=queued`)).body.data).toEqual([]);
    expect((await get(`/${newer}/messages?state=skipped`)).body.data).toHaveLength(2);
  });

  test.each([
    ['a number that is no send', () => `/999999`],
    ['words', () => '/abc'],
    ['a send of another publication', () => `/${sendId}`],
  ])('is not found by %s', async (what, rest) => {
    const slug = what.includes('another') ? (await makePublication(app)).slug : publication.slug;
    const answer = await request(server)
      .get(`/api/v1/publications/${slug}/sends${rest()}`)
      .set('Authorization', authorization);
    expect(answer.status).toBe(404);
    expect(answer.type).toBe('application/problem+json');
  });

  test('refuses an unknown message state by name', async () => {
    const answer = await get(`/${sendId}/messages?state=delivered`);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ field: 'state', message: 'state is not a message state.' }]);
  });
});

describe('A reason on the API', () => {
  const warned = async () => {
    const publication = await makePublication(app);
    const reason = JSON.stringify({
      code: 'many-bounces',
      params: { bounced: 14, answered: 230, reply: '550 No' },
    });
    await app.db.raw(
      `insert into sends (publication_id, kind, status, subject, message_key, reason, bounce_warning)
       values (?, 'article', 'paused', 'Old list', '', ?, '{"code": "bounces-high", "params": {"bounced": 5, "answered": 200}}')`,
      [publication.id, reason],
    );
    return `/api/v1/publications/${publication.slug}/sends`;
  };

  test.each([
    [undefined, 'The send is paused.', 'Many addresses do not exist'],
    ['de-AT,de;q=0.9,en;q=0.5', 'Die Sendung ist angehalten.', 'Viele Adressen gibt es nicht'],
    ['fr', 'The send is paused.', 'Many addresses do not exist'],
    ['en, de;q=0.5', 'The send is paused.', 'Many addresses do not exist'],
  ])(
    'has its code, its facts and a sentence in the language asked for (%s)',
    async (language, says, warning) => {
      const asked = request(server)
        .get(await warned())
        .set('Authorization', authorization);
      const { body, headers } = await (language ? asked.set('Accept-Language', language) : asked);
      expect(body.data[0]).toMatchObject({
        reason: {
          code: 'many-bounces',
          params: { bounced: 14, answered: 230, reply: '550 No' },
          says: expect.stringContaining(says),
        },
        warnings: [{ code: 'bounces-high', params: { bounced: 5 }, says: expect.stringContaining(warning) }],
      });
      expect(body.data[0].reason.says).toContain('550 No');
      expect(headers['vary']).toContain('Accept-Language');
    },
  );
});
