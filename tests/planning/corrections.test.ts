import { beforeEach, describe, expect, test } from 'vitest';
import { getArticle, pushArticle } from '../../src/articles/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { correctArticle, planArticleSends, viewCorrection } from '../../src/planning/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { cancelSend, getSend, getSendRow, prepareDueSends } from '../../src/sends/index.ts';
import { unsubscribe } from '../../src/subscribers/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { evidence } from '../support/readers/readers.ts';
import { change, gotBy, sendAll, sendDigest } from '../support/sends/digests.ts';
import { startAnew } from '../support/sends/send-scene.ts';
import { deliver, makeReaders } from '../support/sends/sends.ts';

const smtp = await startScriptedSmtp();
const app = await createTestApp({ SMTP_URL: smtp.url });
const NOTE = 'We wrote that the bridge opens in May. It opens in **June**.';
let publication: Publication;
let serial = 0;
let url = '';

beforeEach(async () => {
  await startAnew(app, smtp);
  publication = await makePublication(app, { topics: [{ slug: 'town', name: 'Town' }] });
  serial += 1;
  url = `https://gazette.example/bridge-${serial}`;
});

const write = async (
  fields: { title?: string; summary?: string; html?: string; categories?: string[] } = {},
) =>
  (
    await pushArticle(app, publication, {
      url,
      title: 'Bridge opens in May',
      summary: '<p>The council decided.</p>',
      html: '<p>On the first of May.</p>',
      release: true,
      ...fields,
    })
  ).id;

const correct = (id: number, fields: { note?: string; audience?: 'everybody' } = {}) =>
  correctArticle(app, publication.id, id, { note: NOTE, ...fields });

/** Sends it, and tells who of these readers got it. */
async function correctAndSee(id: number, readers: number[], fields = {}): Promise<number[]> {
  await correct(id, fields);
  await prepareDueSends(app, KINDS);
  await deliver(app);
  const got = await Promise.all(readers.map((reader) => gotBy(app, reader)));
  return readers.filter((_reader, place) => got[place]?.some((mail) => mail.startsWith('correction')));
}

