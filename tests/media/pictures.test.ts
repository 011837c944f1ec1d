import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createLetter, deleteLetter } from '../../src/letters/index.ts';
import { encodeInChild } from '../../src/media/encode-in-child.ts';
import { addPicture, findPicture, purgePictures, scaleRemotePicture } from '../../src/media/index.ts';
import { rows } from '../../src/platform/database.ts';
import type { Publication } from '../../src/publications/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { auditTrail } from '../support/app/audit.ts';
import { makePublication } from '../support/app/publications.ts';
import { startFeedServer } from '../support/feeds/feed-server.ts';
import { asFile, drawing, photo } from '../support/media/pictures.ts';
import { prepareLetter } from '../support/sends/letters.ts';

const app = await createTestApp();
const site = await startFeedServer();
let publication: Publication;
let serial = 0;
beforeEach(async () => {
  await app.db.raw('delete from media');
  publication = await makePublication(app);
});

const newFile = () =>
  drawing(40 + (serial += 1), 30)
    .png()
    .toBuffer();
const add = async (file?: Buffer) => addPicture(app, publication.id, asFile(file ?? (await newFile())));
const tokenOf = (url: string) => path.basename(url).split('.')[0] ?? '';
const isThere = async (url: string) => (await findPicture(app.db, tokenOf(url))) !== undefined;
const count = async () => (await rows(app.db, 'select 1 from media')).length;
const age = (days: number) =>
  app.db.raw(`update media set added_at = added_at - interval '1 day' * ?`, [days]);

describe('The same file', () => {
  test('twice at once is one picture, and one line in the audit log', async () => {
    const file = await newFile();
    const [one, two, three] = await Promise.all([add(file), add(file), add(file)]);
    expect(two).toEqual(one);
    expect(three).toEqual(one);
    expect(await count()).toBe(1);
    const lines = (await auditTrail(app.db, `picture:${one.id}`)).map(({ action }) => action);
    expect(lines).toEqual(['picture.added']);
  });

  test('in another publication is another picture with another address', async () => {
    const file = await newFile();
    const one = await add(file);
    const other = await makePublication(app);
    const two = await addPicture(app, other.id, asFile(file));
    expect(two.url).not.toBe(one.url);
  });

  test('that did not commit is not there, and the next try works', async () => {
    const file = await newFile();
    const dies = { ...asFile(file), keep: () => Promise.reject(new Error('gone')) };
    await expect(addPicture(app, publication.id, dies)).rejects.toThrow('gone');
    expect(await count()).toBe(0);
    await add(file);
    expect(await count()).toBe(1);
  });
});

describe('After 30 days', () => {
  test('a picture goes that nothing mentions', async () => {
    const { url } = await add();
    await age(29);
    await purgePictures(app);
    expect(await isThere(url)).toBe(true);
    await age(2);
    await purgePictures(app);
    expect(await isThere(url)).toBe(false);
  });

  test('one stays as long as a draft mentions it, and a file that came once more counts anew', async () => {
    const [inDraft, file] = [await add(), await newFile()];
    const markdown = `![The harbour](${inDraft.url})`;
    const { id } = await createLetter(app, publication.id, { subject: 'Harbour', markdown });
    const again = await add(file);
    await age(40);
    expect((await add(file)).url).toBe(again.url);
    await purgePictures(app);
    expect([await isThere(inDraft.url), await isThere(again.url)]).toEqual([true, true]);
    await deleteLetter(app, publication.id, id);
    await purgePictures(app);
    expect(await isThere(inDraft.url)).toBe(false);
  });

  test('one stays for good that went out, also when its letter is no more', async () => {
    const { url } = await add();
    const id = await prepareLetter(app, publication, { markdown: `![The harbour](${url})` });
    await app.db.raw('update letters set markdown = ? where send_id = ?', ['Changed', id]);
    await age(1000);
    await purgePictures(app);
    expect(await isThere(url)).toBe(true);
  });

  test('one stays that is the logo of a publication or the picture of an article', async () => {
    const [logo, hero] = [await add(), await add()];
    await app.db.raw('update publications set logo_url = ? where id = ?', [logo.url, publication.id]);
    await app.db.raw(
      `insert into articles (publication_id, key, title, image_url, verdict, content_hash) values (?, 'a', 'A', ?, 'new', '')`,
      [publication.id, hero.url],
    );
    await age(31);
    await purgePictures(app);
    expect([await isThere(logo.url), await isThere(hero.url)]).toEqual([true, true]);
  });
});

describe('A picture on a site', () => {
  test('has a small copy here', async () => {
    const large = await photo(3000, 4000).jpeg({ quality: 98 }).toBuffer();
    const url = site.answer('/large.jpg', (_request, response) => response.end(large));
    const copy = await scaleRemotePicture(app, publication.id, url);
    expect(copy).toMatchObject({ width: 1200, height: 1600 });
    const stored = await findPicture(app.db, tokenOf(copy.url));
    expect(stored?.bytes.length).toBeLessThan(large.length / 4);
    // Twice, and a copy of the copy, are the same.
    expect(await scaleRemotePicture(app, publication.id, url)).toEqual(copy);
    expect(await scaleRemotePicture(app, publication.id, copy.url)).toEqual(copy);
  });

  test.each([
    ['that is missing', '/missing.png', 'The site did not give the picture: it answered 404.'],
    ['that is a page', '/page.jpg', 'This file is not a picture, whatever its name says.'],
  ])('%s is refused in words', async (_what, address, words) => {
    site.answer('/page.jpg', (_request, response) => response.end('<!doctype html><p>Sign in'));
    await expect(scaleRemotePicture(app, publication.id, site.origin + address)).rejects.toThrow(words);
  });

  test.each(['http://10.0.0.1/a.png', 'file:///etc/passwd', 'http://169.254.169.254/latest/meta-data'])(
    'is never loaded from a private network: %s (SEC-30)',
    async (url) => {
      await expect(scaleRemotePicture(app, publication.id, url)).rejects.toThrow('could not be loaded');
    },
  );
});

test('A picture that takes too long to read is refused in words, and the next one is read', async () => {
  await expect(encodeInChild(await newFile(), { deadlineMs: 0 })).rejects.toThrow('too much time or memory');
  expect(await encodeInChild(await newFile())).toMatchObject({ type: 'png' });
});
