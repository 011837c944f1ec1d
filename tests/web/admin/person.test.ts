import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApiKey } from '../../../src/accounts/index.ts';
import { rows } from '../../../src/platform/database.ts';
import { unsubscribe } from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { evidence, mailsTo, makeConsenting, makePending, statusOf } from '../../support/readers/readers.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette', topics: [{ slug: 'sport', name: 'Sport' }] });
const herald = await makePublication(app, { slug: 'herald' });
const { key } = await createApiKey(app, 'a test');
const editor = await signInByPage(server, await makeUser(app, 'editor'));
const viewer = await signInByPage(server, await makeUser(app, 'viewer'));
const base = '/admin/gazette/subscribers';

const get = (path: string, as = editor) => request(server).get(path).set('Cookie', as);
const post = (path: string, fields: object = {}) =>
  request(server).post(path).set('Cookie', editor).type('form').send(fields);
/** Where a button leads. */
const after = async (path: string, fields: object = {}) => {
  const answer = await post(path, fields);
  expect(answer.status).toBe(303);
  return get(answer.headers['location'] ?? '');
};
const api = (method: 'get' | 'post' | 'delete', path: string, body?: object) => {
  const url = `/api/v1/publications/gazette/subscribers${path}`;
  return request(server)[method](url).set('Authorization', `Bearer ${key}`).send(body);
};

let serial = 0;
const reader = async (fields: object = {}) => {
  serial += 1;
  const made = await makeConsenting(app, gazette, `reader${serial}@person.example`);
  if (Object.keys(fields).length > 0) await app.db('subscribers').where({ id: made.id }).update(fields);
  return made;
};
const recordsOf = (id: number) =>
  rows<{ kind: string; channel: string }>(
    app.db,
    'select kind, channel from consent_records where subscriber_id = ? order by id',
    [id],
  );

/** A letter that went out to a reader so many days ago. */
async function mailed(
  id: number,
  subject: string,
  days: number,
  state = 'accepted',
  reply: string | null = null,
) {
  const [send] = await rows<{ id: number }>(
    app.db,
    `with d as (insert into sends (publication_id, kind, status, subject, message_key, prepared_at, started_at)
       values (:p, 'letter', 'sent', :subject, 'k', now() - make_interval(days => :days), now() - make_interval(days => :days)) returning id),
     m as (insert into messages (send_id, subscriber_id, state, reply, at)
       select d.id, :id, :state, :reply, now() - make_interval(days => :days) from d)
     select id from d`,
    { p: gazette.id, id, subject, days, state, reply },
  );
  return send?.id ?? 0;
}

