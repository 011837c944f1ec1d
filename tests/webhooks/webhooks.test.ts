import request from 'supertest';
import { Webhook } from 'standardwebhooks';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import type { Publication } from '../../src/publications/index.ts';
import { pauseSend, resumeSend } from '../../src/sends/index.ts';
import {
  changeSubscriber,
  confirm,
  getSubscriber,
  importNow,
  markBounced,
  runImport,
  undoImport,
  unsubscribe,
} from '../../src/subscribers/index.ts';
import { purgeWebhookEvents, sendDueDeliveries } from '../../src/webhooks/index.ts';
import { eraseReader } from '../../src/web/erase-reader.ts';
import { createServer } from '../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { evidence, makeConsenting, makePending } from '../support/readers/readers.ts';
import { makeArticle, prepareSendOf } from '../support/sends/sends.ts';
import { startReceiver } from '../support/web/receiver.ts';

const app = await createTestApp({ FETCH_ALLOW: '127.0.0.1' });
const receiver = await startReceiver();
const server = createServer(app);
let ahead = 0;
app.now = () => new Date(Date.now() + ahead);
let authorization = '';
let publication: Publication;
beforeAll(async () => {
  authorization = await apiAuthorization(app);
});
beforeEach(async () => {
  publication = await makePublication(app);
  receiver.received.length = 0;
  receiver.answer = () => ({ status: 204 });
  ahead = 0;
});

const agent = (method: 'get' | 'post' | 'patch' | 'delete', path: string) => request(server)[method](path);
const api = (method: 'get' | 'post' | 'patch' | 'delete', path = '', body?: object) =>
  agent(method, `/api/v1/publications/${publication.slug}/webhooks${path}`)
    .set('Authorization', authorization)
    .send(body);
async function makeWebhook(events: string[] = ['*']): Promise<{ id: number; secret: string }> {
  const { status, body } = await api('post', '', { url: `${receiver.url}/in`, events });
  expect([status, body.errors]).toEqual([201, undefined]);
  return body;
}
interface Told {
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}
/** What was received since the last time, in the order in which it happened: calls are made side by side. */
async function told(): Promise<Told[]> {
  await sendDueDeliveries(app);
  const received = receiver.received.splice(0).map(({ body }) => JSON.parse(body) as Told);
  return received.toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp));
}
const typesTold = async () => (await told()).map(({ type }) => type);
const deliveriesOf = async (id: number) => (await api('get', `/${id}/deliveries`)).body.data;
/** As if so much time had passed. */
const goOn = (hours: number) =>
  app.db.raw(`update webhook_deliveries set due_at = due_at - make_interval(hours => ?)`, [hours]);

describe('A webhook', () => {
  test('is made with a secret that is shown once, changed and removed', async () => {
    const { id, secret } = await makeWebhook(['subscriber.*', 'send.sent']);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    const { body } = await api('get', `/${id}`);
    expect(body).toMatchObject({ id, isOn: true, events: ['subscriber.*', 'send.sent'], offReason: null });
    expect(JSON.stringify([body, (await api('get')).body])).not.toContain(secret.slice(6));
    const kept = await rows(app.db, 'select sealed_secrets from webhooks where id = ?', [id]);
    expect(JSON.stringify(kept)).not.toContain(secret.slice(6));
    expect((await api('patch', `/${id}`, { events: ['*'] })).body.events).toEqual(['*']);
    expect((await api('delete', `/${id}`)).status).toBe(204);
    expect((await api('get', `/${id}`)).status).toBe(404);
  });

  test.each([
    [{ url: 'ftp://crm.example', events: ['*'] }, 'url'],
    [{ url: 'https://user:word@crm.example', events: ['*'] }, 'url'],
    [{ url: 'https://crm.example', events: [] }, 'events'],
    [{ url: 'https://crm.example', events: ['reader.*'] }, 'events.0'],
    [{ url: 'https://crm.example', events: ['*'], colour: 'red' }, 'colour'],
  ])('is refused with %o, and the field is named', async (input, field) => {
    const { status, body } = await api('post', '', input);
    expect([status, body.errors[0].field]).toEqual([422, field]);
  });

  test('of another publication is not there', async () => {
    const { id } = await makeWebhook();
    publication = await makePublication(app);
    for (const path of [`/${id}`, `/${id}/deliveries`]) expect((await api('get', path)).status).toBe(404);
    for (const path of [`/${id}/test`, `/${id}/rotate-secret`, `/${id}/deliveries/1/replay`])
      expect((await api('post', path)).status).toBe(404);
    expect((await api('delete', `/${id}`)).status).toBe(404);
  });

  test('made twice with one Idempotency-Key is made once, with one secret', async () => {
    const make = () =>
      api('post', '', { url: receiver.url, events: ['*'] }).set('Idempotency-Key', publication.slug);
    const [one, other] = [await make(), await make()];
    expect(other.body).toEqual(one.body);
    expect((await api('get')).body.data).toHaveLength(1);
  });
});

