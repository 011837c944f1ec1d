import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { rows } from '../../../src/platform/database.ts';
import { confirm } from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { auditTrail } from '../../support/app/audit.ts';
import { makePublication } from '../../support/app/publications.ts';
import { evidence, mailsTo, tokenIn } from '../../support/readers/readers.ts';
import { sendNoticeTo } from '../../support/mail/notices.ts';

const app = await createTestApp();
const server = createServer(app);
let authorization = '';
beforeAll(async () => {
  authorization = await apiAuthorization(app);
  await makePublication(app, { slug: 'gazette', topics: [{ slug: 'sport', name: 'Sport' }] });
  await makePublication(app, { slug: 'courier' });
});

const path = '/api/v1/publications/gazette/subscribers';
const call = (method: 'get' | 'post' | 'patch' | 'delete', to: string, body?: object) => {
  const sent = request(server)[method](to).set('Authorization', authorization);
  return body ? sent.send(body) : sent;
};
const consent = { source: 'old system', at: '2025-04-01T10:00:00+02:00' };
const add = async (email: string, fields: object = { confirmed: true, consent }) =>
  call('post', path, { email, ...fields });

describe('Adding a subscriber', () => {
  test('with proof of consent makes a reader at once, without a mail (CON-04)', async () => {
    const answer = await add('Ada@Example.org', {
      confirmed: true,
      consent,
      name: 'Ada',
      topics: ['sport'],
      timeZone: 'Asia/Tokyo',
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(Number),
      email: 'ada@example.org',
      name: 'Ada',
      status: 'active',
      rhythm: 'each',
      rhythmChosenAt: null,
      rhythmBefore: null,
      localHour: null,
      busyDayCap: null,
      pausedUntil: null,
      topics: ['sport'],
      timeZone: 'Asia/Tokyo',
      language: null,
      source: '',
      createdAt: expect.any(String),
      confirmedAt: '2025-04-01T08:00:00.000Z',
      unsubscribedAt: null,
    });
    expect(await mailsTo(app, 'ada@example.org')).toEqual([]);
    const records = await call('get', `${path}/${answer.body.id}/consent`);
    expect(records.body.data).toEqual([
      expect.objectContaining({
        kind: 'imported',
        channel: 'api',
        source: 'old system',
        details: { consentAt: '2025-04-01T08:00:00.000Z', caller: expect.stringMatching(/^api-key:/) },
      }),
    ]);
  });

  test('confirmed without proof of consent is refused, and nobody is mailed', async () => {
    const answer = await add('claimed@example.org', { confirmed: true });
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      [{ field: 'consent', message: expect.stringContaining('where and when the person agreed') }],
    ]);
    expect(await mailsTo(app, 'claimed@example.org')).toEqual([]);
  });

  test.each([{}, { consent }])('with only %j asks the person by mail', async (fields) => {
    const email = `asked${Object.keys(fields).join('')}@example.org`;
    const answer = await add(email, fields);
    expect([answer.status, answer.body.status, answer.body.confirmedAt]).toEqual([201, 'pending', null]);
    await sendNoticeTo(app, 'confirmation', answer.body.id);
    const token = tokenIn((await mailsTo(app, email))[0] ?? '', 'confirm');
    expect(await confirm(app, token, evidence)).toBe('confirmed');
  });

  test('who is there already, but whose address bounced elsewhere, is asked to confirm; a list changes nothing (SUP-03, SUP-04)', async () => {
    const { body } = await add('elsewhere@example.org');
    await app.db.raw("insert into suppressions (address_hash, reason) values (?, 'bounced')", [
      app.keys.addressHashes('elsewhere@example.org')[0],
    ]);
    expect((await add('elsewhere@example.org')).body).toEqual(body);
    expect((await add('elsewhere@example.org', {})).body).toMatchObject({ id: body.id, status: 'bounced' });
    await sendNoticeTo(app, 'confirmation', body.id);
    const token = tokenIn((await mailsTo(app, 'elsewhere@example.org'))[0] ?? '', 'confirm');
    expect(await confirm(app, token, evidence)).toBe('confirmed');
    expect((await call('get', `${path}/${body.id}`)).body.status).toBe('active');
  });

  test('who is there already changes nothing; who is pending becomes a reader with proof', async () => {
    const first = await add('twice@example.org');
    const again = await add('TWICE@example.org', { confirmed: true, consent, name: 'Other' });
    expect(again.body).toEqual(first.body);
    await add('waiting@example.org', {});
    expect((await add('waiting@example.org')).body.status).toBe('active');
    const many = await Promise.all(Array.from({ length: 5 }, () => add('parallel@example.org')));
    expect(new Set(many.map(({ body }) => body.id)).size).toBe(1);
    const records = await call('get', `${path}/${many[0]?.body.id}/consent`);
    expect(records.body.data).toHaveLength(1);
  });

  test.each(['unsubscribed', 'bounced', 'complained'])(
    'who %s is not brought back by a list (SUP-03)',
    async (status) => {
      const { body } = await add(`${status}@example.org`);
      await app.db.raw('update subscribers set status = ? where id = ?', [status, body.id]);
      const answer = await add(`${status}@example.org`);
      expect(answer.status).toBe(409);
      expect(answer.body.detail).toContain(status);
      expect((await call('get', `${path}/${body.id}`)).body.status).toBe(status);
    },
  );

  test.each(['never-again', 'erased', 'complained', 'bounced'])(
    'whose address is suppressed as %s stays out (SUP-01, SUP-03)',
    async (reason) => {
      const email = `suppressed-${reason}@example.org`;
      await app.db.raw('insert into suppressions (address_hash, reason) values (?, ?)', [
        app.keys.addressHashes(email)[0],
        reason,
      ]);
      expect((await add(email)).status).toBe(409);
      expect((await call('get', `${path}?email=${email}`)).body.data).toEqual([]);
    },
  );

  test.each([
    [{ email: 'nonsense' }, 'email'],
    [{ email: 'a@example.org', topics: ['gossip'] }, 'topics.0'],
    [{ email: 'a@example.org', rhythm: 'hourly' }, 'rhythm'],
    [{ email: 'a@example.org', timeZone: 'Mars/Base' }, 'timeZone'],
    [{ email: 'a@example.org', status: 'active' }, 'status'],
    [{ email: 'a@example.org', confirmed: true, consent: { source: 'x', at: 'yesterday' } }, 'consent.at'],
    [
      { email: 'a@example.org', confirmed: true, consent: { source: 'x', at: '2999-01-01T00:00:00Z' } },
      'consent.at',
    ],
  ])('refuses %j', async (body, field) => {
    const answer = await call('post', path, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ field, message: expect.stringMatching(/\.$/) }]);
  });
});