describe('The page of one reader', () => {
  test('tells who it is, what they chose, what happened and why, whatever stands in it', async () => {
    const name = '<b>Ann</b> \u202Enna';
    const { id, email } = await reader({ name, source: 'https://gazette.example/<i>' });
    const sendId = await mailed(id, 'Ferry <news>', 3, 'rejected', '550 5.7.1 <No>');
    await app.db.raw(
      `insert into events (publication_id, subscriber_id, send_id, type, kind, says, source, once, at, is_heard)
       values (?, ?, ?, 'bounce', 'hard', 'No such <user>', 'test', 'x', now() - interval '2 days', true)`,
      [gazette.id, id, sendId],
    );
    const { text } = await get(`${base}/${id}?about=send:${sendId}`);
    expect(text).not.toMatch(/<b>Ann|Ferry <news>|<No>|<user>|<i>/);
    for (const said of [
      `<bdi>&lt;b>Ann&lt;/b> \u202Enna</bdi>`,
      email,
      'Ferry &lt;news>',
      '550 5.7.1 &lt;No>',
      'A mail came back',
      'Was added with proof of consent',
      'The reasons',
      'Mails accepted',
    ])
      expect(text).toContain(said);
    expect((await get(`${base}/${id}`, viewer)).text).not.toContain('/edit');
    expect((await get(`${base}/${id}?about=send:999999&kind=x&cursor=`)).status).toBe(422);
    expect((await get(`${base}/999999`)).status).toBe(404);
    expect((await get(`/admin/herald/subscribers/${id}`)).status).toBe(404);
    const found = await get(`/admin/search?publication=gazette&q=${email.slice(0, 8)}`);
    expect(found.text).toContain(`href="${base}/${id}"`);
  });

  test('has its time line in pages that leave nothing out, of the same moment, too', async () => {
    const { id } = await reader();
    for (let days = 1; days <= 7; days += 1) await mailed(id, `Letter ${days}`, Math.ceil(days / 3));
    await app.db.raw(`update messages set at = date_trunc('day', at) where subscriber_id = ?`, [id]);
    await app.db.raw(
      `insert into events (publication_id, subscriber_id, type, kind, says, source, once, at, is_heard)
       select ?, ?, 'reply', 'reply', 'Hello ' || n, 'test', ('y' || n)::bytea, date_trunc('day', now() - interval '2 days'), true
         from generate_series(1, 3) n`,
      [gazette.id, id],
    );
    const whole = (await api('get', `/${id}/timeline?limit=100`)).body;
    expect([whole.data.length, whole.nextCursor]).toEqual([11, null]);
    const walked: unknown[] = [];
    for (let cursor = ''; ;) {
      const { body } = await api('get', `/${id}/timeline?limit=2${cursor && `&cursor=${cursor}`}`);
      walked.push(...body.data);
      if (body.nextCursor === null) break;
      cursor = body.nextCursor;
    }
    expect(walked).toEqual(whole.data);
    const mails = (await api('get', `/${id}/timeline?kind=mail`)).body.data as { of: string }[];
    expect(new Set(mails.map(({ of }) => of))).toEqual(new Set(['mail']));
    expect((await api('get', `/${id}/timeline?cursor=nonsense`)).status).toBe(422);
    expect((await get(`${base}/${id}?kind=event`)).text).toContain('Hello 3');
  });

  test('changes what they get, records only what differs, and keeps a form with a fault', async () => {
    const { id } = await reader();
    const form = await get(`${base}/${id}/edit`);
    expect(form.text).toContain('<option value="each" selected>');
    const same = { name: '', rhythm: 'each', language: '', pausedUntil: '' };
    await after(`${base}/${id}/edit`, same);
    expect(await recordsOf(id)).toHaveLength(1);
    const saved = await after(`${base}/${id}/edit`, {
      name: 'Ann',
      rhythm: 'weekly',
      'topic.sport': '1',
      language: 'de',
      pausedUntil: '2097-05-01',
    });
    for (const said of ['Saved.', 'Weekly', 'Sport', 'Paused until']) expect(saved.text).toContain(said);
    expect(await recordsOf(id)).toMatchObject([{}, { kind: 'changed', channel: 'desk' }]);
    const wrong = await post(`${base}/${id}/edit`, {
      ...same,
      name: 'Kept',
      language: 'not a tag',
      pausedUntil: '',
    });
    expect([wrong.status, wrong.text.includes('value="Kept"')]).toEqual([422, true]);
    expect((await post(`${base}/${id}/edit`, { ...same, pausedUntil: 'soon' })).status).toBe(422);
  });

  test('unsubscribes at once, and takes that back; who left by themselves stays out', async () => {
    const { id } = await reader({ name: 'Ann' });
    const gone = await after(`${base}/${id}/unsubscribe`);
    expect(gone.text).toContain('Ann is unsubscribed and gets no more mail. You can undo this for an hour.');
    expect(gone.text).toContain(`action="${base}/${id}/undo-unsubscribe"`);
    expect(await statusOf(app, id)).toBe('unsubscribed');
    expect((await after(`${base}/${id}/undo-unsubscribe`)).text).toContain('gets mail again');
    expect(await statusOf(app, id)).toBe('active');
    expect(await recordsOf(id)).toMatchObject([
      {},
      { kind: 'unsubscribed' },
      { kind: 'resubscribed', channel: 'desk' },
    ]);
    await unsubscribe(app, { subscriberId: id, sendId: 0 }, { ...evidence, channel: 'page' });
    const refused = await api('post', `/${id}/undo-unsubscribe`);
    expect([refused.status, refused.body.code]).toEqual([409, 'left-themselves']);
    expect(await statusOf(app, id)).toBe('unsubscribed');
  });

  test('has notes, which are part of their data and go with them', async () => {
    const { id, email } = await reader();
    await makeConsenting(app, herald, email);
    expect((await after(`${base}/${id}/notes`, { text: 'Called <twice>.' })).text).toContain(
      'Called &lt;twice>.',
    );
    const { body: made } = await api('post', `/${id}/notes`, { text: 'By a program' });
    expect((await api('post', `/${id}/notes`, { text: ' ' })).status).toBe(422);
    expect((await api('get', `/${id}/notes`)).body.data).toMatchObject([
      { id: made.id, actor: 'api-key:a test' },
      { text: 'Called <twice>.' },
    ]);
    const data = await get(`${base}/${id}/data`);
    expect(data.headers['content-disposition']).toContain(`gazette-subscriber-${id}.json`);
    expect(JSON.parse(data.text).notesAboutYou).toMatchObject([
      { text: 'By a program' },
      { text: 'Called <twice>.' },
    ]);
    expect((await api('delete', `/${id}/notes/${made.id}`)).status).toBe(204);
    expect((await api('delete', `/${id}/notes/${made.id}`)).status).toBe(404);

    expect((await get(`${base}/${id}/erase`)).text).toContain('will be erased from 2 publications');
    expect((await after(`${base}/${id}/erase`)).text).toContain('Nothing here names this person any more.');
    expect(await rows(app.db, 'select 1 from subscriber_notes')).toEqual([]);
    expect(await rows(app.db, 'select 1 from subscribers where email = ?', [email])).toEqual([]);
  });

  test('asks again somebody who has not confirmed, within the limits of a sign-up', async () => {
    const { id } = await makePending(app, gazette, 'pending@person.example');
    expect((await get(`${base}/${id}`)).text).toContain(`action="${base}/${id}/ask-again"`);
    expect((await after(`${base}/${id}/ask-again`)).text).toContain('waits until the limit allows it');
    await app.db.raw(`update confirmation_requests set at = at - interval '3 hours'`);
    expect((await after(`${base}/${id}/ask-again`)).text).toContain('is on its way');
    const again = await api('post', `/${id}/ask-again`);
    expect([again.status, again.body]).toEqual([200, { isMailed: false }]);
    expect(await mailsTo(app, 'pending@person.example')).toHaveLength(1);
    const active = await reader();
    expect((await api('post', `/${active.id}/ask-again`)).body.code).toBe('subscriber-not-pending');
  });
});

