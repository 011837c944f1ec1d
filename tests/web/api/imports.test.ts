import http from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstRow } from '../../../src/platform/database.ts';
import { purgeImports, runImport } from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { fingerprint } from '../../support/readers/readers.ts';

const app = await createTestApp();
const server = http.createServer(createServer(app)).listen(0, '127.0.0.1');
let authorization = '';
beforeAll(async () => {
  authorization = await apiAuthorization(app);
  await makePublication(app, { slug: 'gazette' });
  await makePublication(app, { slug: 'courier' });
});
afterAll(() => void server.close());

const path = '/api/v1/publications/gazette/imports';
const proof = 'confirmed=true&consentSource=old+site&consentAt=2025-05-01T00:00:00Z';
const post = (query = proof) => request(server).post(`${path}?${query}`).set('Authorization', authorization);
const get = (to: string) => request(server).get(to).set('Authorization', authorization);
const countImports = async () =>
  (await firstRow<{ count: number }>(app.db, 'select count(*) from imports'))?.count;

async function finished(answer: { status: number; body: { id: number } }) {
  expect(answer).toMatchObject({ status: 202, body: { id: expect.any(Number) } });
  await runImport(app, { importId: answer.body.id });
  return (await get(`${path}/${answer.body.id}`)).body;
}

describe('Sending a list', () => {
  test('as the body: answered at once, then told how it went', async () => {
    const answer = await post()
      .set('Content-Type', 'text/csv')
      .send('email,name\nann@example.org,Ann\nnonsense,\n');
    expect(answer.headers['content-type']).toContain('application/json');
    expect((await get(`${path}/${answer.body.id}`)).body).toMatchObject({
      status: 'running',
      finishedAt: null,
    });
    expect(await finished(answer)).toEqual({
      id: answer.body.id,
      status: 'finished',
      dryRun: false,
      new: 1,
      changed: 0,
      ended: 0,
      unchanged: 0,
      suppressed: 0,
      suppressedBy: [],
      refused: [{ code: 'row-not-an-address', count: 1, lines: [3] }],
      undoUntil: expect.any(String),
      undoneAt: null,
      undoCounts: { removed: 0, unsubscribed: 0, restored: 0, left: 0, touched: 0 },
      consentSource: 'old site',
      consentAt: '2025-05-01T00:00:00.000Z',
      counts: { rows: 2, added: 1, updated: 0, ended: 0, skipped: 0, refused: 1 },
      columns: [
        { column: 'email', name: 'email', takenAs: 'email', guess: 'email', samples: [] },
        { column: 'name', name: 'name', takenAs: 'name', guess: 'name', samples: [] },
      ],
      notes: expect.arrayContaining([
        expect.objectContaining({
          code: 'read-all-as-readers',
          says: expect.stringContaining('No column says who left'),
        }),
      ]),
      reasons: [
        {
          reason: {
            code: 'row-not-an-address',
            params: {},
            says: 'This is not an email address that mail can be sent to.',
          },
          rows: 1,
          firstLine: 3,
          lines: [3],
        },
      ],
      error: null,
      createdAt: expect.any(String),
      finishedAt: expect.any(String),
    });
    const subscribers = await get('/api/v1/publications/gazette/subscribers?email=ann@example.org');
    expect(subscribers.body.data).toEqual([
      expect.objectContaining({ name: 'Ann', status: 'active', confirmedAt: '2025-05-01T00:00:00.000Z' }),
    ]);
  });

  test('as a file in a form, with other fields around it', async () => {
    const answer = await post()
      .field('note', 'from the old system')
      .attach('list', Buffer.from('email\nform1@example.org\nform2@example.org\n'), 'list.csv')
      .field('more', 'after the file');
    expect((await finished(answer)).counts).toMatchObject({ rows: 2, added: 2 });
  });

  test.each([
    [
      'the body',
      () => post().set('Content-Type', 'application/x-ndjson').send('{"email":"lines1@example.org"}\n'),
    ],
    ['a file', () => post().attach('file', Buffer.from('{"email":"lines2@example.org"}\n'), 'list.jsonl')],
  ])('as JSON lines in %s', async (_where, send) => {
    expect((await finished(await send())).counts).toMatchObject({ rows: 1, added: 1 });
  });

  test('that cannot be read is told as failed, with the reason', async () => {
    const answer = await post().set('Content-Type', 'text/csv').send('who\nAnn\n');
    expect(await finished(answer)).toMatchObject({
      status: 'failed',
      error: { code: 'file-without-addresses', says: expect.stringContaining('named "email"') },
      counts: { rows: 0 },
    });
  });

  test('twice with one Idempotency-Key makes one import', async () => {
    const send = () =>
      post()
        .set('Idempotency-Key', 'list-1')
        .set('Content-Type', 'text/csv')
        .send('email\nonce@example.org\n');
    const [first, again] = [await send(), await send()];
    expect(again.body).toEqual(first.body);
    expect((await finished(first)).counts).toMatchObject({ rows: 1, added: 1 });
  });

  test.each([
    ['the body', (text: string) => post().set('Content-Type', 'text/csv').send(text)],
    ['a file in a form', (text: string) => post().attach('list', Buffer.from(text), 'list.csv')],
  ])('with an Idempotency-Key of another file is refused: %s', async (where, send) => {
    const lines = Array.from({ length: 50_000 }, (_, n) => `Reader ${n}`).join('\n');
    for (const [key, one, other] of [
      ['read', 'email\nkey1@example.org\n', 'email\nkey2@example.org\n'],
      ['unreadable', `who\n${lines}`, `who\n${lines}, and more`],
    ] as const) {
      const keyed = (text: string) => send(text).set('Idempotency-Key', `${where} ${key}`);
      const first = await keyed(one);
      expect(first.status).toBe(202);
      const before = await countImports();
      expect((await keyed(one)).body).toEqual(first.body);
      const refused = await keyed(other);
      expect([refused.status, refused.body.code]).toEqual([409, 'idempotency-key-reused']);
      expect(await countImports()).toBe(before);
    }
  });

  test('that is larger than what fits into memory at once is read while it arrives', async () => {
    const text = `email,notes\n${Array.from({ length: 20_000 }, (_, n) => `big${n}@example.org,${'x'.repeat(200)}\n`).join('')}`;
    expect((await finished(await post().attach('file', Buffer.from(text), 'big.csv'))).counts).toMatchObject({
      rows: 20_000,
      added: 20_000,
    });
  });
});