describe('Finding subscribers', () => {
  test('by address whatever its capitals, and only in this publication', async () => {
    const { body } = await add('Find.Me@Example.org');
    const found = await call('get', `${path}?email=FIND.ME@example.ORG`);
    expect(found.body).toMatchObject({ data: [body], nextCursor: null, count: { exact: 1 } });
    expect(
      (await call('get', '/api/v1/publications/courier/subscribers?email=find.me@example.org')).body.data,
    ).toEqual([]);
    expect((await call('get', `/api/v1/publications/courier/subscribers/${body.id}`)).status).toBe(404);
    expect((await call('get', `${path}/999999`)).status).toBe(404);
    expect((await call('get', `${path}/x`)).status).toBe(404);
  });

  test('by status, page by page', async () => {
    for (let index = 0; index < 5; index += 1)
      await call('post', '/api/v1/publications/courier/subscribers', {
        email: `page${index}@example.org`,
        confirmed: true,
        consent,
      });
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await call(
        'get',
        `/api/v1/publications/courier/subscribers?status=active&limit=2${cursor}`,
      );
      seen.push(...body.data.map(({ email }: { email: string }) => email));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
    } while (cursor);
    expect(seen).toEqual([0, 1, 2, 3, 4].map((index) => `page${index}@example.org`));
    expect((await call('get', `${path}?status=asleep`)).status).toBe(422);
  });
});

test('Changing a subscriber takes name, topics and leaving, and never coming back (SUP-03)', async () => {
  const { body } = await add('change@example.org');
  const one = `${path}/${body.id}`;
  const changed = await call('patch', one, { name: 'Ada', topics: ['sport'] });
  expect(changed.body).toMatchObject({ name: 'Ada', topics: ['sport'], status: 'active' });
  expect((await call('patch', one, { status: 'active' })).status).toBe(422);
  expect((await call('patch', one, { email: 'x@example.org' })).status).toBe(422);
  const left = await call('patch', one, { status: 'unsubscribed' });
  expect(left.body).toMatchObject({
    status: 'unsubscribed',
    name: 'Ada',
    unsubscribedAt: expect.any(String),
  });
  const records = await call('get', `${one}/consent`);
  expect(
    records.body.data.map(({ kind, channel }: { kind: string; channel: string }) => [kind, channel]),
  ).toEqual([
    ['imported', 'api'],
    ['changed', 'api'],
    ['unsubscribed', 'api'],
  ]);
});

test('Deleting a subscriber erases the person, kept answers included (GDPR-02)', async () => {
  const { body } = await call('post', path, { email: 'delete@example.org', confirmed: true, consent }).set(
    'Idempotency-Key',
    'delete-me',
  );
  expect((await call('delete', `${path}/${body.id}`)).status).toBe(204);
  expect((await auditTrail(app.db, `subscriber:${body.id}`)).at(-1)).toMatchObject({
    actor: 'api-key:tests',
    action: 'subscriber.erased',
  });
  expect((await call('get', `${path}?email=delete@example.org`)).body.data).toEqual([]);
  expect((await call('delete', `${path}/${body.id}`)).status).toBe(404);
  expect(await rows(app.db, "select 1 from idempotency_keys where body::text like '%delete@%'")).toEqual([]);
  expect((await add('delete@example.org')).status).toBe(409);
});