describe('A call', () => {
  test('is verified by the library of Standard Webhooks; for a day after a rotation, by both secrets', async () => {
    const { id, secret } = await makeWebhook();
    const { secret: next } = (await api('post', `/${id}/rotate-secret`)).body;
    expect((await api('post', `/${id}/test`)).body).toMatchObject({ type: 'webhook.test', state: 'waiting' });
    await sendDueDeliveries(app);
    const [call] = receiver.received;
    const headers = call?.headers as Record<string, string>;
    expect(headers['content-type']).toBe('application/json');
    for (const one of [secret, next])
      expect(new Webhook(one).verify(call?.body ?? '', headers)).toMatchObject({
        type: 'webhook.test',
        data: { publication: publication.slug },
      });
    expect(() => new Webhook(secret).verify(`${call?.body} `, headers)).toThrow();
    receiver.received.length = 0;
    ahead = 25 * 3_600_000;
    await api('post', `/${id}/test`);
    await sendDueDeliveries(app);
    expect(receiver.received[0]?.headers['webhook-signature']).toMatch(/^v1,\S+$/);
  });

  test('that fails is tried again with the same id and body, and what came of it is in the log', async () => {
    const { id } = await makeWebhook(['send.*']);
    receiver.answer = () => ({ status: 500, body: `Sorry\0 ${'é'.repeat(2000)}` });
    await api('post', `/${id}/test`);
    await sendDueDeliveries(app);
    await sendDueDeliveries(app);
    expect(receiver.received).toHaveLength(1);
    const [waiting] = await deliveriesOf(id);
    expect(waiting).toMatchObject({ state: 'waiting', tries: [{ status: 500, fault: null }] });
    expect(waiting.answer).toMatch(/^Sorry é+/);
    expect(Buffer.byteLength(waiting.answer)).toBeLessThanOrEqual(2003);
    receiver.answer = () => ({ status: 200 });
    await goOn(1);
    await sendDueDeliveries(app);
    const [first, second] = receiver.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    const [accepted] = await deliveriesOf(id);
    expect(accepted).toMatchObject({
      state: 'accepted',
      nextAt: null,
      eventId: first?.headers['webhook-id'],
    });
    expect(accepted.tries.map(({ status }: { status: number }) => status)).toEqual([500, 200]);
  });

  test('follows no redirect, and reaches no private address (SEC-30)', async () => {
    const { id } = await makeWebhook();
    receiver.answer = () => ({ status: 302, headers: { location: `${receiver.url}/elsewhere` } });
    await api('post', `/${id}/test`);
    await sendDueDeliveries(app);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/in']);
    await api('patch', `/${id}`, { url: 'http://10.0.0.1/' });
    await goOn(1);
    await sendDueDeliveries(app);
    const [{ tries }] = await deliveriesOf(id);
    expect(tries).toMatchObject([{ status: 302 }, { status: null, fault: 'forbidden-address' }]);
  });

  test('waits as long as the receiver asks for, and fails for good after the tenth try', async () => {
    const { id } = await makeWebhook();
    receiver.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } });
    await api('post', `/${id}/test`);
    const before = Date.now();
    await sendDueDeliveries(app);
    const [{ nextAt }] = await deliveriesOf(id);
    expect((Date.parse(nextAt) - before) / 1000).toBeCloseTo(3600, -2);
    await app.db.raw('update webhook_deliveries set attempts = 9 where webhook_id = ?', [id]);
    await goOn(2);
    await sendDueDeliveries(app);
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'failed', nextAt: null }]);
  });

  test('can be replayed, with its id and body of before', async () => {
    const { id } = await makeWebhook();
    await api('post', `/${id}/test`);
    await sendDueDeliveries(app);
    const [delivery] = await deliveriesOf(id);
    const replayed = await api('post', `/${id}/deliveries/${delivery.id}/replay`);
    expect([replayed.status, replayed.body.state]).toEqual([202, 'waiting']);
    await sendDueDeliveries(app);
    const [first, second] = receiver.received;
    expect([second?.headers['webhook-id'], second?.body]).toEqual([
      first?.headers['webhook-id'],
      first?.body,
    ]);
    const { body } = await api('get', `/${id}/deliveries/${delivery.id}`);
    expect([body.state, body.tries.length, body.payload]).toEqual(['accepted', 2, first?.body]);
  });

  test('of a worker that died is made again, and its late word changes nothing', async () => {
    const { id } = await makeWebhook();
    await api('post', `/${id}/test`);
    receiver.answer = () => ({ status: 204 });
    await app.db.raw(
      `update webhook_deliveries set taken = 1, attempts = 1, leased_until = now() + interval '1 minute' where webhook_id = ?`,
      [id],
    );
    expect(await typesTold()).toEqual([]);
    await app.db.raw(`update webhook_deliveries set leased_until = now() where webhook_id = ?`, [id]);
    expect(await typesTold()).toEqual(['webhook.test']);
  });
});

