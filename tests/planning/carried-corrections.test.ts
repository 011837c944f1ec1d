import { beforeEach, describe, expect, test } from 'vitest';
import { pushArticle } from '../../src/articles/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { rows } from '../../src/platform/database.ts';
import { correctArticle, runDigests, viewCorrection } from '../../src/planning/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { cancelSend, getSend, pauseSend, prepareDueSends, resumeSend } from '../../src/sends/index.ts';
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
const CARRIED = 'digest: Bridge opens in June';
let publication: Publication;
let serial = 0;
let url = '';

beforeEach(async () => {
  await startAnew(app, smtp);
  smtp.script = () => undefined;
  publication = await makePublication(app, { digestMinArticles: 2 });
  serial += 1;
  url = `https://gazette.example/carried-${serial}`;
});

const write = async (title = 'Bridge opens in May', fields: { url?: string; html?: string } = {}) =>
  (
    await pushArticle(app, publication, {
      url,
      title,
      summary: '<p>The council decided.</p>',
      html: '<p>On the first of May.</p>',
      release: true,
      ...fields,
    })
  ).id;
const other = (title: string) => write(title, { url: `${url}/${title}` });

const correct = (id: number, fields: { note?: string; audience?: 'everybody' } = {}) =>
  correctArticle(app, publication.id, id, { note: NOTE, inNextDigest: true, ...fields });

/** Readers of digests who got the wrong text, and its correction, frozen. */
async function corrected(count = 1, rhythm: 'daily' | 'weekly' = 'daily') {
  const readers = await makeReaders(app, publication, count);
  for (const reader of readers) await change(app, publication, reader, { rhythm });
  const id = await write();
  await other('Lamps stay on');
  await sendDigest(app, publication, rhythm);
  await write('Bridge opens in June');
  const { id: sendId } = await correct(id);
  await sendAll(app);
  return { readers, id, sendId };
}

/** Mails since the first digest. */
const later = async (reader: number) => (await gotBy(app, reader)).slice(1);

async function textOf(reader: number): Promise<string> {
  const found = await rows<{ text: string }>(
    app.db,
    `select c.text from send_contents c join send_batches b on b.content_id = c.id
      where cast(? as bigint) = any(b.subscriber_ids) order by c.id desc limit 1`,
    [reader],
  );
  return found[0]?.text ?? '';
}

describe('With the next digest, a correction', () => {
  test('goes on top of the digest of those who get one, to others at once, and to nobody twice', async () => {
    const [each = 0, daily = 0, weekly = 0] = await makeReaders(app, publication, 3);
    await change(app, publication, daily, { rhythm: 'daily' });
    await change(app, publication, weekly, { rhythm: 'weekly' });
    const id = await write();
    await other('Lamps stay on');
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    await sendDigest(app, publication, 'weekly');
    await write('Bridge opens in June');
    expect(await viewCorrection(app, publication.id, id)).toMatchObject({
      readers: 3,
      inDigest: { readers: 2, everybody: 2 },
      carried: null,
    });
    const { id: sendId } = await correct(id);
    await sendAll(app);
    expect(await getSend(app.db, publication.id, sendId)).toMatchObject({
      status: 'sent',
      counts: { audience: 1 },
    });
    expect(await gotBy(app, each)).toContain('correction: Bridge opens in June');
    expect(await later(daily)).toEqual([]);
    expect((await viewCorrection(app, publication.id, id)).carried).toMatchObject({ waiting: 2 });
    await other('Ferry stays');
    for (const rhythm of ['daily', 'weekly', 'daily', 'weekly'] as const) {
      await sendDigest(app, publication, rhythm);
    }
    expect(await later(daily)).toEqual(['digest: Bridge opens in June, Ferry stays']);
    expect(await later(weekly)).toEqual(['digest: Bridge opens in June, Ferry stays']);
    const text = await textOf(daily);
    expect(text.indexOf('It opens in')).toBeGreaterThan(0);
    expect(text.indexOf('It opens in')).toBeLessThan(text.indexOf('Ferry stays\n'));
    expect((await gotBy(app, each)).filter((mail) => mail.startsWith('correction'))).toHaveLength(1);
    expect((await viewCorrection(app, publication.id, id)).carried).toMatchObject({ waiting: 0 });
  });

  test('makes a digest by itself, and no minimum of articles holds it back', async () => {
    const { readers } = await corrected();
    const [reader = 0] = readers;
    await sendDigest(app, publication, 'daily');
    expect(await later(reader)).toEqual([CARRIED]);
    const [content] = await app.db('send_contents').orderBy('id', 'desc').limit(1);
    expect(content.subject).toBe('Correction: Bridge opens in June');
    expect(content.html).toContain('A correction');
    expect(content.text).toMatch(/^Our mail about “Bridge opens in June” had a mistake/);
  });

  test('is in the language of its reader', async () => {
    const { readers } = await corrected();
    const [reader = 0] = readers;
    await change(app, publication, reader, { language: 'de' });
    await sendDigest(app, publication, 'daily');
    expect(await textOf(reader)).toContain('Eine Berichtigung');
  });

  test('corrects as much of the article as the mail had: a later change of the rest is no mistake', async () => {
    const { readers, id } = await corrected();
    await sendDigest(app, publication, 'daily');
    await write('Bridge opens in June', { html: '<p>On the first of June.</p>' });
    expect((await viewCorrection(app, publication.id, id)).readers).toBe(0);
    expect(await later(readers[0] ?? 0)).toEqual([CARRIED]);
  });

  test('for everybody comes to those who never had the article, too, and to nobody who joined since', async () => {
    const { readers, id, sendId } = await corrected();
    await cancelSendOf(sendId);
    const [never = 0] = await makeReaders(app, publication, 1, 'never.example');
    await change(app, publication, never, { rhythm: 'daily' });
    await write('Bridge opens in July');
    await correct(id, { audience: 'everybody' });
    await sendAll(app);
    const [joined = 0] = await makeReaders(app, publication, 1, 'joined.example');
    await change(app, publication, joined, { rhythm: 'daily' });
    for (let turn = 0; turn < 2; turn += 1) await sendDigest(app, publication, 'daily');
    expect(await later(readers[0] ?? 0)).toEqual(['digest: Bridge opens in July']);
    expect(await gotBy(app, never)).toEqual(['digest: Bridge opens in July']);
    expect(await gotBy(app, joined)).toEqual([]);
  });
});

