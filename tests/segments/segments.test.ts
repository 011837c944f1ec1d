import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createApiKey } from '../../src/accounts/index.ts';
import { rows } from '../../src/platform/database.ts';
import { askedReaders, getSelection, idsOfReaders } from '../../src/segments/index.ts';
import { createServer } from '../../src/web/server.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeConsenting } from '../support/readers/readers.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, {
  slug: 'gazette',
  topics: [
    { slug: 'sport', name: 'Sport' },
    { slug: 'town', name: 'Town' },
  ],
});
await makePublication(app, { slug: 'courier' });
const { key } = await createApiKey(app, 'a test');
const editor = await signInByPage(server, await makeUser(app, 'editor'));
const viewer = await signInByPage(server, await makeUser(app, 'viewer'));

const [sportId] = await app.db('topics').where({ slug: 'sport' }).pluck('id');
const people = {
  ann: { name: 'Ann Berg', rhythm: 'daily', created_at: new Date('2026-03-01T22:59:00Z') },
  bob: {
    topic_ids: [sportId],
    created_at: new Date('2026-03-01T23:30:00Z'),
    source: 'https://gazette.example/a/?utm=1',
  },
  cid: { status: 'unsubscribed', language: 'fr', source: 'https://gazette.example/ab' },
  dot: { paused_until: new Date('2027-06-01'), time_zone: 'Asia/Tokyo', status: 'active' },
};
const ids = { ann: 0, bob: 0, cid: 0, dot: 0 };
for (const [name, fields] of Object.entries(people) as [keyof typeof people, object][]) {
  const { id } = await makeConsenting(
    app,
    gazette,
    `${name}@${name === 'ann' ? 'gmx.example' : 'web.example'}`,
  );
  ids[name] = id;
  await app.db('subscribers').where({ id }).update(fields);
}
await app.db.raw(
  `with d as (insert into sends (publication_id, kind, status, subject, message_key, started_at)
     values (?, 'letter', 'sent', 'Ferry “news”', 'k', now() - interval '3 days') returning id),
   m as (insert into messages (send_id, subscriber_id, state) select d.id, ?, 'accepted' from d),
   f as (insert into messages (send_id, subscriber_id, state) select d.id, ?, 'rejected' from d)
   insert into followed_strands (subscriber_id, publication_id, strand, name, ends_at)
   values (?, ?, 'author:ada-berg', 'Ada Berg', now() + interval '1 day')`,
  [gazette.id, ids.ann, ids.bob, ids.cid, gazette.id],
);
const [send] = await app.db('sends').pluck('id');

const base = '/api/v1/publications/gazette/segments';
const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) =>
  request(server)[method](path).set('Authorization', `Bearer ${key}`).send(body);
let serial = 0;
const make = async (rules: object[], match = 'all') => {
  serial += 1;
  const answer = await call('post', base, { name: `Segment ${serial}`, match, rules });
  return {
    status: answer.status,
    body: answer.body as { id: number; count: number; says: string; errors: { field: string }[] },
  };
};
/** Of an answer that supertest takes for bytes. */
const textOf = (answer: request.Response, done: (error: Error | null, body: unknown) => void) => {
  let text = '';
  const stream = answer as unknown as NodeJS.ReadableStream;
  stream.on('data', (piece) => (text += String(piece))).on('end', () => done(null, text));
};
const rule = (field: string, op: string, value: string | number) => ({ field, op, value });