describe('A receiver', () => {
  const alertsOf = () =>
    rows(app.db, `select code, params from alerts where publication_id = ?`, [publication.id]);

  test('that says it is gone is called no more, and the admins are told once', async () => {
    const { id } = await makeWebhook();
    receiver.answer = () => ({ status: 410 });
    await api('post', `/${id}/test`);
    await api('post', `/${id}/test`);
    await sendDueDeliveries(app);
    expect((await api('get', `/${id}`)).body).toMatchObject({ isOn: false, offReason: 'gone' });
    expect(await alertsOf()).toMatchObject([{ code: 'webhook-off', params: { reason: 'gone' } }]);
    expect((await api('post', `/${id}/test`)).status).toBe(409);
    await makeConsenting(app, publication, 'unheard@readers.example');
    receiver.answer = () => ({ status: 204 });
    expect((await api('patch', `/${id}`, { isOn: true })).body).toMatchObject({
      isOn: true,
      offReason: null,
    });
    receiver.received.length = 0;
    expect(await typesTold()).toEqual([]);
  });

  test('that fails for three days is switched off; one accepted call before begins the days anew', async () => {
    const { id } = await makeWebhook();
    const failingFor = (days: number) =>
      app.db.raw(`update webhooks set failing_since = now() - make_interval(days => ?) where id = ?`, [
        days,
        id,
      ]);
    receiver.answer = () => ({ status: 500 });
    await failingFor(2);
    await api('post', `/${id}/test`);
    await sendDueDeliveries(app);
    expect((await api('get', `/${id}`)).body).toMatchObject({ isOn: true });
    receiver.answer = () => ({ status: 200 });
    await goOn(1);
    await sendDueDeliveries(app);
    expect((await api('get', `/${id}`)).body.failingSince).toBeNull();
    receiver.answer = () => ({ status: 500 });
    await failingFor(3);
    await api('post', `/${id}/test`);
    await sendDueDeliveries(app);
    expect((await api('get', `/${id}`)).body).toMatchObject({ isOn: false, offReason: 'failing' });
    expect(await alertsOf()).toHaveLength(1);
  });
});

