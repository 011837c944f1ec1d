import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeUser } from '../../../src/accounts/index.ts';
import { getArticle } from '../../../src/articles/index.ts';
import { decideArticles, planArticleSends } from '../../../src/planning/index.ts';
import { prepareDueSends } from '../../../src/sends/index.ts';
import { KINDS } from '../../../src/kinds.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { answers, startFeedServer } from '../../support/feeds/feed-server.ts';
import { drawing } from '../../support/media/pictures.ts';
import { makeArticle } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const site = await startFeedServer();
let publication: Publication;
let cookie = '';

beforeAll(async () => {
  await makeUser(app, 'admin');
  cookie = await signInByPage(server, await makeUser(app, 'editor'));
});
beforeEach(async () => {
  publication = await makePublication(app, { holdMinutes: 30 });
});

const base = () => `/admin/${publication.slug}/articles`;
const get = (path = '') => request(server).get(`${base()}${path}`).set('Cookie', cookie);
const post = (path: string, fields: Record<string, string>) =>
  request(server).post(`${base()}${path}`).set('Cookie', cookie).type('form').send(fields);
const verdict = async (id: number) => (await getArticle(app.db, id)).verdict;

/** The form of the undo line on the page that a form leads to. */
async function undoOf(location: string) {
  const { text } = await request(server).get(location).set('Cookie', cookie);
  const form = /<div class="undo"[^]*?<form method="post" action="([^"]+)">([^]*?)<\/form>/.exec(text);
  const fields = [...(form?.[2] ?? '').matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  return {
    action: form?.[1] ?? '',
    fields: Object.fromEntries(fields.map(([, name, value]) => [name, value])),
  };
}

describe('Several articles at once', () => {
  test('are decided by ticks, without script, and taken back by one button', async () => {
    const ids = [await makeArticle(app, publication), await makeArticle(app, publication)];
    const third = await makeArticle(app, publication);
    const picks = Object.fromEntries(ids.map((id) => [`pick-${id}`, 'on']));
    const answer = await post('/decide', { do: 'hold', ...picks });
    expect(answer.status).toBe(303);
    expect(await Promise.all([...ids, third].map(verdict))).toEqual(['held', 'held', 'new']);
    const undo = await undoOf(answer.headers['location'] ?? '');
    const back = await request(server).post(undo.action).set('Cookie', cookie).type('form').send(undo.fields);
    expect(back.status).toBe(303);
    expect(await Promise.all(ids.map(verdict))).toEqual(['new', 'new']);
  });

  test('need the same right to be taken back as to be decided', async () => {
    const email = await makeUser(app, 'editor', 'no-sender@paper.example');
    await changeUser(app, email, { maySend: false });
    const mayNotSend = await signInByPage(server, email);
    const undo = (key: string | null) =>
      request(server).post(`${base()}/undo`).set('Cookie', mayNotSend).type('form').send({ key });
    const id = await makeArticle(app, publication);
    const [held] = await decideArticles(app, publication.id, { hold: [id] });
    const [released] = await decideArticles(app, publication.id, { release: [id] });
    expect((await undo(released?.lastDecisionKey ?? '')).status).toBe(403);
    expect(await verdict(id)).toBe('new');
    await decideArticles(app, publication.id, { hold: [id] });
    expect((await undo((await getArticle(app.db, id)).lastDecisionKey)).status).toBe(303);
    expect(await verdict(id)).toBe('new');
    expect((await undo(held?.lastDecisionKey ?? '')).headers['location']).toContain('article-undo-late');
  });

  test('nothing picked is said and changes nothing', async () => {
    const id = await makeArticle(app, publication);
    const answer = await post('/decide', { do: 'dismiss' });
    expect(answer.headers['location']).toContain('notice=articles-none-picked');
    expect(await verdict(id)).toBe('new');
  });

  test('a decision that was made already, and an undo that comes too late, are said', async () => {
    const id = await makeArticle(app, publication);
    const first = await post('/send', { do: 'send-now', ids: String(id) });
    const undo = await undoOf(first.headers['location'] ?? '');
    const twice = await post('/send', { do: 'send-now', ids: String(id) });
    expect(twice.headers['location']).toContain('notice=articles-unchanged');
    await decideArticles(app, publication.id, { sendNow: [id] });
    await planArticleSends(app);
    await prepareDueSends(app, KINDS);
    const late = await request(server).post(undo.action).set('Cookie', cookie).type('form').send(undo.fields);
    expect(late.headers['location']).toContain('notice=article-undo-late');
  });

  test('somebody who may not send may hold and drop, and is refused to release', async () => {
    await app.db.raw(`update users set may_send = false where role = 'editor'`);
    const id = await makeArticle(app, publication);
    expect((await post('/send', { do: 'send-now', ids: String(id) })).status).toBe(403);
    expect((await post('/decide', { do: 'hold', ids: String(id) })).status).toBe(303);
    const { text } = await get();
    expect(text).toContain('Somebody who may send can release them.');
    expect(text).not.toContain('Release it');
    await app.db.raw('update users set may_send = true');
  });
});