describe('A segment of one rule', () => {
  test.each([
    [rule('status', 'is', 'active'), ['ann', 'bob', 'dot'], 'are active'],
    [rule('status', 'is-not', 'active'), ['cid'], 'are not active'],
    [rule('topic', 'is', 'town'), ['ann', 'cid', 'dot'], 'follow Town'],
    [rule('topic', 'is-not', 'town'), ['bob'], 'do not follow Town'],
    [rule('rhythm', 'is', 'daily'), ['ann'], 'want mail once a day'],
    // Days are those of the publication: in Berlin the second began at 23:00 UTC.
    [rule('joined', 'before', '2026-03-02'), ['ann'], 'joined before 2 March 2026'],
    [rule('joined', 'after', '2026-03-01'), ['bob', 'cid', 'dot'], 'joined after 1 March 2026'],
    [rule('joined', 'within-days', 30), ['cid', 'dot'], 'joined in the last 30 days'],
    [rule('domain', 'is', 'GMX.example'), ['ann'], 'have an address at GMX.example'],
    [rule('domain', 'is-not', 'gmx.example'), ['bob', 'cid', 'dot'], 'have no address at gmx.example'],
    [rule('domain', 'contains', 'mx'), ['ann'], 'have “mx” in the domain of their address'],
    [rule('address', 'contains', 'ob@'), ['bob'], 'have “ob@” in their address'],
    [rule('address', 'is', 'Bob@WEB.example'), ['bob'], 'have the address Bob@WEB.example'],
    [rule('name', 'contains', 'berg'), ['ann'], 'have “berg” in their name'],
    [rule('name', 'contains', '%'), [], 'have “%” in their name'],
    [rule('source', 'contains', '/a'), ['bob', 'cid'], 'came from a place with “/a” in its name'],
    [
      rule('article', 'is', 'https://gazette.example/a'),
      ['bob'],
      'signed up below https://gazette.example/a',
    ],
    [
      rule('article', 'is-not', 'https://gazette.example/a'),
      ['ann', 'cid', 'dot'],
      'did not sign up below https://gazette.example/a',
    ],
    [rule('language', 'is', 'fr'), ['cid'], 'read in French'],
    [rule('language', 'is-not', 'fr'), ['ann', 'bob', 'dot'], 'do not read in French'],
    [rule('time-zone', 'is', 'asia/tokyo'), ['dot'], 'live by the clocks of asia/tokyo'],
    [rule('time-zone', 'is', 'Europe/Berlin'), ['ann', 'bob', 'cid'], 'live by the clocks of Europe/Berlin'],
    [rule('paused', 'is', 'yes'), ['dot'], 'take a break'],
    [rule('paused', 'is', 'no'), ['ann', 'bob', 'cid'], 'take no break'],
    [rule('bounced', 'is', 'no'), ['ann', 'bob', 'cid', 'dot'], 'have no mailbox that bounced'],
    [rule('got', 'is', send), ['ann'], 'got “Ferry “news””'],
    [rule('got', 'is-not', send), ['bob', 'cid', 'dot'], 'did not get “Ferry “news””'],
    [rule('got', 'within-days', 7), ['ann'], 'got a mail in the last 7 days'],
    [rule('got', 'within-days', 2), [], 'got a mail in the last 2 days'],
    [rule('follows', 'is', 'author:ada-berg'), ['cid'], 'follow “author:ada-berg”'],
    [rule('follows', 'is-not', 'author:ada-berg'), ['ann', 'bob', 'dot'], 'do not follow “author:ada-berg”'],
    [rule('name', 'is', "' or true --"), [], "are called “' or true --”"],
  ] as [object, string[], string][])('%j means %j', async (one, names, says) => {
    const { status, body } = await make([one]);
    expect([status, body.count, body.says]).toEqual([201, names.length, `Readers who ${says}.`]);
    const list = await call('get', `/api/v1/publications/gazette/subscribers?segment=${body.id}`);
    const found = (list.body.data as { email: string }[]).map(({ email }) => email.split('@')[0]);
    expect(found).toEqual(names);
  });
});