const age = (by: string) =>
  app.db.raw('update sends set prepared_at = prepared_at - cast(? as interval)', [by]);

/** It has no readers of its own, so it is over; as if it were stopped in time. */
const cancelSendOf = (id: number) => app.db('sends').where({ id }).update({ status: 'cancelled' });

describe('Whoever changes how they get mail before the digest gets it once:', () => {
  test('who wants each article now gets it at the end of the day', async () => {
    const { readers } = await corrected();
    const [reader = 0] = readers;
    await change(app, publication, reader, { rhythm: 'each' });
    await sendDigest(app, publication, 'daily');
    await sendDigest(app, publication, 'busy-day');
    await sendDigest(app, publication, 'busy-day');
    expect(await later(reader)).toEqual([CARRIED]);
  });

  test('who gets weekly digests now gets it with the weekly one', async () => {
    const { readers } = await corrected();
    const [reader = 0] = readers;
    await change(app, publication, reader, { rhythm: 'weekly' });
    for (const rhythm of ['daily', 'weekly', 'weekly'] as const) await sendDigest(app, publication, rhythm);
    await change(app, publication, reader, { rhythm: 'daily' });
    await sendDigest(app, publication, 'daily');
    expect(await later(reader)).toEqual([CARRIED]);
  });

  test('who turned to digests after its own mail was frozen does not get it again', async () => {
    const [reader = 0] = await makeReaders(app, publication, 1);
    const id = await write();
    await sendAll(app);
    await write('Bridge opens in June');
    await correct(id);
    await prepareDueSends(app, KINDS);
    await change(app, publication, reader, { rhythm: 'daily' });
    await sendDigest(app, publication, 'daily');
    expect(await later(reader)).toEqual(['correction: Bridge opens in June']);
  });

  test('who takes a break gets it when that is over, and who left never', async () => {
    const { readers } = await corrected(2);
    const [paused = 0, left = 0] = readers;
    await change(app, publication, paused, { pausedUntil: new Date(Date.now() + 9e8) });
    await unsubscribe(app, { subscriberId: left, sendId: 0 }, evidence);
    await sendDigest(app, publication, 'daily');
    expect(await later(paused)).toEqual([]);
    await change(app, publication, paused, { pausedUntil: null });
    await sendDigest(app, publication, 'daily');
    await sendDigest(app, publication, 'daily');
    expect(await later(paused)).toEqual([CARRIED]);
    expect(await later(left)).toEqual([]);
  });
});