describe('Columns', () => {
  const send = (more: string, text: string) =>
    post(`${proof}&${more}`).set('Content-Type', 'text/csv').send(text);

  test.each([
    ['the body', (text: string) => post().set('Content-Type', 'text/csv').send(text)],
    ['a form', (text: string) => post().attach('list', Buffer.from(text), 'list.csv')],
    [
      'the body, with an Idempotency-Key',
      (text: string) => post().set('Idempotency-Key', 'odd').set('Content-Type', 'text/csv').send(text),
    ],
    [
      'JSON lines',
      () =>
        post()
          .set('Content-Type', 'application/x-ndjson')
          .send('{"email":"x@example.org","Consent level":1,"Shoe size?":9}\n'),
    ],
  ])('that are not understood are named at once, and nothing is kept: %s', async (_where, upload) => {
    const before = await countImports();
    const answer = await upload('email,Consent level,Shoe size?\nodd1@example.org,1,2\n');
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([
      { field: 'Consent level', message: expect.stringContaining('may say who left') },
      { field: 'Shoe size?', message: expect.stringContaining('ignoreColumns') },
    ]);
    expect(await countImports()).toBe(before);
  });

  test('are left out or mapped by name', async () => {
    const text =
      'Kontakt,"Consent level",Lage,"a,b"\nmap1@example.org,1,aktiv,\nmap2@example.org,1,gesperrt,\n';
    const answer = await send(
      'ignoreColumns=Consent+level,x&ignoreColumns=a,b&columns=email:Kontakt,state:Lage',
      text,
    );
    expect(await finished(answer)).toMatchObject({
      counts: { rows: 2, added: 1, skipped: 1 },
      columns: [
        { column: 'Kontakt', takenAs: 'email', guess: 'email' },
        { column: 'Consent level', takenAs: 'ignored', guess: 'ignored' },
        { column: 'Lage', takenAs: 'state', guess: 'state' },
        { column: 'a,b', takenAs: 'ignored', guess: 'ignored' },
      ],
      reasons: [
        {
          reason: {
            code: 'row-says-gone',
            params: { column: 'Lage', value: 'gesperrt' },
            says: 'The file says so: Lage is "gesperrt".',
          },
          rows: 1,
          firstLine: 3,
        },
      ],
    });
  });

  test('can be mapped to what there is only', async () => {
    const answer = await send('columns=shoe:Size', 'email,Size\nx@example.org,9\n');
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'columns']);
  });

  test.each(['text/csv', 'multipart/form-data; boundary=b'])(
    'are judged while a large upload of %s is still on its way',
    async (type) => {
      const { port } = server.address() as AddressInfo;
      const upload = http.request(`http://127.0.0.1:${port}${path}?${proof}`, {
        method: 'POST',
        headers: { Authorization: authorization, 'Content-Type': type, 'Content-Length': 50_000_000 },
      });
      upload.on('error', () => {});
      const answered = new Promise<http.IncomingMessage>((resolve) => upload.once('response', resolve));
      if (type.startsWith('multipart'))
        upload.write('--b\r\nContent-Disposition: form-data; name="f"; filename="l.csv"\r\n\r\n');
      upload.write(`email,Consent level\n${'early@example.org,1\n'.repeat(20_000)}`);
      const answer = await answered;
      expect(answer.statusCode).toBe(422);
      let body = '';
      for await (const piece of answer) body += String(piece);
      expect(JSON.parse(body).errors).toMatchObject([{ field: 'Consent level' }]);
      upload.destroy();
    },
  );

  test('a first line without end is refused early, and the next request is answered', async () => {
    const line = `email,${'x'.repeat(5_000_000)}`;
    const answer = await post().set('Content-Type', 'text/csv').send(line);
    expect(await finished(answer)).toMatchObject({
      status: 'failed',
      error: { code: 'file-line-too-long', says: expect.stringContaining('Line 1 has more than') },
    });
    expect((await get(`${path}/${answer.body.id}`)).status).toBe(200);
  });
});