describe('A segment', () => {
  test('of several rules means who meets all of them, or any, and says so in English and German', async () => {
    const rules = [rule('rhythm', 'is', 'daily'), rule('topic', 'is', 'sport'), rule('paused', 'is', 'no')];
    const all = await make(rules);
    expect(all.body).toMatchObject({
      count: 1,
      says: 'Readers who want mail once a day, follow Sport and take no break.',
    });
    const any = await make(rules.slice(0, 2), 'any');
    expect(any.body).toMatchObject({ count: 4, says: 'Readers who want mail once a day or follow Sport.' });
    const german = await call('get', `${base}/${all.body.id}`).set('Accept-Language', 'de');
    expect(german.body.says).toBe('Alle, die einmal am Tag Mail möchten, Sport lesen und nicht pausieren.');
  });

  test('is a query for the ids of its readers, for whoever does something with all of them', async () => {
    const { body } = await make([rule('domain', 'is', 'web.example')]);
    const segment = await getSelection(app.db, gazette, body.id);
    const status = { field: 'status', op: 'is', value: 'active' } as const;
    const asked = await askedReaders(app.db, gazette, { segment, rules: [status], q: 'bob' });
    const { sql, bindings } = idsOfReaders(asked);
    expect(await rows(app.db, sql, bindings)).toEqual([{ id: ids.bob }]);
  });

  test.each([
    [{ rules: [] }, 'rules'],
    [{ rules: [rule('status', 'is', 'asleep')] }, 'rules.0.value'],
    [{ rules: [rule('status', 'contains', 'active')] }, 'rules.0.op'],
    [{ rules: [rule('shoe', 'is', '42')] }, 'rules.0.field'],
    [{ rules: [rule('topic', 'is', 'nowhere')] }, 'rules.0.value'],
    [{ rules: [rule('joined', 'before', '2026-02-30')] }, 'rules.0.value'],
    [{ rules: [rule('joined', 'within-days', 0)] }, 'rules.0.value'],
    [{ rules: [rule('name', 'is', 'a\0b')] }, 'rules.0.value'],
    [{ rules: [rule('name', 'is', 'x'.repeat(301))] }, 'rules.0.value'],
    [{ rules: Array.from({ length: 21 }, () => rule('paused', 'is', 'no')) }, 'rules'],
    [{ rules: [rule('paused', 'is', 'no')], name: ' ' }, 'name'],
    [{ rules: [rule('paused', 'is', 'no')], match: 'some' }, 'match'],
  ])('is refused as %j', async (body, field) => {
    const answer = await call('post', base, { name: 'Refused', ...body });
    expect([answer.status, answer.body.errors?.[0].field]).toEqual([422, field]);
  });

  test('is changed and removed, has a name of its own, and is none of another publication', async () => {
    const { body } = await make([rule('status', 'is', 'active')]);
    const one = `${base}/${body.id}`;
    const changed = await call('patch', one, {
      name: 'Berliners',
      rules: [rule('name', 'contains', 'berg')],
    });
    expect(changed.body).toMatchObject({ name: 'Berliners', match: 'all', count: 1 });
    const taken = await call('post', base, { name: 'BERLINERS', rules: [rule('paused', 'is', 'no')] });
    expect([taken.status, taken.body.errors[0].field]).toEqual([422, 'name']);
    const elsewhere = one.replace('gazette', 'courier');
    for (const method of ['get', 'patch', 'delete'] as const)
      expect((await call(method, elsewhere, method === 'patch' ? {} : undefined)).status).toBe(404);
    expect((await call('get', `/api/v1/publications/courier/subscribers?segment=${body.id}`)).status).toBe(
      404,
    );
    const list = (await call('get', base)).body.data as { id: number; count: number }[];
    expect(list.find(({ id }) => id === body.id)?.count).toBe(1);
    expect((await call('delete', one)).status).toBe(204);
    expect((await call('get', one)).status).toBe(404);
  });
});