describe('A webhook is told', () => {
  test('of a reader from their confirmation to their erasure, and nothing before they confirm', async () => {
    await makeWebhook(['subscriber.*']);
    const { id, token } = await makePending(app, publication, `ada-${publication.slug}@readers.example`);
    expect(await typesTold()).toEqual([]);
    await confirm(app, token, evidence);
    const [confirmed] = await told();
    expect(confirmed).toMatchObject({
      type: 'subscriber.confirmed',
      data: { publication: publication.slug, id, status: 'active', before: 'pending', topics: [] },
    });
    const reader = () => getSubscriber(app.db, publication.id, id);
    await changeSubscriber(app, await reader(), { rhythm: 'weekly', name: 'Ada' }, evidence);
    expect(await told()).toMatchObject([
      { type: 'subscriber.changed', data: { changed: ['name', 'rhythm'], name: 'Ada', rhythm: 'weekly' } },
    ]);
    await changeSubscriber(app, await reader(), { name: 'Ada' }, evidence);
    expect(await typesTold()).toEqual([]);
    await unsubscribe(app, { subscriberId: id, sendId: 0 }, evidence);
    expect(await told()).toMatchObject([{ type: 'subscriber.unsubscribed', data: { before: 'active' } }]);
    await eraseReader(app, id, evidence);
    expect(await told()).toEqual([
      {
        type: 'subscriber.erased',
        timestamp: expect.any(String),
        data: { publication: publication.slug, id },
      },
    ]);
    const left = await rows<{ payload: string }>(
      app.db,
      'select payload from webhook_events where subject_id = ?',
      [id],
    );
    expect(JSON.stringify(left)).not.toContain('readers.example');
  });

  test('of a bounce, and of an import once, however many readers it brings', async () => {
    await makeWebhook(['subscriber.*']);
    const { id } = await makeConsenting(app, publication, 'dead@readers.example');
    await markBounced(app, publication.id, [id], '550 5.1.1 No such user');
    expect(await typesTold()).toEqual(['subscriber.confirmed', 'subscriber.bounced']);
    const lines = Array.from({ length: 50 }, (_, at) => `r${at}-${publication.slug}@list.example,weekly`);
    await importNow(app, publication, {
      bytes: (async function* () {
        yield Buffer.from(`email,rhythm\n${lines.join('\n')}\n`);
      })(),
      format: 'csv',
      consent: { source: 'paper form', channel: 'test', caller: 'test', at: new Date() },
    });
    expect(await told()).toMatchObject([{ type: 'subscriber.imported', data: { counts: { added: 50 } } }]);
    const [made] = await rows<{ id: number }>(app.db, 'select id from imports where publication_id = ?', [
      publication.id,
    ]);
    const importId = made?.id ?? 0;
    await undoImport(app, publication, importId);
    await runImport(app, { importId });
    expect(await told()).toMatchObject([{ type: 'subscriber.import-undone', data: { id: importId } }]);
  });

  test('of articles and sends, as their verdict and status change', async () => {
    await makeWebhook(['article.*', 'send.*']);
    const articleId = await makeArticle(app, publication, { title: 'Bridge <b>opens</b>' });
    const sendId = await prepareSendOf(app, articleId);
    await pauseSend(app, publication.id, sendId);
    await resumeSend(app, publication.id, sendId);
    const events = await told();
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['article.new', 'send.paused', 'send.resumed']),
    );
    expect(events.find(({ type }) => type === 'article.new')?.data).toMatchObject({
      id: articleId,
      title: 'Bridge <b>opens</b>',
      verdict: 'new',
      before: null,
    });
    expect(events.find(({ type }) => type === 'send.paused')?.data).toMatchObject({
      id: sendId,
      before: 'sending',
    });
  });

  test('nothing that it did not ask for, and nothing that was rolled back', async () => {
    await makeWebhook(['send.sent']);
    await makeConsenting(app, publication, 'quiet@readers.example');
    await makeWebhook(['subscriber.confirmed']);
    await app.db
      .transaction(async (db) => {
        await makeConsenting({ ...app, db }, publication, 'undone@readers.example');
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await typesTold()).toEqual([]);
  });
});

test('What was told is forgotten after thirty days', async () => {
  const { id } = await makeWebhook();
  await api('post', `/${id}/test`);
  await app.db.raw(`update webhook_events set at = now() - interval '29 days'`);
  await purgeWebhookEvents(app.db);
  expect(await deliveriesOf(id)).toHaveLength(1);
  await app.db.raw(`update webhook_events set at = now() - interval '31 days'`);
  await purgeWebhookEvents(app.db);
  expect(await deliveriesOf(id)).toEqual([]);
});
