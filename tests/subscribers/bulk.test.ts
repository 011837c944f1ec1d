import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApiKey } from '../../src/accounts/index.ts';
import { firstRow, rows } from '../../src/platform/database.ts';
import { changeSubscriber, pickedByIds, purgeBulk, runBulk, startBulk } from '../../src/subscribers/index.ts';
import { eraseReader } from '../../src/web/erase-reader.ts';
import { createServer } from '../../src/web/server.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { evidence, makeConsenting } from '../support/readers/readers.ts';
import { makeReaders } from '../support/sends/sends.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const topics = [
  { slug: 'sport', name: 'Sport' },
  { slug: 'town', name: 'Town' },
];
const gazette = await makePublication(app, { slug: 'gazette', topics });
const herald = await makePublication(app, { slug: 'herald', topics });
const { key } = await createApiKey(app, 'a test');
const editor = await signInByPage(server, await makeUser(app, 'editor'));
const [sport, town] = await app.db('topics').where({ publication_id: gazette.id }).orderBy('id').pluck('id');

let serial = 0;
/** Readers with these columns, by name. */
async function people<Name extends string>(of: Record<Name, object>): Promise<Record<Name, number>> {
  serial += 1;
  const made: [string, number][] = [];
  for (const [name, fields] of Object.entries<object>(of)) {
    const { id } = await makeConsenting(app, gazette, `${name}@bulk${serial}.example`);
    if (Object.keys(fields).length > 0) await app.db('subscribers').where({ id }).update(fields);
    made.push([name, id]);
  }
  return Object.fromEntries(made) as Record<Name, number>;
}

const base = '/api/v1/publications/gazette/subscribers/bulk';
const call = (method: 'get' | 'post', path: string, body?: object) =>
  request(server)[method](path).set('Authorization', `Bearer ${key}`).send(body);
const bulk = async (body: object) => (await call('post', base, body)).body;
const codes = ({ unchanged }: { unchanged: { code: string; count: number }[] }) =>
  Object.fromEntries(unchanged.map(({ code, count }) => [code, count]));
const rowOf = (id: number) =>
  firstRow<Record<string, unknown>>(app.db, 'select * from subscribers where id = ?', [id]);
const recordsOf = (id: number) =>
  rows<{ kind: string; channel: string; details: object }>(
    app.db,
    "select kind, channel, details from consent_records where subscriber_id = ? and kind <> 'imported' order by id",
    [id],
  );

const GONE = 999_999_999;
const others = {
  pending: { status: 'pending' },
  left: { status: 'unsubscribed' },
  bounced: { status: 'bounced' },
  complained: { status: 'complained' },
};