describe('Nobody misses it, and nobody gets it twice:', () => {
  test('a digest that a server refuses for the sender’s sake is no digest: the next one carries it, not the article', async () => {
    const { readers } = await corrected();
    const [reader = 0] = readers;
    smtp.script = (step) => (step === 'rcpt' ? '550 5.7.1 Not from you' : undefined);
    await sendDigest(app, publication, 'daily');
    expect(await later(reader)).toEqual([]);
    smtp.script = () => undefined;
    await app.db('sends').where({ status: 'paused' }).update({ status: 'cancelled' });
    await sendDigest(app, publication, 'daily');
    await sendDigest(app, publication, 'daily');
    expect(await later(reader)).toEqual([CARRIED]);
    expect(await app.db('owed_articles').where({ subscriber_id: reader, state: 'owed' })).toEqual([]);
  });

  test('a worker that dies in the middle of the freeze leaves nothing, and two at once make one', async () => {
    const { readers } = await corrected(2);
    await app.db.raw(`
      create function fail() returns trigger language plpgsql as $$ begin raise exception 'gone'; end $$;
      create trigger fail before insert on send_batches for each row execute function fail()`);
    const [digest = 0] = await sendDigest(app, publication, 'daily');
    expect(await app.db('send_contents').where({ send_id: digest })).toEqual([]);
    await app.db.raw('drop function fail cascade');
    await app.db('sends').where({ id: digest }).update({ blocked_until: null });
    await Promise.all([prepareDueSends(app, KINDS), prepareDueSends(app, KINDS)]);
    await deliver(app);
    await sendDigest(app, publication, 'daily');
    for (const reader of readers) expect(await later(reader)).toEqual([CARRIED]);
  });

  test('of a digest that was cancelled under way, only readers who were not reached get it again', async () => {
    const { readers } = await corrected();
    const [digest = 0] = await runDigests(app, publication.id, { rhythm: 'daily' });
    await prepareDueSends(app, KINDS);
    await cancelSend(app, publication.id, digest);
    await sendDigest(app, publication, 'daily');
    expect(await later(readers[0] ?? 0)).toEqual([CARRIED]);
  });

  test('what a reader would get within one digest of two corrections of an article is the later one', async () => {
    const { readers, id } = await corrected();
    await write('Bridge opens in July');
    await correct(id, { note: 'It opens in July.' });
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    await sendDigest(app, publication, 'daily');
    const [reader = 0] = readers;
    expect(await later(reader)).toEqual(['digest: Bridge opens in July']);
    const text = await textOf(reader);
    expect(text).toContain('It opens in July.');
    expect(text).not.toContain('It opens in June');
  });
});

describe('No digest carries a correction', () => {
  test('once the old text is back, or the article has left its feed or was withdrawn', async () => {
    const { readers, id } = await corrected();
    await write('Bridge opens in May');
    await sendDigest(app, publication, 'daily');
    await write('Bridge opens in June');
    await app.db('articles').where({ id }).update({ left_at: app.db.fn.now() });
    await sendDigest(app, publication, 'daily');
    await app.db('articles').where({ id }).update({ left_at: null, verdict: 'dismissed' });
    await sendDigest(app, publication, 'daily');
    expect(await later(readers[0] ?? 0)).toEqual([]);
  });

  test('while its send is paused, and after 8 days', async () => {
    const [each = 0, daily = 0] = await makeReaders(app, publication, 2);
    await change(app, publication, daily, { rhythm: 'daily' });
    const id = await write();
    await other('Lamps stay on');
    await sendAll(app);
    await sendDigest(app, publication, 'daily');
    await write('Bridge opens in June');
    const { id: sendId } = await correct(id);
    await prepareDueSends(app, KINDS);
    await pauseSend(app, publication.id, sendId);
    await sendDigest(app, publication, 'daily');
    await resumeSend(app, publication.id, sendId);
    await age(`8 days`);
    await sendDigest(app, publication, 'daily');
    expect(await later(daily)).toEqual([]);
    await age(`-1 hour`);
    await sendDigest(app, publication, 'daily');
    expect(await later(daily)).toEqual([CARRIED]);
    expect(await gotBy(app, each)).toContain('correction: Bridge opens in June');
  });

  test('whose note is longer than half an email', async () => {
    await makeReaders(app, publication, 1);
    const id = await write();
    await sendAll(app);
    await write('Bridge opens in June');
    await expect(correct(id, { note: '# a\n'.repeat(500) })).rejects.toMatchObject({
      errors: [{ field: 'note' }],
    });
  });
});
