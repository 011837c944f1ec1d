import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pushArticle } from '../../../src/articles/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { KINDS } from '../../../src/kinds.ts';
import { prepareDueSends } from '../../../src/sends/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';
import { deliver, makeReaders, prepareSendOf } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const server = createServer(app);
let publication: Publication;
let cookie = '';
let id = 0;

beforeAll(async () => {
  await makeUser(app, 'admin');
  cookie = await signInByPage(server, await makeUser(app, 'editor'));
});
beforeEach(async () => {
  await app.db.raw('update users set may_send = true');
  publication = await makePublication(app);
  await makeReaders(app, publication, 2);
  id = await push('Bridge opens in May');
  await prepareSendOf(app, id);
  await deliver(app);
});

const push = async (title: string) =>
  (await pushArticle(app, publication, { url: 'https://gazette.example/bridge', title, release: true })).id;
const at = (path: string) => `/admin/${publication.slug}${path}`;
const page = (path = '') =>
  request(server)
    .get(at(`/articles/${id}/correction${path}`))
    .set('Cookie', cookie);
const submit = (fields: Record<string, string>) =>
  request(server)
    .post(at(`/articles/${id}/correction`))
    .set('Cookie', cookie)
    .type('form')
    .send(fields);
const list = async () => (await request(server).get(at('/articles')).set('Cookie', cookie)).text;

describe('The page of a correction', () => {
  test('is offered once the article says something else than its mail', async () => {
    expect(await list()).not.toContain('Send a correction');
    expect((await page()).text).toContain('there is nothing to correct');
    await push('Bridge opens in June');
    expect(await list()).toContain(`href="/admin/${publication.slug}/articles/${id}/correction"`);
  });

  test('shows what changed, who got it how, and the number on its button', async () => {
    await push('Bridge opens in June');
    const { text } = await page();
    expect(text).toContain('<del>May</del><ins>June</ins>');
    expect(text).toContain('2 readers by its own mail');
    expect(text).toContain('Send to 2 readers');
  });

  test('shows the mail with the note before it is sent', async () => {
    await push('Bridge opens in June');
    expect((await page('?note=It%20opens%20in%20June.')).text).toContain('correction/mail?note=It%20opens');
    const mail = await page('/mail?note=It%20opens%20in%20June.');
    expect(mail.text).toContain('It opens in June.');
    expect(mail.headers['content-security-policy']).toContain('sandbox');
  });

  test('sends it, offers the way back, and then leads to its send', async () => {
    await push('Bridge opens in June');
    const { status, headers } = await submit({ note: 'It opens in June.', audience: 'wrong-text' });
    expect(status).toBe(303);
    const { text } = await request(server)
      .get(headers['location'] ?? '')
      .set('Cookie', cookie);
    expect(text).toContain('The correction goes out to 2 readers in a moment.');
    const cancel = /<div class="undo"[^]*?action="([^"]+\/cancel)"/.exec(text)?.[1] ?? '';
    expect((await page()).text).toContain('Open its send');
    expect((await request(server).post(cancel).set('Cookie', cookie)).status).toBe(303);
    expect((await page()).text).toContain('Send to 2 readers');
  });

  test('says before it is sent how many get it at once and how many with their next digest, and after who still waits', async () => {
    await app.db.raw(`update subscribers set rhythm = 'daily' where id = (select max(id) from subscribers)`);
    await push('Bridge opens in June');
    expect((await page()).text).toContain(
      '1 reader on top of their next digest, within 8 days. 1 reader without digests by a mail of its own, at once.',
    );
    const note = 'It opens in June.';
    const { headers } = await submit({ note, audience: 'wrong-text', way: 'next-digest' });
    const sent = await request(server)
      .get(headers['location'] ?? '')
      .set('Cookie', cookie);
    expect(sent.text).toContain(
      'The correction goes to 1 reader with their next digest, and to 1 reader in a moment.',
    );
    await app.db('sends').update({ scheduled_at: app.db.fn.now() });
    await prepareDueSends(app, KINDS);
    expect((await page()).text).toContain(
      '1 reader still waits for their next digest. Digests carry it until',
    );
    const article = await request(server)
      .get(at(`/articles/${id}`))
      .set('Cookie', cookie);
    expect(article.text).toContain('edited since, and a correction was sent');
    expect(article.text).toContain('Correction sent');
  });

  test('keeps a note that is refused, and names its field', async () => {
    await push('Bridge opens in June');
    const { status, text } = await submit({ note: 'Dear {{ nobody }}', audience: 'everybody' });
    expect(status).toBe(422);
    expect(text).toContain('Dear {{ nobody }}');
    expect(text).toContain('id="note-error"');
  });

  test('is for people who may send only', async () => {
    await push('Bridge opens in June');
    await app.db.raw(`update users set may_send = false where role = 'editor'`);
    expect(await list()).not.toContain('Send a correction');
    expect((await page()).status).toBe(403);
    expect((await submit({ note: 'It opens in June.' })).status).toBe(403);
  });
});