describe('What is done with many readers', () => {
  test('sets the rhythm of those who never chose, says who stays and why, and is undone as it was', async () => {
    const of = await people({
      each: { rhythm: 'each', rhythm_chosen_at: null },
      chose: { rhythm: 'each', rhythm_chosen_at: new Date() },
      weekly: { rhythm: 'weekly' },
      ...others,
    });
    const ids = [...Object.values(of), GONE];
    const wish = { ids, action: 'set-rhythm', value: 'weekly' };
    const before = await rowOf(of.each);
    const told = { picked: 8, changed: 1 };
    const staying = {
      'chose-themselves': 1,
      same: 1,
      pending: 1,
      left: 1,
      bounced: 1,
      complained: 1,
      gone: 1,
    };
    const dry = await bulk({ ...wish, dryRun: true });
    expect([dry, codes(dry)]).toMatchObject([
      { ...told, id: null, status: 'dry-run', undoUntil: null },
      staying,
    ]);
    expect(await rowOf(of.each)).toEqual(before);

    const done = await bulk(wish);
    expect([done, codes(done)]).toMatchObject([{ ...told, status: 'finished' }, staying]);
    expect(done.unchanged[0].says).toBe('1 reader chose their rhythm themselves and keep it.');
    expect(Date.parse(done.undoUntil)).toBeGreaterThan(Date.now() + 23 * 3600_000);
    // The next mail says so, as after another default.
    expect(await rowOf(of.each)).toMatchObject({
      rhythm: 'weekly',
      rhythm_before: 'each',
      rhythm_chosen_at: null,
    });
    expect(await recordsOf(of.each)).toMatchObject([
      {
        kind: 'changed',
        channel: 'api',
        details: { fields: ['rhythm'], bulkId: done.id, caller: 'api-key:a test' },
      },
    ]);

    const undone = (await call('post', `${base}/${done.id}/undo`)).body;
    expect(undone).toMatchObject({ status: 'undone', undoUntil: null, undone: { restored: 1, touched: 0 } });
    const columns = ({ rhythm, rhythm_before, rhythm_chosen_at }: Record<string, unknown> = {}) => [
      rhythm,
      rhythm_before,
      rhythm_chosen_at,
    ];
    expect(columns(await rowOf(of.each))).toEqual(columns(before));
    // Twice is once.
    expect((await call('post', `${base}/${done.id}/undo`)).body).toEqual(undone);
    const even = await bulk({ ...wish, evenChosen: true });
    expect([even.changed, codes(even)['chose-themselves']]).toEqual([2, undefined]);
    expect(await rowOf(of.chose)).toMatchObject({ rhythm: 'weekly', rhythm_before: 'each' });
  });

  test('gives and takes topics, where everything is not made less or more than was meant', async () => {
    const of = await people({
      all: { topic_ids: [] },
      both: { topic_ids: [town, sport] },
      one: { topic_ids: [town] },
    });
    const ids = Object.values(of);
    const added = await bulk({ ids, action: 'add-topic', value: 'sport' });
    expect([added.changed, codes(added)]).toEqual([1, { 'follows-everything': 1, same: 1 }]);
    expect(await rowOf(of.one)).toMatchObject({ topic_ids: [town, sport] });
    await call('post', `${base}/${added.id}/undo`);
    expect(await rowOf(of.one)).toMatchObject({ topic_ids: [town] });
    const taken = await bulk({ ids, action: 'remove-topic', value: 'town' });
    expect([taken.changed, codes(taken)]).toEqual([1, { 'follows-everything': 1, 'only-topic': 1 }]);
    expect(await rowOf(of.both)).toMatchObject({ topic_ids: [sport] });
    await call('post', `${base}/${taken.id}/undo`);
    expect(await rowOf(of.both)).toMatchObject({ topic_ids: [town, sport] });
  });

  test('pauses until a day of the publication; the undo leaves who was touched since', async () => {
    const of = await people({ still: {}, moved: {}, left: {}, was: {} });
    const ids = Object.values(of);
    await call('post', base, { ids: [of.was], action: 'pause', value: '2096-05-01T00:00:00Z' });
    const done = await bulk({ ids, action: 'pause', value: '2097-05-01' });
    expect(done).toMatchObject({ changed: 4, unchanged: [] });
    expect(await rowOf(of.still)).toMatchObject({ paused_until: new Date('2097-04-30T22:00:00Z') });
    await changeSubscriber(app, { id: of.moved, publicationId: gazette.id }, { name: 'Ann' }, evidence);
    await call('patch' as 'post', `/api/v1/publications/gazette/subscribers/${of.left}`, {
      status: 'unsubscribed',
    });
    const { undone } = (await call('post', `${base}/${done.id}/undo`)).body;
    expect(undone).toEqual({ restored: 2, touched: 2 });
    expect(await rowOf(of.still)).toMatchObject({ paused_until: null, paused_at: null });
    expect(await rowOf(of.was)).toMatchObject({ paused_until: new Date('2096-05-01T00:00:00Z') });
    expect(await rowOf(of.moved)).toMatchObject({ paused_until: new Date('2097-04-30T22:00:00Z') });
    expect(await rowOf(of.left)).toMatchObject({ status: 'unsubscribed' });
  });

  test('unsubscribes with a line of proof each, and erases people everywhere, with no way back', async () => {
    const of = await people({ ann: {}, ...others });
    const elsewhere = await makeConsenting(app, herald, `ann@bulk${serial}.example`);
    const ids = Object.values(of);
    const out = await bulk({ ids, action: 'unsubscribe' });
    expect([out.changed, codes(out), out.undoUntil]).toEqual([3, { left: 1, complained: 1 }, null]);
    expect(await recordsOf(of.ann)).toMatchObject([
      { kind: 'unsubscribed', channel: 'api', details: { bulkId: out.id } },
    ]);
    expect(await rowOf(of.ann)).toMatchObject({ status: 'unsubscribed', left_for_good: false });
    const refused = await call('post', `${base}/${out.id}/undo`);
    expect([refused.status, refused.body.code]).toEqual([409, 'bulk-not-undoable']);

    const erased = await bulk({ ids: [...ids, GONE], action: 'erase' });
    expect([erased.changed, codes(erased), erased.undoUntil]).toEqual([5, { gone: 1 }, null]);
    expect(await rowOf(of.ann)).toBeUndefined();
    expect(await rowOf(elsewhere.id)).toBeUndefined();
    const lines = await rows(
      app.db,
      "select actor from audit_log where action = 'subscriber.erased' and subject = ?",
      [`subscriber:${of.ann}`],
    );
    expect(lines).toEqual([{ actor: 'api-key:a test' }]);
  });

  test('is about a filter or a segment as well, and about nobody of another publication', async () => {
    const { ann } = await people({ ann: {} });
    const other = await makeConsenting(app, herald, 'other@elsewhere.example');
    const found = await bulk({
      q: `ann@bulk${serial}`,
      domain: `bulk${serial}.example`,
      action: 'add-topic',
      value: 'sport',
    });
    expect([found.picked, codes(found)]).toEqual([1, { 'follows-everything': 1 }]);
    const segment = await call('post', '/api/v1/publications/gazette/segments', {
      name: 'Ann',
      match: 'all',
      rules: [{ field: 'domain', op: 'is', value: `bulk${serial}.example` }],
    });
    const paused = await bulk({ segment: segment.body.id, action: 'pause', value: '2097-05-01' });
    expect([paused.picked, paused.changed]).toEqual([1, 1]);
    expect(await rowOf(ann)).not.toMatchObject({ paused_until: null });
    expect(codes(await bulk({ ids: [other.id], action: 'unsubscribe' }))).toEqual({ gone: 1 });
  });

  test.each([
    [{ ids: [1], action: 'shout' }, 'action'],
    [{ ids: [1], action: 'set-rhythm', value: 'hourly' }, 'value'],
    [{ ids: [1], action: 'add-topic', value: 'nowhere' }, 'value'],
    [{ ids: [1], action: 'pause', value: 'soon' }, 'value'],
    [{ ids: [1], action: 'pause', value: '2026-02-31' }, 'value'],
    [{ ids: [1], action: 'pause', value: '2001-01-01' }, 'value'],
    [{ ids: [1], action: 'pause' }, 'value'],
    [{ ids: [], action: 'unsubscribe' }, 'ids'],
    [{ ids: ['1'], action: 'unsubscribe' }, 'ids.0'],
    [{ ids: [1.5], action: 'unsubscribe' }, 'ids.0'],
    [{ action: 'erase' }, 'ids'],
    [{ action: 'erase', q: '' }, 'ids'],
    [{ action: 'erase', q: ' \u{FEFF}\t' }, 'ids'],
    [{ action: 'erase', q: '\0' }, 'ids'],
    [{ action: 'erase', source: '\0 ', domain: '\0' }, 'ids'],
    [{ ids: [1], all: true, action: 'erase' }, 'ids'],
    [{ all: true, q: 'ann', action: 'erase' }, 'all'],
    [{ ids: [1], action: 'erase', force: true }, 'force'],
  ])('is refused as %j', async (body, field) => {
    const answer = await call('post', base, body);
    expect([answer.status, answer.body.errors?.[0].field]).toEqual([422, field]);
  });

  test('that is asked for again because its answer was lost is one change', async () => {
    const { ann } = await people({ ann: {} });
    const body = { ids: [ann], action: 'set-rhythm', value: 'weekly' };
    const post = async () => (await call('post', base, body).set('Idempotency-Key', `bulk-${ann}`)).body;
    const first = await post();
    expect([first.changed, await post()]).toEqual([1, first]);
  });

  test('names ten thousand at most', async () => {
    const many = await call('post', base, {
      ids: Array.from({ length: 10_001 }, () => 1),
      action: 'unsubscribe',
    });
    expect([many.status, many.body.errors[0].field]).toEqual([422, 'ids']);
  });

  test('goes on after a kill, with two at once, and tells other programs once', async () => {
    const ids = await makeReaders(app, gazette, 1200);
    await app.db.raw(
      `insert into webhooks (publication_id, url, events, sealed_secrets) values (?, 'https://crm.example', '{*}', '')`,
      [gazette.id],
    );
    const until = new Date('2097-05-01');
    const { id } = await startBulk(
      app,
      gazette,
      { action: 'pause', until },
      pickedByIds(gazette.id, ids),
      'test',
    );
    const turn = () => runBulk(app, { bulkId: id }, eraseReader, { turnMs: 0 });
    await turn();
    const under = await call('get', `${base}/${id}`);
    expect(under.body).toMatchObject({ status: 'running', picked: 1200, changed: 500, undoUntil: null });
    expect((await call('post', `${base}/${id}/undo`)).body.code).toBe('bulk-under-way');
    await Promise.all([turn(), turn(), turn(), turn()]);
    expect((await call('get', `${base}/${id}`)).body).toMatchObject({ status: 'finished', changed: 1200 });
    const told = await rows(app.db, 'select type, count(*) as count from webhook_events group by 1');
    expect(told).toEqual([{ type: 'subscriber.bulk-changed', count: 1 }]);
    const [records] = await rows(
      app.db,
      `select count(*) as count from consent_records where details ->> 'bulkId' = ?`,
      [String(id)],
    );
    expect(records).toEqual({ count: 1200 });

    await app
      .db('bulk_changes')
      .where({ id })
      .update({ finished_at: app.db.raw(`now() - interval '25 hours'`) });
    expect((await call('post', `${base}/${id}/undo`)).body.code).toBe('bulk-undo-expired');
    await purgeBulk(app.db);
    expect(await rows(app.db, 'select 1 from bulk_befores where change_id = ?', [id])).toEqual([]);
    await app.db.raw('delete from webhooks');
  });
});

