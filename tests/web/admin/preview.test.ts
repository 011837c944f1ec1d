import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Publication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeReaders } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const server = createServer(app);
let publication: Publication;
let editor = '';
let viewer = '';
let page = '';
beforeAll(async () => {
  publication = await makePublication(app, { slug: 'gazette' });
  editor = await signInByPage(server, await makeUser(app, 'editor'));
  viewer = await signInByPage(server, await makeUser(app, 'viewer'));
});
beforeEach(async () => {
  sink.messages.length = 0;
  const id = await makeLetter(app, publication, {
    subject: 'Trams return',
    preheader: 'From Monday on',
    markdown: 'Dear {{ name }},\n\n![A tram](https://gazette.example/tram.png)\n\nsee you.',
  });
  page = `/admin/gazette/sends/${id}/preview`;
});

const get = (path: string, cookie = editor) => request(server).get(path).set('Cookie', cookie);
const post = (fields: Record<string, string>, to = page) =>
  request(server).post(to).set('Cookie', editor).type('form').send(fields);
const keyIn = (html: string) => /name="key" value="([\w-]+)"/.exec(html)?.[1] ?? '';
const key = async () => keyIn((await get(page)).text);

describe('The preview page', () => {
  test('shows the mail light and dark in frames of their own', async () => {
    const answer = await get(`${page}?dark=gmail`).expect(200);
    expect(answer.text).toContain(`src="${page}/mail?look=light"`);
    expect(answer.text).toContain(`src="${page}/mail?look=gmail"`);
    expect(answer.headers['content-security-policy']).toContain("frame-src 'self'");
    expect(answer.text).toContain('From Monday on');
  });

  test('keeps what is chosen in its links and its form', async () => {
    const { text } = await get(`${page}?as=no-name&width=desktop&show=no-pictures&dark=outlook`);
    expect(text).toContain('?as=no-name&amp;show=no-pictures&amp;dark=outlook');
    expect(text).toContain('<input type="hidden" name="dark" value="outlook"');
    expect(text).toContain('mail?look=outlook&amp;as=no-name&amp;pictures=off');
  });

  test('shows the plain text', async () => {
    const { text } = await get(`${page}?show=text`);
    expect(text).toContain('Dear [no name],');
    expect(text).not.toContain('<iframe');
  });

  test('shows it as a reader, and says when an address is no reader’s', async () => {
    const [id = 0] = await makeReaders(app, publication, 1, 'ines.example');
    await app.db.raw(`update subscribers set name = 'Ines <b>' where id = ?`, [id]);
    const { text } = await get(`${page}?as=READER1@ines.example`);
    expect(text).toContain('As Ines &lt;b> gets it');
    expect((await get(`${page}?as=%3Cscript%3E@x`)).text).toContain('&lt;script>@x is not a reader');
  });

  test('says what keeps a draft from being an email, and where to change it', async () => {
    await app.db.raw(`update letters set markdown = 'Dear *|FNAME|*'`);
    const { text } = await get(page).expect(200);
    expect(text).toMatch(/There is no preview yet\..*\*\|FNAME\|\*/);
    expect(text).toContain(page.replace('/preview', '/edit'));
  });

  test('takes any parameter', async () => {
    await get(`${page}?as=${'x'.repeat(700)}&width=1&show=&dark=%00&test=1`).expect(200);
    await get('/admin/gazette/sends/999999/preview').expect(404);
    await get('/admin/gazette/sends/x/preview').expect(404);
  });
});

describe('The mail in its frame', () => {
  test('can run nothing, send nothing and reach nothing of ours (SEC-07)', async () => {
    const { headers, text } = await get(`${page}/mail?look=light`).expect(200);
    const policy = headers['content-security-policy'];
    expect(policy).toContain('sandbox allow-popups');
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src|connect-src/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'none'");
    expect(policy).toContain('img-src http: https: data:');
    expect(text).toContain('Dear <mark>[no name]</mark>,');
  });

  test('loads no picture while they are off', async () => {
    const { headers } = await get(`${page}/mail?pictures=off`);
    expect(headers['content-security-policy']).toContain("img-src 'none'");
  });
});

