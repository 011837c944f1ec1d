import request from 'supertest';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { MAX_UPLOAD_BYTES } from '../../../src/media/picture.ts';
import { rows } from '../../../src/platform/database.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { animation, drawing, photo } from '../../support/media/pictures.ts';

const app = await createTestApp();
const server = createServer(app);
let authorization = '';
beforeAll(async () => {
  authorization = await apiAuthorization(app);
  await makePublication(app, { slug: 'gazette' });
});

const path = '/api/v1/publications/gazette/media';
const upload = (file: Buffer, name = 'picture.jpg', type = 'image/jpeg') =>
  request(server)
    .post(path)
    .set('Authorization', authorization)
    .attach('file', file, { filename: name, contentType: type });
const pathOf = (url: string) => new URL(url).pathname;
const count = async () => (await rows(app.db, 'select 1 from media')).length;

describe('An uploaded picture', () => {
  test('is answered with its address and size, and readers can load it', async () => {
    const answer = await upload(await photo(2400, 1600).jpeg().toBuffer()).expect(201);
    expect(answer.body).toEqual({
      id: expect.any(Number),
      url: expect.stringMatching(/^http:\/\/news\.example\.test\/media\/[\w-]{22}\.jpg$/),
      width: 1200,
      height: 800,
    });
    const loaded = await request(server).get(pathOf(answer.body.url)).expect(200);
    expect(loaded.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(await sharp(loaded.body as Buffer).metadata()).toMatchObject({ width: 1200, height: 800 });
  });

  test('is loaded once by a browser that has it, and can be asked about', async () => {
    const { body } = await upload(await drawing(300, 200).png().toBuffer(), 'a.png', 'image/png');
    const { headers } = await request(server).head(pathOf(body.url)).expect(200);
    expect(headers).toMatchObject({ 'content-type': 'image/png', etag: expect.any(String) });
    expect(Number(headers['content-length'])).toBeGreaterThan(100);
    const again = { 'If-None-Match': String(headers['etag']) };
    await request(server).get(pathOf(body.url)).set(again).expect(304);
  });

  test('is under no other address: not by number, with another end, or with a longer token', async () => {
    const { body } = await upload(await drawing(310, 200).png().toBuffer());
    const address = pathOf(body.url);
    for (const other of [
      `/media/${body.id}`,
      `/media/${body.id}.png`,
      address.replace('.png', '.jpg'),
      address.replace('.png', '.svg'),
      address.replace('.png', ''),
      address.replace('.png', 'a.png'),
      '/media/AAAAAAAAAAAAAAAAAAAAAA.png',
    ])
      await request(server).get(other).expect(404);
  });

  test('may be called anything: its content decides', async () => {
    const webp = await drawing(320, 200).webp().toBuffer();
    const { body } = await upload(webp, '../../etc/"x".php', 'text/html').expect(201);
    expect(body.url).toMatch(/\.png$/);
    const gif = await (await animation(50, 40, 3)).gif().toBuffer();
    expect((await upload(gif, 'photo.jpg').expect(201)).body.url).toMatch(/\.gif$/);
  });

  test('with an Idempotency-Key is answered once more, and another file with it is a conflict', async () => {
    const one = await drawing(330, 200).png().toBuffer();
    const send = (file: Buffer) => upload(file).set('Idempotency-Key', 'picture-1');
    const first = await send(one).expect(201);
    expect((await send(one).expect(201)).body).toEqual(first.body);
    await send(await drawing(340, 200).png().toBuffer()).expect(409);
  });
});

describe('A file is refused with 422 and words', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ['that is a page', '<!doctype html><script>alert(1)</script>', /not a picture/],
    ['that is SVG', svg, /do not show SVG/],
    ['that is SVG behind a PNG’s first letters', `PNG${svg}`, /not a picture/],
    ['that is only the beginning of a PNG', '\x89PNG\r\n\x1a\n', /damaged/],
    ['that begins as a JPEG and goes on as a page', `\xff\xd8\xff\xe0${svg}`, /damaged/],
    ['that is empty', '', /empty/],
    ['that is a PDF', '%PDF-1.4', /cannot read PDF/],
  ])('%s', async (_what, text, words) => {
    const before = await count();
    const answer = await upload(Buffer.from(text, 'latin1'), 'photo.png', 'image/png').expect(422);
    expect(answer.body.errors).toEqual([{ field: 'file', message: expect.stringMatching(words) }]);
    expect(await count()).toBe(before);
  });

  test('that is larger than 25 MB', async () => {
    const answer = await upload(Buffer.alloc(MAX_UPLOAD_BYTES + 1)).expect(422);
    expect(answer.body.detail).toBe('The file is larger than 25 MB. Save the picture smaller.');
  });

  test('in a form without one, and where there is no form', async () => {
    const post = () => request(server).post(path).set('Authorization', authorization);
    await post().field('note', 'no file').expect(422);
    await post().set('Content-Type', 'image/png').send(Buffer.from('x')).expect(422);
    await request(server).post(path).attach('file', Buffer.from('x'), 'a.png').expect(401);
  });
});

test('A picture on a site gets a copy by its address', async () => {
  const answer = await request(server)
    .post(`${path}/scaled`)
    .set('Authorization', authorization)
    .send({ url: 'http://127.0.0.1:1/none.png' })
    .expect(422);
  expect(answer.body.errors[0]).toMatchObject({ field: 'url', message: /could not be loaded/ });
});