describe('On the desk', () => {
  const get = (path: string) =>
    request(server).get(`/admin/gazette/subscribers${path}`).set('Cookie', editor);
  const post = (path: string, fields: object) =>
    request(server).post(`/admin/gazette/subscribers${path}`).set('Cookie', editor).type('form').send(fields);

  test('a page says before what happens, and the list has the way back afterwards', async () => {
    const of = await people({ ann: {}, bob: {}, left: { status: 'unsubscribed' } });
    const ids = Object.values(of);
    const list = await get(`?domain=bulk${serial}.example`);
    expect(list.text).toContain(`Pick ann@bulk${serial}.example`);
    const pause = await get(`/bulk?act=pause&ids=${ids.join('&ids=')}`);
    for (const said of [
      'Pause 3 readers?',
      '2 readers will get no mail until that day',
      '1 reader has left.',
      'Pause 2 readers',
      'You can undo this for 24 hours',
    ])
      expect(pause.text).toContain(said);
    const past = await post('/bulk', { act: 'pause:', ids: ids.join(','), value: '2001-01-01' });
    expect([past.status, past.text.includes('must lie ahead')]).toEqual([422, true]);
    const done = await post('/bulk', { act: 'pause:', ids: ids.join(','), value: '2097-05-01' });
    const page = await request(server)
      .get(done.headers['location'] ?? '')
      .set('Cookie', editor);
    expect(page.text).toContain('Readers changed: 2. You can undo this until');
    const undo = /action="(\/admin[^"]*\/undo)"/.exec(page.text)?.[1] ?? '';
    const undone = await request(server).post(undo).set('Cookie', editor);
    const back = await request(server)
      .get(undone.headers['location'] ?? '')
      .set('Cookie', editor);
    expect(back.text).toContain('Readers who have back what they had: 2.');
    expect(await recordsOf(of.bob)).toMatchObject([
      { channel: 'desk' },
      { channel: 'desk', details: { undone: true } },
    ]);
    expect((await get('/bulk')).text).toContain('2 of 3 changed');

    const erase = await get(`/bulk?act=erase&all=1&domain=bulk${serial}.example`);
    for (const said of [
      'Erase 3 readers for good?',
      'every publication of this installation',
      'You cannot undo this',
    ])
      expect(erase.text).toContain(said);
    const nobody = await get('/bulk?act=erase&q=somebody');
    expect(nobody.headers['location']).toBe('/admin/gazette/subscribers?q=somebody&notice=bulk-nobody');
  });
});