describe('A test', () => {
  test('goes to the addresses once, and the page says what the server said', async () => {
    const to = 'me@test.example, Jonas <jonas@test.example>';
    const answer = await post({ to, key: await key() }).expect(303);
    expect(new Set(sink.messages.map((message) => message.to[0]))).toEqual(
      new Set(['jonas@test.example', 'me@test.example']),
    );
    expect(sink.messages[0]?.source.toString()).toContain('Subject: [Test] Trams return');
    const { text } = await get(answer.headers['location'] ?? '').expect(200);
    expect(text).toContain('The mail server accepted both.');
    expect(text).toMatch(/me@test\.example: accepted\. <q>250/);
    // And again, because a page may be loaded twice.
    await get(answer.headers['location'] ?? '');
    expect(sink.messages).toHaveLength(2);
  });

  test('by a double click, or once more after Back, is one test', async () => {
    const fields = { to: 'me@test.example', key: await key() };
    const answers = await Promise.all([post(fields), post(fields), post(fields)]);
    answers.push(await post(fields));
    expect(new Set(answers.map(({ headers }) => headers['location'])).size).toBe(1);
    expect(sink.messages).toHaveLength(1);
    await post({ ...fields, to: 'other@test.example' });
    await post({ ...fields, key: await key() });
    expect(sink.messages).toHaveLength(3);
  });

  test('keeps the view', async () => {
    const answer = await post({ to: 'me@test.example', key: 'k' }, `${page}?dark=gmail&as=no-name`);
    expect(answer.headers['location']).toMatch(/preview\?as=no-name&dark=gmail&test=[\w-]+#test$/);
  });

  test.each([
    ['', 'Type an address'],
    ['me@', '“me@” is not a valid email address.'],
    ['a@b.example,'.repeat(6), 'five addresses at most'],
    ['x'.repeat(4000), 'is not a valid'],
  ])('to %j is refused, and what was typed stays', async (to, words) => {
    const { text } = await post({ to, key: await key() }).expect(422);
    expect(text).toContain(words);
    if (to !== '') expect(text).toContain(`value="${to}"`);
    expect(sink.messages).toEqual([]);
  });

  test('to an address that must not be mailed says so, and does not go', async () => {
    await app.db.raw(
      `insert into suppressions (address_hash, publication_id, reason) values (?, 0, 'operator')`,
      [app.keys.addressHashes('never@test.example')[0]],
    );
    const answer = await post({ to: 'never@test.example', key: 'n' });
    const { text } = await get(answer.headers['location'] ?? '');
    expect(text).toContain('Not sent.');
    expect(text).toContain('This address is suppressed');
    expect(sink.messages).toEqual([]);
  });

  test('of which somebody sends too many waits', async () => {
    const addresses = Array.from({ length: 5 }, (_, n) => `r${n}@many.example`).join(',');
    let last = 0;
    for (let n = 0; n < 11 && last !== 422; n += 1)
      last = (await post({ to: addresses, key: `many${n}` })).status;
    expect(last).toBe(422);
    await app.db.raw('delete from rate_limits');
  });

  test('is for editors, and its report for who sent it', async () => {
    const answer = await post({ to: 'me@test.example', key: await key() });
    const { text } = await get(answer.headers['location'] ?? '', viewer).expect(200);
    expect(text).not.toContain('me@test.example');
    expect(text).not.toContain('Send the test');
    await request(server)
      .post(page)
      .set('Cookie', viewer)
      .type('form')
      .send({ to: 'a@b.example' })
      .expect(403);
  });
});

test('The API gives the same preview', async () => {
  const { createApiKey } = await import('../../../src/accounts/index.ts');
  const { key: secret } = await createApiKey(app, 'site');
  const path = page.replace('/admin/', '/api/v1/publications/');
  const ask = (query: string) =>
    request(server)
      .get(path + query)
      .set('Authorization', `Bearer ${secret}`);
  const { body } = await ask('?part=text').expect(200);
  expect(body).toMatchObject({ subject: 'Trams return', preheader: expect.any(String), reader: null });
  expect(body.text).toContain('Dear [no name]');
  expect(body.html).toBeUndefined();
  expect((await ask('?as=longest-links').expect(200)).body.html).toContain('<html');
  await ask('?part=x').expect(422);
});
