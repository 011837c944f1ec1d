import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../../src/kinds.ts';
import { prepareDueSends } from '../../../src/sends/index.ts';
import { NOBODY, personalLinks, linksOf } from '../../../src/subscribers/index.ts';
import { runDigests } from '../../../src/planning/index.ts';
import { updatePublication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { fingerprint } from '../../support/readers/readers.ts';
import { prepareLetter } from '../../support/sends/letters.ts';
import { makeArticle, makeReaders, prepareSendOf } from '../../support/sends/sends.ts';

const app = await createTestApp();
const server = createServer(app);
const get = (path: string) => request(server).get(path);

/** A letter on its way to two readers, and where the first reads it in a browser. */
async function letterOf(audience?: { topics: string[] }) {
  const publication = await makePublication(app, { topics: [{ slug: 'harbour', name: 'Harbour' }] });
  const [readerId = 0, otherId = 0] = await makeReaders(app, publication, 2);
  await app.db.raw(`update subscribers set name = 'Mira Holm' where id = ?`, [readerId]);
  const sendId = await prepareLetter(app, publication, {
    markdown: 'Dear {{ name | default: "reader" }},\n\nwe have moved.',
    ...(audience && { audience }),
  });
  return { publication, readerId, otherId, sendId, path: await viewPath(readerId, sendId) };
}

const viewPath = async (readerId: number, sendId: number) =>
  new URL((await linksOf(app, readerId, sendId))?.viewUrl ?? '').pathname;

describe('“View in browser” shows a reader', () => {
  test('the mail that they got, with their name and their links', async () => {
    const { readerId, sendId, path } = await letterOf();
    const { text, status } = await get(path);
    expect(status).toBe(200);
    expect(text).toContain('Dear Mira Holm,');
    const links = await linksOf(app, readerId, sendId);
    for (const link of [links?.unsubscribeUrl, links?.preferencesUrl]) expect(text).toContain(link);
    expect(text).not.toMatch(/[\uFDD0-\uFDEF]/);
  });

  test('the digest that was made for them', async () => {
    const publication = await makePublication(app, { defaultRhythm: 'daily' });
    const [readerId = 0] = await makeReaders(app, publication, 1);
    await prepareSendOf(app, await makeArticle(app, publication, { title: 'The bridge opens' }));
    await runDigests(app, publication.id, { rhythm: 'daily' });
    await prepareDueSends(app, KINDS);
    const [send] = await app.db('sends').where({ publication_id: publication.id, kind: 'digest' });
    const { text, status } = await get(await viewPath(readerId, send.id));
    expect([status, text.includes('The bridge opens')]).toEqual([200, true]);
    expect((await get(`/${publication.slug}/archive/${send.id}`)).status).toBe(404);
  });

  test('nothing that a cache, a search engine or another site could keep, and no script', async () => {
    const { path } = await letterOf();
    const { headers, text } = await get(path);
    expect(headers).toMatchObject({
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('script-src');
    expect(text).toContain('<meta name="robots" content="noindex"/>');
    expect(text).not.toContain('<script');
  });

  test('the way to the public page where there is one', async () => {
    const { publication, sendId, path } = await letterOf();
    const link = `href="/${publication.slug}/archive/${sendId}"`;
    expect((await get(path)).text).toContain(link);
    await updatePublication(app, publication.slug, { archive: false });
    expect((await request(createServer(app)).get(path)).text).not.toContain(link);
    const few = await letterOf({ topics: ['harbour'] });
    expect((await get(few.path)).text).not.toContain('/archive/');
  });

  test('also when they have left, for it is theirs', async () => {
    const { readerId, path } = await letterOf();
    await app.db.raw("update subscribers set status = 'unsubscribed' where id = ?", [readerId]);
    expect((await get(path)).status).toBe(200);
  });
});

describe('“View in browser” shows nobody', () => {
  test('the mail of a person whose data is gone', async () => {
    const { readerId, path } = await letterOf();
    await app.db.raw('delete from subscribers where id = ?', [readerId]);
    const { status, text } = await get(path);
    expect([status, text.includes('no longer in use')]).toEqual([410, true]);
  });

  test('a mail that the reader did not get', async () => {
    const { publication, readerId } = await letterOf();
    const later = await prepareLetter(app, publication);
    const [stranger = 0] = await makeReaders(app, publication, 1, 'late.example');
    expect((await get(await viewPath(stranger, later))).status).toBe(410);
    expect((await get(await viewPath(readerId, later))).status).toBe(200);
  });

  test('anything for another link, a forged one, and one of a test', async () => {
    const { readerId, sendId } = await letterOf();
    const links = await linksOf(app, readerId, sendId);
    const token = links?.unsubscribeUrl.split('/').at(-1) ?? '';
    expect((await get(`/view/${token}`)).status).toBe(404);
    expect((await get('/view/forged')).status).toBe(404);
    expect((await get(new URL(personalLinks(app, NOBODY).viewUrl).pathname)).text).toContain('a test email');
  });
});

test('Looking at a mail changes nothing (CNF-01)', async () => {
  const { path } = await letterOf();
  const before = await fingerprint(app);
  for (const method of ['get', 'head', 'options'] as const) await request(server)[method](path);
  expect(await fingerprint(app)).toBe(before);
});