describe('A correction goes to exactly those who got another text:', () => {
  test('by single mail and by digest, whatever their rhythm, and to nobody who joined since', async () => {
    const [each = 0, daily = 0] = await makeReaders(app, publication, 2);
    await change(app, publication, daily, { rhythm: 'daily' });
    const id = await write();
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    const [later = 0] = await makeReaders(app, publication, 1, 'later.example');
    await write({ title: 'Bridge opens in June' });
    expect(await viewCorrection(app, publication.id, id)).toMatchObject({
      readers: 2,
      byMail: [
        { kind: 'article', count: 1 },
        { kind: 'digest', count: 1 },
      ],
      everybody: 3,
      words: { before: expect.stringContaining('in May'), after: expect.stringContaining('in June') },
      sendId: null,
    });
    expect(await correctAndSee(id, [each, daily, later])).toEqual([each, daily]);
  });

  test('who got the mended text in a digest already gets nothing', async () => {
    const [each = 0, daily = 0] = await makeReaders(app, publication, 2);
    await change(app, publication, daily, { rhythm: 'daily' });
    const id = await write();
    await sendAll(app);
    await write({ title: 'Bridge opens in June' });
    await sendDigest(app, publication, 'daily');
    expect(await gotBy(app, daily)).toEqual(['digest: Bridge opens in June']);
    expect(await correctAndSee(id, [each, daily])).toEqual([each]);
  });

  test('a digest that had title and summary only is right when nothing but the whole text changed', async () => {
    publication = await makePublication(app, { articleBody: 'full' });
    const [each = 0, daily = 0] = await makeReaders(app, publication, 2);
    await change(app, publication, daily, { rhythm: 'daily' });
    const id = await write();
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    await write({ html: '<p>On the first of June.</p>' });
    expect(await correctAndSee(id, [each, daily])).toEqual([each]);
  });

  test('a mail that was refused brought nothing, and one that still waits did', async () => {
    const [refused = 0, taken = 0, waiting = 0] = await makeReaders(app, publication, 3);
    smtp.script = (step, _line, to) =>
      step === 'rcpt' && to.startsWith('reader1@')
        ? '550 5.7.1 Not from you'
        : step === 'rcpt' && to.startsWith('reader3@')
          ? '452 4.2.2 Full'
          : undefined;
    const id = await write();
    await sendAll(app);
    smtp.script = () => undefined;
    await write({ title: 'Bridge opens in June' });
    expect((await viewCorrection(app, publication.id, id)).readers).toBe(2);
    expect(await correctAndSee(id, [refused, taken, waiting])).toEqual([taken, waiting]);
  });

  test('of a send that was cancelled only what went out counts', async () => {
    await makeReaders(app, publication, 2);
    const id = await write();
    await planArticleSends(app);
    await prepareDueSends(app, KINDS);
    const [send] = await app.db('sends').where({ article_id: id });
    expect((await viewCorrection(app, publication.id, id)).readers).toBe(0);
    await write({ title: 'Bridge opens in June' });
    expect((await viewCorrection(app, publication.id, id)).readers).toBe(2);
    await cancelSend(app, publication.id, send.id);
    expect((await viewCorrection(app, publication.id, id)).readers).toBe(0);
  });

  test('who left, was suppressed or is paused since gets nothing', async () => {
    const readers = await makeReaders(app, publication, 3);
    const [left = 0, paused = 0, stays = 0] = readers;
    const id = await write();
    await sendAll(app);
    await unsubscribe(app, { subscriberId: left, sendId: 0 }, evidence);
    await change(app, publication, paused, { pausedUntil: new Date(Date.now() + 9e8) });
    await write({ title: 'Bridge opens in June' });
    expect((await viewCorrection(app, publication.id, id)).readers).toBe(1);
    expect(await correctAndSee(id, readers)).toEqual([stays]);
  });

  test('who left after it was frozen gets nothing either', async () => {
    const [left = 0, stays = 0] = await makeReaders(app, publication, 2);
    const id = await write();
    await sendAll(app);
    await write({ title: 'Bridge opens in June' });
    const { id: sendId } = await correct(id);
    await prepareDueSends(app, KINDS);
    expect(await getSend(app.db, publication.id, sendId)).toMatchObject({ counts: { audience: 2 } });
    await unsubscribe(app, { subscriberId: left, sendId: 0 }, evidence);
    await deliver(app);
    expect(await gotBy(app, left)).toHaveLength(1);
    expect(await gotBy(app, stays)).toHaveLength(2);
  });

  test('for everybody it goes to those who may get the article, too', async () => {
    const topics = await app.db('topics').where({ publication_id: publication.id });
    const [each = 0] = await makeReaders(app, publication, 1);
    const id = await write({ categories: ['Town'] });
    await sendAll(app);
    const [all = 0, town = 0] = await makeReaders(app, publication, 2, 'later.example');
    await change(app, publication, town, { topicIds: [Number(topics[0].id)], rhythm: 'weekly' });
    await write({ title: 'Bridge opens in June', categories: ['Town'] });
    expect(await correctAndSee(id, [each, all, town], { audience: 'everybody' })).toEqual([each, all, town]);
  });
});

