import { readFileSync } from 'node:fs';
import path from 'node:path';
import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { firstRow, rows } from '../../../src/platform/database.ts';
import { purgeImports } from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { fingerprint } from '../../support/readers/readers.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const publication = await makePublication(app, { slug: 'gazette' });
let cookie = '';
beforeAll(async () => {
  cookie = await signInByPage(server, await makeUser(app, 'editor'));
});

const base = '/admin/gazette/subscribers';
const get = (to: string) => request(server).get(to).set('Cookie', cookie);
const post = (to: string, fields: Record<string, string> = {}) =>
  request(server).post(to).set('Cookie', cookie).type('form').send(fields);

/** @returns the address of the page that shows the list. */
async function upload(text: string | Buffer, name = 'list.csv', to = base): Promise<string> {
  const answer = await request(server)
    .post(`${to}/import`)
    .set('Cookie', cookie)
    .attach('file', Buffer.from(text), name);
  expect(answer.status).toBe(303);
  return answer.headers['location'] ?? '';
}

const readers = (publicationId = publication.id) =>
  rows<{ email: string; name: string; language: string | null }>(
    app.db,
    `select email, name, language from subscribers where publication_id = ? and status = 'active' order by email`,
    [publicationId],
  );
const countFiles = async () =>
  (await firstRow<{ count: number }>(app.db, 'select count(*) from import_files'))?.count;

describe('A list that is looked at first', () => {
  test('changes nothing until somebody says so, then adds its people and can be undone', async () => {
    const before = await fingerprint(app);
    const here = await upload(
      'email,Name,Language,Consent level,Shoe size?\nada@example.org,Ada,de,1,40\nnonsense,,,1,\n',
    );
    const asked = await get(here);
    expect(asked.text).toContain('Say what these columns are');
    expect(asked.text).toMatch(/Not understood\. It may say who left/);
    // Nothing is left out by itself.
    expect(asked.text.match(/Not understood\./g)).toHaveLength(2);
    expect((await post(here, { source: 'old site' })).status).toBe(409);
    expect((await post(`${here}/columns`, { 'is.3': 'ignored', 'is.4': 'ignored' })).status).toBe(303);
    const checked = (await get(here)).text;
    for (const words of ['1 reader added', '1 row left out', 'All of them agreed: import 1 reader'])
      expect(checked).toContain(words);
    expect(await fingerprint(app)).toBe(before);

    const refused = await post(here, { source: '', at: '2999-01-01' });
    expect([refused.status, refused.text.includes('2999-01-01')]).toEqual([422, true]);
    const both = await Promise.all([1, 2].map(() => post(here, { source: 'old site', at: '2025-05-01' })));
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    await post(here, { source: 'old site' });
    expect(await readers()).toEqual([{ email: 'ada@example.org', name: 'Ada', language: 'de' }]);
    expect(await rows(app.db, `select 1 from audit_log where action = 'import.started'`)).toHaveLength(1);
    expect(await countFiles()).toBe(0);
    const done = (await get(here)).text;
    expect(done).toContain('What happened');
    const lines = await get(`${here}/lines`);
    expect(lines.text).toContain('3,nonsense,This is not an email address');

    expect((await post(`${here}/columns`)).status).toBe(409);
    expect((await post(`${here}/undo`)).status).toBe(303);
    expect((await post(`${here}/undo`)).status).toBe(303);
    expect((await get(here)).text).toContain('1 reader removed');
    expect(await readers()).toEqual([]);
  });

  test('of the wrong kind says what it is and how to get the right one', async () => {
    const here = await upload('PK\u0003\u0004 and more', 'list.xlsx');
    expect((await get(here)).text).toMatch(/This is a workbook .*save the list as CSV/);
    const none = await request(server)
      .post(`${base}/import`)
      .set('Cookie', cookie)
      .attach('file', Buffer.from(''), { filename: '' });
    expect([none.status, none.text.includes('Choose the file with the list.')]).toEqual([422, true]);
    expect((await get(await upload('', 'empty.csv'))).status).toBe(200);
  });

  test('shows hostile cells as text, and its lines start no formula', async () => {
    const here = await upload(
      'email,name,"<img src=x onerror=alert(1)>"\n=cmd()@,"<b>x</b>",<script>1</script>\nok@example.org,O,1\n',
      '<i>.csv',
    );
    const page = (await get(here)).text;
    for (const raw of ['<img src=x', '<script>1', '<b>x', '<i>.csv']) expect(page).not.toContain(raw);
    expect((await get(`${here}/lines`)).text).not.toMatch(/^\d+,=/m);
  });

  test('stays in its publication, and is forgotten after a day', async () => {
    const here = await upload('email\nlater@example.org\n');
    await makePublication(app, { slug: 'herald' });
    expect((await get(here.replace('gazette', 'herald'))).status).toBe(404);
    expect((await post(here.replace('gazette', 'herald'), { source: 'x' })).status).toBe(404);
    await app.db.raw(`update imports set created_at = now() - interval '25 hours' where is_trial`);
    await purgeImports(app);
    expect([(await get(here)).status, await countFiles()]).toEqual([404, 0]);
  });
});

interface Person {
  email: string;
  expected: string;
  told?: boolean;
  name?: string;
}
const folder = path.resolve('tests/fixtures/exports');
const labels = JSON.parse(readFileSync(path.join(folder, 'labels.json'), 'utf8')) as Record<string, Person[]>;

test.each(Object.entries(labels))(
  'Real export %s: everybody comes in through the page who reads, and nobody of whom it says they left',
  async (file, people) => {
    const own = await makePublication(app);
    const here = await upload(
      readFileSync(path.join(folder, file)),
      path.basename(file),
      `/admin/${own.slug}/subscribers`,
    );
    if (file.startsWith('listmonk')) {
      expect((await get(here)).text).toContain('This is an export of listmonk');
      await post(`${here}/columns`, { 'is.0': 'ignored' });
    }
    const checked = await get(here);
    const told = people.filter((person) => person.told !== false);
    if (!checked.text.includes('All of them agreed')) {
      expect(told.filter(({ expected }) => expected === 'active')).toEqual([]);
      return;
    }
    expect((await post(here, { source: 'another program' })).status).toBe(303);
    const found = new Map((await readers(own.id)).map(({ email, name }) => [email, name]));
    for (const { email, expected, name } of told)
      expect([email, found.get(email)]).toEqual([email, expected === 'active' ? name : undefined]);
  },
);
