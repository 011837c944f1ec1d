import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { KINDS } from '../../../src/kinds.ts';
import { createDigest, scheduleLetter } from '../../../src/letters/index.ts';
import { planArticleSends } from '../../../src/planning/index.ts';
import { firstRow } from '../../../src/platform/database.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { previewMail } from '../../../src/sends/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { SUMMER_DAY } from '../../support/app/years.ts';
import { startFeedServer } from '../../support/feeds/feed-server.ts';
import { drawing, photo } from '../../support/media/pictures.ts';
import { makeLetter } from '../../support/sends/letters.ts';
import { makeArticle } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const site = await startFeedServer();
let publication: Publication;
let editor = '';
let viewer = '';
let id = 0;
beforeAll(async () => {
  publication = await makePublication(app, { slug: 'gazette' });
  editor = await signInByPage(server, await makeUser(app, 'editor'));
  viewer = await signInByPage(server, await makeUser(app, 'viewer'));
});
beforeEach(async () => {
  id = await makeLetter(app, publication, { markdown: 'Dear all,' });
});

const markdown = async () =>
  (await firstRow<{ markdown: string }>(app.db, 'select markdown from letters where send_id = ?', [id]))
    ?.markdown;
const png = () => drawing(80, 60).png().toBuffer();

describe('A picture by script', () => {
  const upload = (file: Buffer, cookie = editor, language = 'en') =>
    request(server)
      .post('/admin/gazette/media')
      .set('Cookie', cookie)
      .set({ Accept: 'application/json', 'Accept-Language': language })
      .attach('file', file, 'tram.png');

  test('is answered with its address', async () => {
    const { body, headers } = await upload(await png()).expect(200);
    expect(body).toEqual({ url: expect.stringMatching(/\/media\/[\w-]{22}\.png$/), width: 80, height: 60 });
    expect(headers['content-type']).toContain('application/json');
  });

  test('is refused in the language of the person', async () => {
    const english = await upload(Buffer.from('<!doctype html>')).expect(422);
    expect(english.body.errors[0].message).toContain('not a picture');
    const german = await upload(Buffer.from('<!doctype html>'), editor, 'de').expect(422);
    expect(german.body.errors[0].message).toContain('kein Bild');
  });

  test('is for editors, and no other site can send one', async () => {
    await upload(await png(), viewer).expect(403);
    await request(server)
      .post('/admin/gazette/media')
      .set({ Cookie: editor, 'Sec-Fetch-Site': 'cross-site' })
      .attach('file', await png(), 'a.png')
      .expect(403);
    await request(server)
      .post('/admin/gazette/media')
      .attach('file', await png(), 'a.png')
      .expect(303);
  });
});

describe('A picture without script', () => {
  const page = () => `/admin/gazette/sends/${id}/picture`;
  const send = (file: Buffer, name: string, alt: string) =>
    request(server).post(page()).set('Cookie', editor).field('alt', alt).attach('file', file, name);

  test('goes to the end of the letter, with the words for it', async () => {
    await request(server).get(page()).set('Cookie', editor).expect(200);
    const answer = await send(await png(), 'a.png', 'A tram [old]\n of 1908').expect(303);
    expect(answer.headers['location']).toMatch(/\/edit\?notice=picture-added$/);
    expect(await markdown()).toMatch(
      /^Dear all,\n\n!\[A tram \\\[old\\\] of 1908\]\(http:\/\/news\.example\.test\/media\/[\w-]{22}\.png\)\n$/,
    );
  });

  test('that is refused says why, and the words stay', async () => {
    const { text } = await send(Buffer.from('<svg>'), 'a.svg', 'A tram').expect(422);
    expect(text).toContain('do not show SVG');
    expect(text).toContain('value="A tram"');
    // As browsers send a form without a choice.
    const none = `--b\r\nContent-Disposition: form-data; name="alt"\r\n\r\nA tram\r\n--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n`;
    const answer = await request(server)
      .post(page())
      .set({ Cookie: editor, 'Content-Type': 'multipart/form-data; boundary=b' })
      .send(none)
      .expect(422);
    expect(answer.text).toContain('Choose a file first.');
    expect(answer.text).toContain('value="A tram"');
    expect(await markdown()).toBe('Dear all,');
  });

  test('of a letter that is scheduled changes nothing', async () => {
    await scheduleLetter(app, publication.id, id, { at: `${SUMMER_DAY}T09:00` });
    await send(await png(), 'a.png', '').expect(409);
    expect(await markdown()).toBe('Dear all,');
  });
});