describe('What is refused', () => {
  test.each([
    ['', 'confirmed'],
    ['consentSource=old+site', 'confirmed'],
    ['confirmed=false&consentSource=old+site', 'confirmed'],
    ['confirmed=true', 'consentSource'],
    ['confirmed=true&consentSource=', 'consentSource'],
    ['confirmed=true&consentSource=x&consentAt=yesterday', 'consentAt'],
    ['confirmed=true&consentSource=x&consentAt=2999-01-01T00:00:00Z', 'consentAt'],
    ['confirmed=true&consentSource=x&sendMail=true', 'sendMail'],
  ])('a list without proof of consent: "%s" (CON-04)', async (query, field) => {
    const before = await countImports();
    const answer = await post(query).set('Content-Type', 'text/csv').send('email\nnoproof@example.org\n');
    expect([answer.status, answer.body.errors?.map((error: { field: string }) => error.field)]).toEqual([
      422,
      expect.arrayContaining([field]),
    ]);
    expect(await countImports()).toBe(before);
  });

  test('bodies of another kind, forms without a file or without a boundary', async () => {
    const before = await countImports();
    const answers = [
      await post().send({ email: 'a@example.org' }),
      await post(),
      await post().set('Content-Type', 'application/pdf').send('x'),
      await post().field('email', 'a@example.org'),
      await post().set('Content-Type', 'multipart/form-data').send('x'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
    expect(await countImports()).toBe(before);
  });

  test('whoever has no key, and a publication that does not exist', async () => {
    expect(
      (await request(server).post(`${path}?${proof}`).set('Content-Type', 'text/csv').send('email\n')).status,
    ).toBe(401);
    const elsewhere = `/api/v1/publications/nowhere/imports?${proof}`;
    const answer = await request(server)
      .post(elsewhere)
      .set('Authorization', authorization)
      .set('Content-Type', 'text/csv')
      .send('email\n');
    expect(answer.status).toBe(404);
  });

  test.each(['text/csv', 'multipart/form-data; boundary=b'])(
    'an upload of %s that breaks off leaves nothing behind',
    async (type) => {
      const before = await countImports();
      const { port } = server.address() as AddressInfo;
      const upload = http.request(`http://127.0.0.1:${port}${path}?${proof}`, {
        method: 'POST',
        headers: { Authorization: authorization, 'Content-Type': type, 'Content-Length': 1_000_000 },
      });
      upload.on('error', () => {});
      if (type.startsWith('multipart'))
        upload.write('--b\r\nContent-Disposition: form-data; name="f"; filename="l.csv"\r\n\r\n');
      upload.write('email\ncut@example.org\n');
      await expect.poll(countImports, { timeout: 100_000 }).toBe((before ?? 0) + 1);
      const closed = new Promise((resolve) => upload.once('close', resolve));
      upload.destroy();
      await closed;
      await expect.poll(countImports, { timeout: 100_000 }).toBe(before);
    },
  );
});

test('Rows that were not taken in are listed line by line, page by page, and only in their publication', async () => {
  const rows = Array.from({ length: 5 }, (_, n) => `bad${n}\n`).join('');
  const answer = await post()
    .set('Content-Type', 'text/csv')
    .send(`email\n${rows}good@example.org\ngood@example.org\n`);
  await finished(answer);
  const seen: { line: number; email: string | null }[] = [];
  let cursor = '';
  do {
    const { body } = await get(`${path}/${answer.body.id}/refusals?limit=2${cursor}`);
    seen.push(...body.data);
    cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
  } while (cursor);
  expect(seen.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 8]);
  expect(seen.at(-1)).toEqual({
    line: 8,
    email: 'good@example.org',
    reason: { code: 'row-twice', params: {}, says: 'This address stands further up in the file.' },
  });
  const german = await get(`${path}/${answer.body.id}/refusals?limit=100`).set('Accept-Language', 'de');
  expect(german.body.data.at(-1).reason.says).toBe('Diese Adresse steht weiter oben in der Datei.');
  for (const of of [`${answer.body.id}`, `${answer.body.id}/refusals`, '999999', 'x'])
    expect((await get(`/api/v1/publications/courier/imports/${of}`)).status).toBe(404);
});

test('The API documentation shows how to send a file', async () => {
  const { body } = await request(server).get('/api/v1/openapi.json');
  const operation = body.paths['/publications/{slug}/imports'].post;
  expect(Object.keys(operation.requestBody.content)).toEqual([
    'text/csv',
    'application/x-ndjson',
    'multipart/form-data',
  ]);
  const page = await request(server).get('/api/docs');
  expect(page.text).toContain('multipart/form-data');
});

describe('A dry run', () => {
  const trial = (text: string, more = '') =>
    post(`dryRun=true${more}`).set('Content-Type', 'text/csv').send(text);

  test('says at once what would happen, with samples and lines, and changes nothing; the import then does just that', async () => {
    const before = await fingerprint(app);
    const text =
      'email,Full Name,Language,Tags,status\ndry1@example.org,Dry One,de,News,active\nnonsense,,,,active\nann@example.org,Anna,,,active\ndry2@example.org,,,,unsubscribed\n';
    const { status, body } = await trial(text);
    expect([status, body.status, body.dryRun]).toEqual([200, 'finished', true]);
    expect(body).toMatchObject({
      new: 1,
      changed: 1,
      ended: 0,
      unchanged: 0,
      suppressed: 0,
      undoUntil: null,
    });
    expect(body.refused).toEqual([
      { code: 'row-not-an-address', count: 1, lines: [3] },
      { code: 'row-says-gone', count: 1, lines: [5] },
    ]);
    expect(
      body.columns.map(({ name, guess, samples }: Record<string, unknown>) => [name, guess, samples]),
    ).toEqual([
      ['email', 'email', ['dry1@example.org', 'nonsense', 'ann@example.org']],
      ['Full Name', 'name', ['Dry One', 'Anna']],
      ['Language', 'language', ['de']],
      ['Tags', 'topics', ['News']],
      ['status', 'state', ['active', 'unsubscribed']],
    ]);
    expect(await fingerprint(app)).toBe(before);
    expect((await get(`${path}/${body.id}/refusals`)).body.data).toHaveLength(2);
    expect((await get(`${path}/${body.id}`)).body).toEqual(body);
    const done = await finished(await post().set('Content-Type', 'text/csv').send(text));
    for (const field of ['counts', 'new', 'changed', 'refused', 'suppressed'])
      expect(done[field]).toEqual(body[field]);
    const again = (await trial(text)).body;
    expect(again).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
  });

  test('of more than 10 MB is answered with 202 and told later', async () => {
    const text = `email,notes\n${Array.from({ length: 11_000 }, (_, n) => `huge${n}@example.org,${'x'.repeat(950)}\n`).join('')}`;
    const answer = await trial(text);
    expect([answer.status, answer.body]).toEqual([202, { id: expect.any(Number) }]);
    await runImport(app, { importId: answer.body.id });
    expect((await get(`${path}/${answer.body.id}`)).body).toMatchObject({ dryRun: true, new: 11_000 });
  });

  test('cannot be undone, and is forgotten after a day with all that it quotes', async () => {
    const { body } = await trial('email\nforgotten\n');
    const answer = await request(server).post(`${path}/${body.id}/undo`).set('Authorization', authorization);
    expect([answer.status, answer.body.code]).toEqual([409, 'import-is-trial']);
    await app.db.raw("update imports set created_at = now() - interval '25 hours' where id = ?", [body.id]);
    await purgeImports(app);
    expect((await get(`${path}/${body.id}`)).status).toBe(404);
    expect(
      await firstRow(app.db, 'select 1 from import_refusals where import_id = ?', [body.id]),
    ).toBeUndefined();
  });
});

test('An import is undone through its own publication only, once', async () => {
  const { body } = await post().set('Content-Type', 'text/csv').send('email\nundone@example.org\n');
  await finished({ status: 202, body });
  const undo = (slug: string) =>
    request(server)
      .post(`/api/v1/publications/${slug}/imports/${body.id}/undo`)
      .set('Authorization', authorization);
  expect((await undo('courier')).status).toBe(404);
  expect(await undo('gazette')).toMatchObject({ status: 202, body: { status: 'undoing', undoUntil: null } });
  await runImport(app, { importId: body.id });
  expect(await undo('gazette')).toMatchObject({
    status: 202,
    body: { status: 'undone', undoCounts: { removed: 1, restored: 0 }, undoneAt: expect.any(String) },
  });
});
