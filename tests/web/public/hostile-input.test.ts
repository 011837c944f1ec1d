import { readFileSync } from 'node:fs';
import request from 'supertest';
import { expect, test } from 'vitest';
import { firstRow } from '../../../src/platform/database.ts';
import { linksOf } from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { makePending } from '../../support/readers/readers.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette' });
const authorization = await apiAuthorization(app);

const naughty = readFileSync('tests/fixtures/naughty-strings/cases.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { value: string }).value);

test('Whatever is typed as a name is stored and shown as it is, or refused with a word why', async () => {
  const { id } = await makePending(app, gazette, 'naughty@example.org');
  const page = new URL((await linksOf(app, id))?.preferencesUrl ?? '').pathname;
  let stored = 0;
  for (const name of naughty) {
    const answer = await request(server).post(page).type('form').send({ name });
    expect([303, 422], JSON.stringify(name)).toContain(answer.status);
    if (answer.status === 422) continue;
    stored += 1;
    const row = await firstRow<{ name: string }>(app.db, 'select name from subscribers where id = ?', [id]);
    expect(row?.name).toBe(name.trim());
    const shown = await request(server).get(page);
    const [, value = ''] = / name="name"[^<]*? value(?:="([^"]*)")?\/>/.exec(shown.text) ?? [];
    expect(unescaped(value)).toBe(name.trim());
  }
  expect(stored).toBeGreaterThan(90);
});

const unescaped = (html: string) =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

test('Whatever is typed as an address, source, topic or time-stamp is never a fault of ours', async () => {
  for (const value of [...naughty, '\u0000', 'a\u0000@example.org', '\ud800']) {
    for (const field of ['email', 'source', 'topics', 'stamp', 'frame', 'rhythm', 'timeZone']) {
      const answer = await request(server)
        .post('/gazette/subscribe')
        .send({ email: 'x@example.org', [field]: value });
      expect([202, 422], `${field}: ${JSON.stringify(value)}`).toContain(answer.status);
    }
  }
});

test.each([
  '/%00',
  '/%E0%A4%A',
  '/gazette%00/embed',
  '/gazette/check-inbox?typed=%00',
  '/confirm/%00',
  '/unsubscribe/%00',
  '/preferences/%F0%9F%98%80',
  `/${'a'.repeat(5000)}`,
  '/api/v1/publications/%00',
  '/api/v1/publications/gazette/subscribers?email=%00',
])('The address %s is answered by a refusal, not by a fault', async (path) => {
  const answer = await request(server).get(path).set('Authorization', authorization);
  expect(answer.status).toBeLessThan(500);
});

test('The address of a form that was refused leads back to the form, and capitals in it do no harm', async () => {
  const answer = await request(server).get('/gazette/subscribe');
  expect([answer.status, answer.headers['location']]).toEqual([303, '/gazette']);
  expect((await request(server).get('/Gazette')).status).toBe(200);
});