describe('A large picture on a site', () => {
  const scale = (url: string, send = id) =>
    request(server)
      .post(`/admin/gazette/sends/${send}/pictures/scale`)
      .set('Cookie', editor)
      .type('form')
      .send({ url });

  test('is replaced by a small copy wherever the letter shows it', async () => {
    const large = await photo(2600, 1300).jpeg().toBuffer();
    const url = site.answer('/large.jpg', (_request, response) => response.end(large));
    id = await makeLetter(app, publication, { markdown: `![a](${url})\n\n[again](${url})` });
    await scale(url).expect(303);
    expect(await markdown()).toMatch(
      /^!\[a\]\(http:\/\/news\S+\.jpg\)\n\n\[again\]\(http:\/\/news\S+\.jpg\)$/,
    );
    // Once more, after Back.
    const before = await markdown();
    await scale(url).expect(303);
    expect(await markdown()).toBe(before);
  });

  test('of an article is replaced in its mail', async () => {
    const large = await photo(2000, 1000, 7).jpeg().toBuffer();
    const url = site.answer('/hero.jpg', (_request, response) => response.end(large));
    const articleId = await makeArticle(app, publication);
    await app.db.raw('update articles set image_url = ? where id = ?', [url, articleId]);
    await planArticleSends(app);
    const send = await firstRow<{ id: number }>(app.db, 'select id from sends where article_id = ?', [
      articleId,
    ]);
    await scale(url, send?.id).expect(303);
    const row = await firstRow<{ image: string }>(
      app.db,
      'select mail_image_url as image from articles where id = ?',
      [articleId],
    );
    expect(row?.image).toMatch(/\/media\/[\w-]{22}\.jpg$/);
  });

  test('of a digest is replaced in its introduction, or in the mails of its article', async () => {
    const [intro = '', hero = ''] = ['/intro.jpg', '/top.jpg'].map((path, n) => {
      const large = photo(1400 + n, 900)
        .jpeg()
        .toBuffer();
      return site.answer(path, (_request, response) => void large.then((file) => response.end(file)));
    });
    const articleId = await makeArticle(app, publication, { title: 'Top' });
    await app.db.raw('update articles set image_url = ? where id = ?', [hero, articleId]);
    const digest = await createDigest(app, publication.id, {
      introduction: `Hello\n\n![a](${intro})`,
      articleIds: [articleId],
    });
    ({ id } = digest);
    await scale(intro).expect(303);
    await scale(hero).expect(303);
    await scale(hero).expect(303);
    expect(await markdown()).toMatch(
      /^Hello\n\n!\[a\]\(http:\/\/news\S+\/media\/\S+\.jpg\)\n\n\[articles\]\n\d+ Top\n$/,
    );
    const { html } = await previewMail(app, KINDS, publication.id, id, 'no-name');
    expect(html.match(/src="http:\/\/news\.example\.test\/media\//g)).toHaveLength(2);
    // Without script, a picture goes to the end of the introduction, not behind the articles.
    await request(server)
      .post(`/admin/gazette/sends/${id}/picture`)
      .set('Cookie', editor)
      .field('alt', 'Last')
      .attach('file', await png(), 'a.png')
      .expect(303);
    expect(await markdown()).toMatch(/!\[Last\]\(\S+\)\n\n\[articles\]\n/);
  });

  test('that the mail does not show is told so', async () => {
    const large = await photo(1300, 500, 11).jpeg().toBuffer();
    const url = site.answer('/other.jpg', (_request, response) => response.end(large));
    await scale(url).expect(409);
  });

  test('is copied for a text that is still being written', async () => {
    const large = await photo(1500, 700, 9).jpeg().toBuffer();
    const url = site.answer('/pasted.jpg', (_request, response) => response.end(large));
    const copy = (address: string, cookie = editor) =>
      request(server)
        .post('/admin/gazette/media/scaled')
        .set('Cookie', cookie)
        .type('form')
        .send({ url: address });
    expect((await copy(url).expect(200)).body).toMatchObject({ width: 1200, height: 560 });
    await copy(url, viewer).expect(403);
    await copy('ftp://a.example/b.png').expect(422);
  });

  test('that cannot be loaded leaves the letter as it is', async () => {
    await scale(`${site.origin}/none.jpg`).expect(422);
    await scale('javascript:alert(1)').expect(422);
    expect(await markdown()).toBe('Dear all,');
  });
});
