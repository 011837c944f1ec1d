import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pushArticle } from '../../../src/articles/index.ts';
import { KINDS } from '../../../src/kinds.ts';
import { changeEdition, correctArticle, runDigests, viewEdition } from '../../../src/planning/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { prepareDueSends } from '../../../src/sends/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { change } from '../../support/sends/digests.ts';
import { planDaily } from '../../support/sends/editions.ts';
import { makeArticle, makeReaders, prepareSendOf } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
let cookie = '';
let publication: Publication;
let sendId = 0;
let path = '';

beforeAll(async () => {
  cookie = await signInByPage(server, await makeUser(app, 'editor', 'mira@gazette.example'));
});
beforeEach(async () => {
  publication = await makePublication(app);
  ({ sendId } = await planDaily(app, publication));
  path = `/admin/${publication.slug}/sends/${sendId}`;
});

const get = (url: string) => request(server).get(url).set('Cookie', cookie);
const post = (fields: Record<string, string>) =>
  request(server).post(`${path}/edition`).set('Cookie', cookie).type('form').send(fields);
const write = (title: string) => makeArticle(app, publication, { title });
const view = async () => {
  const found = await viewEdition(app, publication.id, sendId);
  return {
    edition: found?.edition,
    titles: found?.articles.map(({ article }) => article.title),
    dropped: found?.dropped.map(({ article }) => article.title),
  };
};

describe('The page of a planned digest without script', () => {
  test('is where the send is edited, and says that there is no article yet', async () => {
    const edit = await get(`${path}/edit`);
    expect([edit.status, edit.headers['location']]).toEqual([303, `${path}/edition`]);
    const { text, status } = await get(`${path}/edition`);
    expect(status).toBe(200);
    expect(text).toContain('There is no article for this digest yet.');
    expect(text).toContain('readers who chose an hour of their own');
    for (const page of ['', '/preview', '/preview/mail', '/check'])
      expect([page, (await get(path + page)).status]).toEqual([page, 200]);
    expect((await get(`${path}/preview/mail`)).text).toContain('There is no article for this digest yet.');
  });

  test('saves subject and introduction, and leaves the order to the newest article', async () => {
    const ferry = await write('Ferry stays');
    const saved = await post({
      version: '0',
      subject: 'Today',
      introduction: 'Hello.\r\nAll.',
      picks: `${ferry} Ferry`,
    });
    expect(saved.headers['location']).toBe(`${path}/edition?notice=edition-saved`);
    expect((await view()).edition).toMatchObject({
      subject: 'Today',
      introduction: 'Hello.\nAll.',
      articleIds: [],
      editedBy: expect.stringMatching(/^user:/),
    });
    await write('Market moves');
    expect((await view()).titles).toEqual(['Market moves', 'Ferry stays']);
    const { text } = await get(`${path}/preview/mail`);
    expect(text).toContain('Hello.');
  });

  test('moves an article, drops it, and puts it back by the line that offers it', async () => {
    await write('Ferry stays');
    await write('Market <b>moves</b>');
    await post({ pick: 'down:0' });
    expect((await view()).titles).toEqual(['Ferry stays', 'Market <b>moves</b>']);
    const out = await post({ pick: 'out:1' });
    expect((await view()).dropped).toEqual(['Market <b>moves</b>']);
    const { text } = await get(out.headers['location'] ?? '');
    expect(text).toContain('“Market &lt;b>moves&lt;/b>” is dropped from this digest.');
    const [, back = ''] = /name="pick" value="(back:\d+)"/.exec(text) ?? [];
    await post({ pick: back });
    expect(await view()).toMatchObject({ titles: ['Ferry stays', 'Market <b>moves</b>'], dropped: [] });
  });

  test('keeps what was typed when it cannot be an email, and names the field', async () => {
    const refused = await post({ version: '0', subject: 'Kept', introduction: 'Dear {{ street }}' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Dear {{ street }}');
    expect(refused.text).toContain('would not be filled in');
    expect((await view()).edition?.version).toBe(0);
  });

  test('keeps what was typed when somebody else was quicker, and shows theirs beside it', async () => {
    await changeEdition(app, publication.id, sendId, { introduction: 'Theirs.' });
    const late = await post({ version: '0', subject: '', introduction: 'Mine.' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Mine.');
    expect(late.text).toContain('Theirs.');
    const [, version = ''] = /name="version" value="(\d+)"/.exec(late.text) ?? [];
    await post({ version, subject: '', introduction: 'Mine.' });
    expect((await view()).edition).toMatchObject({ introduction: 'Mine.', version: 2 });
  });

  test('says which corrections it carries', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1, 'each.example');
    const push = async (title: string) =>
      (await pushArticle(app, publication, { url: 'https://gazette.example/bridge', title, release: true }))
        .id;
    const id = await push('Bridge opens in May');
    await prepareSendOf(app, id);
    await change(app, publication, reader, { rhythm: 'daily' });
    await push('Bridge <b>opens</b> in June');
    expect((await get(`${path}/edition`)).text).not.toContain('It carries the correction');
    await correctArticle(app, publication.id, id, { note: 'In **June**.', inNextDigest: true });
    await prepareDueSends(app, KINDS);
    expect((await get(`${path}/edition`)).text).toContain(
      'It carries the correction of “Bridge &lt;b>opens&lt;/b> in June” on top',
    );
  });

  test('leads to the send once it is too late', async () => {
    await app.db.raw(`update sends set status = 'cancelled', finished_at = now() where id = ?`, [sendId]);
    expect((await get(`${path}/edition`)).headers['location']).toBe(path);
    expect((await post({ introduction: 'Late.' })).headers['location']).toBe(path);
  });
});

test('The page of a planned digest that waits says what moving and cancelling mean for its articles', async () => {
  const { text } = await get(path);
  expect(text).toContain('Only this one moves');
  expect(text).toContain('Its articles come with the next one');
  expect(text).toContain('Edit this digest');
  expect((await get(`${path}/cancel`)).text).toContain('Its articles come with the next one');
});

test('Who cancels a digest that is being mailed chooses what readers get who do not have it yet', async () => {
  await write('Ferry stays');
  const at = new Date(Date.now() + 48 * 3600_000).toISOString();
  expect(await runDigests(app, publication.id, { rhythm: 'daily', at })).toEqual([sendId]);
  await prepareDueSends(app, KINDS);
  const { text } = await get(`${path}/cancel`);
  expect(text).toContain('What does the reader get who does not have it yet?');
  expect(text).toMatch(/value="next-digest"[^>]* checked/);
  const form = request(server).post(`${path}/cancel`).set('Cookie', cookie).type('form');
  const { headers } = await form.send({ unreached: 'nothing' });
  expect(headers['location']).toBe(`${path}?notice=send-cancelled`);
  expect(await app.db('sends').where({ id: sendId }).first()).toMatchObject({
    status: 'cancelled',
    owes_unreached: false,
  });
});