describe('A correction is sent once for each text:', () => {
  test('a repeat answers with the same send, before it went out and after', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    const id = await write();
    await sendAll(app);
    await write({ title: 'Bridge opens in June' });
    const first = await correct(id);
    expect((await correct(id)).id).toBe(first.id);
    expect(await correctAndSee(id, [reader])).toEqual([reader]);
    expect(await correct(id)).toMatchObject({ id: first.id, kind: 'correction', status: 'sent' });
    await write({ title: 'Bridge opens in July' });
    const second = await correct(id);
    expect(second.id).not.toBe(first.id);
    await correctAndSee(id, [reader]);
    expect((await gotBy(app, reader)).filter((mail) => mail.startsWith('correction'))).toHaveLength(2);
  });

  test('two people at once make one', async () => {
    await makeReaders(app, publication, 1);
    const id = await write();
    await sendAll(app);
    await write({ title: 'Bridge opens in June' });
    const made = await Promise.all([correct(id), correct(id), correct(id)]);
    expect(new Set(made.map((send) => send.id)).size).toBe(1);
  });

  test('one that was taken back goes out after all when it is sent again, with the note of then', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    const id = await write();
    await sendAll(app);
    await write({ title: 'Bridge opens in June' });
    const first = await correct(id);
    await cancelSend(app, publication.id, first.id);
    expect(await correctAndSee(id, [reader], { note: 'It opens in June, we are sorry.' })).toEqual([reader]);
    expect((await getSendRow(app.db, publication.id, first.id)).status).toBe('sent');
    const [content] = await app.db('send_contents').where({ send_id: first.id });
    expect(content.text).toContain('we are sorry');
  });

  test('nothing is left of one whose freeze fails, and the next try makes it whole', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    const id = await write();
    await sendAll(app);
    await write({ title: 'Bridge opens in June' });
    const { id: sendId } = await correct(id);
    await app.db.raw(`
      create function fail() returns trigger language plpgsql as $$ begin raise exception 'gone'; end $$;
      create trigger fail before insert on send_batches for each row execute function fail()`);
    await prepareDueSends(app, KINDS);
    expect(await app.db('send_contents').where({ send_id: sendId })).toEqual([]);
    await app.db.raw('drop function fail cascade');
    await app.db('sends').where({ id: sendId }).update({ blocked_until: null });
    expect(await correctAndSee(id, [reader])).toEqual([reader]);
  });
});

describe('No correction goes out', () => {
  test('when nobody got another text', async () => {
    await makeReaders(app, publication, 1);
    const id = await write();
    await expect(correct(id)).rejects.toMatchObject({ code: 'nothing-to-correct' });
    await sendAll(app);
    await expect(correct(id)).rejects.toMatchObject({ code: 'nothing-to-correct' });
  });

  test('of an article that was withdrawn meanwhile: it is dropped, and says why', async () => {
    await makeReaders(app, publication, 1);
    const id = await write();
    await sendAll(app);
    await write({ title: 'Bridge opens in June' });
    const { id: sendId } = await correct(id);
    await app.db('articles').where({ id }).update({ verdict: 'dismissed' });
    await prepareDueSends(app, KINDS);
    expect(await getSendRow(app.db, publication.id, sendId)).toMatchObject({
      status: 'cancelled',
      reason: { code: 'article-withdrawn' },
    });
    await expect(correct(id)).rejects.toMatchObject({ code: 'article-withdrawn' });
  });

  test('when the old text has come back meanwhile', async () => {
    await makeReaders(app, publication, 1);
    const id = await write();
    await sendAll(app);
    await write({ title: 'Bridge opens in June' });
    const { id: sendId } = await correct(id);
    await write();
    await prepareDueSends(app, KINDS);
    expect(await getSendRow(app.db, publication.id, sendId)).toMatchObject({
      status: 'cancelled',
      reason: { code: 'nothing-to-correct' },
    });
  });

  test('without a note, or with one that cannot become a mail', async () => {
    await makeReaders(app, publication, 1);
    const id = await write();
    await sendAll(app);
    await write({ title: 'Bridge opens in June' });
    for (const note of ['  ', 'x'.repeat(2001), 'Dear {{ nobody }}'])
      await expect(correct(id, { note })).rejects.toMatchObject({ errors: [{ field: 'note' }] });
    expect((await getArticle(app.db, id)).title).toBe('Bridge opens in June');
  });
});

test('A large correction waits for a second person, by its own readers and not by those of the publication', async () => {
  publication = await makePublication(app, { secondPersonAbove: 2 });
  await makeReaders(app, publication, 2);
  const id = await write();
  await sendAll(app);
  await makeReaders(app, publication, 5, 'later.example');
  await write({ title: 'Bridge opens in June' });
  expect((await correct(id)).status).toBe('scheduled');
});