describe('The list', () => {
  test('goes on with older ones, keeps its filters, and bears any address', async () => {
    for (let n = 0; n < 45; n += 1) await makeArticle(app, publication, { title: `Story ${n}` });
    const first = await get('?q=Story');
    expect(first.text).toContain('Story 44');
    expect(first.text).not.toContain('>Story 4<');
    const older = /href="([^"]+before=\d+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(older).toContain('q=Story');
    const second = await request(server).get(older).set('Cookie', cookie);
    expect(second.text).toContain('>Story 4<');
    for (const query of [
      '?show=odd&feed=x&topic=%00&before=-1&q=%25%5C',
      '?feed=999999',
      `?q=${'x'.repeat(500)}`,
    ])
      expect((await get(query)).status).toBe(200);
  });
});

describe('The form for the mail', () => {
  const wrong = [
    ['an address that is none', { picture: 'other', imageUrl: 'javascript:alert(1)' }, 'imageUrl'],
    ['no address', { picture: 'other', imageUrl: '' }, 'imageUrl'],
    ['a title of two lines', { title: 'Two\nlines' }, 'title'],
    ['a title that is too long', { title: 'x'.repeat(300) }, 'title'],
    ['a standfirst that is too long', { standfirst: 'y'.repeat(301) }, 'standfirst'],
  ] as const;
  test.each(wrong)('with %s comes back with everything that was typed', async (_what, fields, field) => {
    const id = await makeArticle(app, publication);
    const answer = await post(`/${id}/edit`, { title: 'My title', standfirst: 'Mine & only', ...fields });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`));
    if (field !== 'standfirst') expect(answer.text).toContain('Mine &amp; only');
    expect((await getArticle(app.db, id)).mailEditedAt).toBeNull();
  });

  test('saved as it is changes nothing; reset takes what the feed says', async () => {
    const id = await makeArticle(app, publication, { title: 'As the feed has it' });
    await post(`/${id}/edit`, { title: 'As the feed has it', standfirst: '', picture: 'own' });
    expect((await getArticle(app.db, id)).mailTitle).toBeNull();
    await post(`/${id}/edit`, { title: 'Another', picture: 'none' });
    expect(await getArticle(app.db, id)).toMatchObject({ mailTitle: 'Another' });
    await post(`/${id}/edit`, { title: 'Another', do: 'reset' });
    expect(await getArticle(app.db, id)).toMatchObject({ mailTitle: null, mailImageUrl: null });
  });

  test('takes an uploaded picture, encoded anew, and gives it back to the feed by undo', async () => {
    const id = await makeArticle(app, publication);
    const file = await drawing(80, 60).png().toBuffer();
    const sent = await request(server)
      .post(`${base()}/${id}/upload`)
      .set('Cookie', cookie)
      .attach('file', file, 'a.png');
    expect(sent.status).toBe(303);
    const { mailImageUrl } = await getArticle(app.db, id);
    expect(mailImageUrl).toMatch(/^http:\/\/news\.example\.test\/media\//);
    const shown = await get(`/${id}/picture`);
    expect(mailImageUrl).toBe(`http://news.example.test${shown.headers['location']}`);
    const { action, fields } = await undoOf(sent.headers['location'] ?? '');
    await request(server).post(action).set('Cookie', cookie).type('form').send(fields);
    expect((await getArticle(app.db, id)).mailImageUrl).toBeNull();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
    const evil = await request(server)
      .post(`${base()}/${id}/upload`)
      .set('Cookie', cookie)
      .attach('file', svg, 'a.png');
    expect(evil.status).toBe(422);
    expect(evil.text).toContain('id="file-error"');
  });

  test('of an article that is mailed answers that it is too late', async () => {
    const id = await makeArticle(app, publication);
    await decideArticles(app, publication.id, { sendNow: [id] });
    await prepareDueSends(app, KINDS);
    const answer = await post(`/${id}/edit`, { title: 'Late' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('mailed already');
  });
});

describe('The picture of an article', () => {
  const withPicture = async (imageUrl: string) => {
    const id = await makeArticle(app, publication);
    await app.db.raw('update articles set image_url = ? where id = ?', [imageUrl, id]);
    return get(`/${id}/picture`);
  };

  test('is fetched by Paperround and handed on under a policy of its own', async () => {
    const bytes = await drawing(40, 30).jpeg().toBuffer();
    const answer = await withPicture(
      site.answer('/a.jpg', answers.body(bytes, { 'Content-Type': 'text/html' })),
    );
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=86400',
    });
    expect(Buffer.from(answer.body as Buffer)).toEqual(bytes);
  });

  test.each([
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a web page', '<!doctype html><script>alert(1)</script>'],
    ['nothing', ''],
  ])('that is %s is not handed on', async (_what, body) => {
    const url = site.answer('/evil.png', answers.body(body, { 'Content-Type': 'image/png' }));
    expect((await withPicture(url)).status).toBe(404);
  });

  test('at an address inside the network is not fetched', async () => {
    expect((await withPicture('http://169.254.169.254/latest/meta-data')).status).toBe(404);
  });
});

test('The text of an article and its mail run nothing and load nothing, unless somebody asks for pictures', async () => {
  const id = await makeArticle(app, publication);
  for (const [path, images] of [
    ['text', 'img-src data:'],
    ['mail', 'img-src data:'],
    ['mail?pictures', 'img-src https: http: data:'],
  ] as const) {
    const answer = await get(`/${id}/${path}`);
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain('sandbox');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(images);
    expect(policy).not.toContain('script');
  }
});

test('An article of another publication is not there', async () => {
  const id = await makeArticle(app, await makePublication(app));
  for (const path of ['', '/edit', '/mail', '/text', '/picture'])
    expect((await get(`/${id}${path}`)).status).toBe(404);
});