describe('A reader who is added by hand', () => {
  const add = (fields: object) => post(`${base}/new`, { how: 'ask', name: '', ...fields });

  test('is asked by mail, or comes with proof; nobody is added twice', async () => {
    const asked = await after(`${base}/new`, {
      how: 'ask',
      email: 'New@Added.example',
      name: 'New',
      'topic.sport': '1',
    });
    expect(asked.text).toContain('Paperround asks them by mail');
    const [pending] = await rows<{ id: number; status: string }>(
      app.db,
      "select id, status from subscribers where email = 'new@added.example'",
    );
    expect(pending?.status).toBe('pending');
    expect((await recordsOf(pending?.id ?? 0))[0]).toMatchObject({ kind: 'requested', channel: 'desk' });
    const waiting = await rows(app.db, 'select kind from notices where subscriber_id = ?', [
      pending?.id ?? 0,
    ]);
    expect(waiting).toEqual([{ kind: 'confirmation' }]);

    const proven = {
      how: 'proven',
      email: 'proven@added.example',
      source: 'The summer fair',
      at: '2026-05-01',
    };
    expect((await after(`${base}/new`, proven)).text).toContain('gets mail from now on');
    const again = await after(`${base}/new`, proven);
    for (const said of ['is a reader already', 'The summer fair']) expect(again.text).toContain(said);
  });

  test.each([
    [{ email: 'nothing' }, 'valid email address'],
    [{ email: '' }, 'enter'],
    [{ email: 'late@added.example', how: 'proven', at: '2026-05-01' }, 'Say where they agreed.'],
    [{ email: 'late@added.example', how: 'proven', source: 'x', at: '2999-01-01' }, 'It cannot lie ahead.'],
    [{ email: 'late@added.example', how: 'proven', source: 'x', at: 'soon' }, 'on which day'],
  ])('is refused as %j', async (fields, says) => {
    const { status, text } = await add(fields);
    expect([status, text.includes(says)]).toEqual([422, true]);
  });

  test('is refused, with why, when they left or must not be mailed', async () => {
    const left = await reader({ status: 'unsubscribed' });
    const proof = { how: 'proven', source: 'a list', at: '2026-05-01' };
    expect((await add({ email: left.email, ...proof })).text).toContain('This person left.');
    const erased = await reader();
    await after(`${base}/${erased.id}/erase`);
    for (const fields of [proof, {}]) {
      const { status, text } = await add({ email: erased.email, ...fields });
      expect([status, text.includes('This address must not be mailed')]).toEqual([422, true]);
    }
  });
});