describe('An export', () => {
  const download = (query: string) => call('get', `/api/v1/publications/gazette/subscribers/export?${query}`);

  test('has the readers of a segment and a filter, as CSV without formulas or as JSON lines, and leaves a line', async () => {
    const { body } = await make([rule('domain', 'is', 'web.example')]);
    await app.db('subscribers').where({ id: ids.bob }).update({ name: '=1+1' });
    const csv = await download(`format=csv&segment=${body.id}&status=active`);
    expect(csv.headers['content-disposition']).toContain('gazette-subscribers.csv');
    const [head = '', ...lines] = csv.text.trim().split('\n');
    expect(head).toMatch(/^email,name,status,/);
    expect(lines.map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      "bob@web.example,'=1+1,active",
      'dot@web.example,,active',
    ]);
    const json = await download(`format=jsonl&segment=${body.id}&q=cid`).buffer(true).parse(textOf);
    expect(
      (json.body as string)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).email),
    ).toEqual(['cid@web.example']);
    const line = await app
      .db('audit_log')
      .where({ action: 'subscribers.exported' })
      .orderBy('id', 'desc')
      .first();
    expect(line.details).toEqual({ format: 'json-lines', segment: body.id, filters: ['q'] });
    expect((await download('format=xml')).status).toBe(422);
    expect((await download('segment=999999')).status).toBe(404);
  });

  test('is a link on the list for editors, with what the list shows', async () => {
    const page = (path: string, cookie: string) =>
      request(server).get(`/admin/gazette/${path}`).set('Cookie', cookie);
    const { text } = await page('subscribers?q=bob', editor);
    expect(text).toContain('href="/admin/gazette/subscribers/export?q=bob&amp;format=csv"');
    expect((await page('subscribers', viewer)).text).not.toContain('subscribers/export');
    expect((await page('subscribers/export?q=bob', editor)).text).toMatch(
      /^email,.*\nbob@web\.example,[^\n]*\n$/,
    );
    expect((await page('subscribers/export', viewer)).status).toBe(403);
  });
});

describe('The page of a segment', () => {
  const form = (fields: Record<string, string>, path = 'new', cookie = editor) =>
    request(server)
      .post(`/admin/gazette/segments/${path}`)
      .set('Cookie', cookie)
      .set('Sec-Fetch-Site', 'same-origin')
      .type('form')
      .send(fields);
  const see = (path: string, cookie = editor) =>
    request(server).get(`/admin/gazette/${path}`).set('Cookie', cookie);
  const rules = {
    name: 'Weekend',
    match: 'all',
    'field.0': 'status',
    'op.0': 'is',
    'kind.0': 'status',
    'value.0': 'active',
    'field.1': 'domain',
    'op.1': 'is',
    'kind.1': 'text',
    'value.1': 'web.example',
  };

  test('begins with the filters of the list, counts after each rule, and takes rules in and out without script', async () => {
    const begun = await see('segments/new?status=active&domain=web.example');
    expect(begun.text).toContain('Readers who are active and have an address at web.example.');
    expect([...begun.text.matchAll(/soft">(\d+)<span class="sr"> left/g)].map(([, left]) => left)).toEqual([
      '3',
      '2',
    ]);
    expect(begun.text).toContain('dot@web.example');
    const added = await form({ ...rules, step: 'add' });
    expect([added.status, added.text.includes('name="field.2"')]).toEqual([200, true]);
    const out = await form({ ...rules, step: 'take-out.0' });
    expect(out.text).toContain('Readers who have an address at web.example.');
    // A value that was given for another kind of rule is not one for this.
    const other = await form({ ...rules, 'field.0': 'joined', 'op.0': 'before', step: 'count' });
    expect(other.text).not.toContain('value="active"');
    expect(other.text).toMatch(/>3<span class="sr"> left/);
  });

  test('refuses what is wrong with everything that was typed, and saves what is right', async () => {
    const refused = await form({ ...rules, name: '', 'value.1': '<b>"x', step: 'save' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('The name is missing.');
    expect(refused.text).toContain('&lt;b>&quot;x');
    const saved = await form({ ...rules, step: 'save' });
    const place = (saved.headers['location'] ?? '').replace(/\?.*/, '');
    expect([saved.status, place]).toEqual([303, expect.stringMatching(/^\/admin\/gazette\/segments\/\d+$/)]);
    const id = place.split('/').at(-1);
    const list = await see(`subscribers?segment=${id}`);
    expect(list.text).toContain('2 readers.');
    expect(list.text).toMatch(/aria-current="page">Weekend <span class="n">2</);
    const seen = await see(`segments/${id}`, viewer);
    expect(seen.text).toContain('dot@web.example');
    expect(seen.text).not.toContain('value="save"');
    expect((await form({ ...rules, step: 'save' }, id, viewer)).status).toBe(403);
    expect((await form({}, `${id}/remove`)).status).toBe(303);
    expect((await see(`segments/${id}`)).status).toBe(404);
  });
});
