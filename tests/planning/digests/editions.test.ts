import { beforeEach, describe, expect, test } from 'vitest';
import type { Publication } from '../../../src/publications/index.ts';
import { parseMailboxMessage } from '../../../src/mailers/index.ts';
import { changeEdition, planDigests, StaleEdition, viewEdition } from '../../../src/planning/index.ts';
import { explain } from '../../../src/explain/index.ts';
import { cancelSend } from '../../../src/sends/index.ts';
import { getSubscriber } from '../../../src/subscribers/index.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startSmtpSink } from '../../support/mail/smtp-sink.ts';
import { change, gotBy, sendDigest } from '../../support/sends/digests.ts';
import { planDaily } from '../../support/sends/editions.ts';
import { makeArticle, makeReaders } from '../../support/sends/sends.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
let publication: Publication;
let readerId = 0;
let sendId = 0;

beforeEach(async () => {
  publication = await makePublication(app, { topics: [{ slug: 'town', name: 'Town' }] });
  ({ readerId, sendId } = await planDaily(app, publication));
});

const write = (title: string) => makeArticle(app, publication, { title, categories: ['Town'] });
const edit = (...changes: [Parameters<typeof changeEdition>[3], number?]) =>
  changeEdition(app, publication.id, sendId, ...changes);
const view = async () => {
  const found = await viewEdition(app, publication.id, sendId);
  if (!found) throw new Error('no edition');
  return found;
};
const fateOf = async (article: number) => {
  const { email } = await getSubscriber(app.db, publication.id, readerId);
  return (await explain(app, publication, { email, article, send: undefined })).fate;
};
const titles = async () => (await view()).articles.map(({ article }) => article.title);
/** Sends the planned digest now. */
const send = () => sendDigest(app, publication, 'daily', new Date(Date.now() + 48 * 3600_000));
const lastMail = async () => parseMailboxMessage(sink.messages.at(-1)?.source ?? Buffer.alloc(0));

describe('The edition of a planned digest', () => {
  test('shows what would be in it now, the newest first, and nothing while there is no article', async () => {
    expect(await view()).toMatchObject({ rhythm: 'daily', isEditable: true, articles: [], readers: 1 });
    await write('Ferry stays');
    await write('Market moves');
    expect(await titles()).toEqual(['Market moves', 'Ferry stays']);
    expect((await view()).articles[0]).toMatchObject({ topics: ['Town'], isNew: false, isForSome: false });
  });

  test('is what readers get: subject, introduction, order, and no dropped article', async () => {
    const ferry = await write('Ferry stays');
    const market = await write('Market moves');
    const pool = await write('Pool opens');
    await edit({
      subject: 'The town today',
      introduction: 'Good **morning**.',
      articleIds: [ferry, pool],
      droppedIds: [market],
    });
    expect(await titles()).toEqual(['Ferry stays', 'Pool opens']);
    expect((await view()).dropped.map(({ article }) => article.id)).toEqual([market]);
    await send();
    expect(await gotBy(app, readerId)).toEqual(['digest: Ferry stays, Pool opens']);
    const mail = await lastMail();
    expect(mail.subject).toBe('The town today');
    expect(mail.html).toContain('Good <strong');
    expect(mail.html).not.toContain('Market moves');
    expect(mail.text.indexOf('Ferry stays')).toBeLessThan(mail.text.indexOf('Pool opens'));
    await write('Bridge is shut');
    await sendDigest(app, publication, 'daily', new Date(Date.now() + 72 * 3600_000));
    expect((await gotBy(app, readerId)).at(-1)).toBe('digest: Bridge is shut');
  });

  test('puts what comes later behind the articles in order, and marks it as new', async () => {
    const ferry = await write('Ferry stays');
    await edit({ articleIds: [ferry] });
    await write('Market moves');
    expect(await titles()).toEqual(['Ferry stays', 'Market moves']);
    expect((await view()).articles.map(({ isNew }) => isNew)).toEqual([false, true]);
  });

  test('of one day is not that of the next', async () => {
    const ferry = await write('Ferry stays');
    await edit({ droppedIds: [ferry], subject: 'Only today' });
    await cancelSend(app, publication.id, sendId);
    await sendDigest(app, publication, 'daily', new Date(Date.now() + 96 * 3600_000));
    expect(await gotBy(app, readerId)).toEqual(['digest: Ferry stays']);
    expect((await lastMail()).subject).not.toContain('Only today');
  });

  test('that is empty because its articles were dropped brings them in no later one', async () => {
    const ferry = await write('Ferry stays');
    await edit({ droppedIds: [ferry] });
    expect(await send()).toEqual([sendId]);
    expect(await gotBy(app, readerId)).toEqual([]);
    await write('Bridge is shut');
    await sendDigest(app, publication, 'daily', new Date(Date.now() + 96 * 3600_000));
    expect(await gotBy(app, readerId)).toEqual(['digest: Bridge is shut']);
    expect(await fateOf(ferry)).toMatchObject({ code: 'not-dropped', holds: false });
  });

  test('of which too little is left to be sent brings what waited, and not what was dropped', async () => {
    await app.db.raw('update publications set digest_min_articles = 2 where id = ?', [publication.id]);
    const ferry = await write('Ferry stays');
    await write('Market moves');
    await edit({ droppedIds: [ferry] });
    await send();
    expect(await gotBy(app, readerId)).toEqual([]);
    expect(await fateOf(ferry)).toMatchObject({ code: 'not-dropped', holds: false });
    await write('Bridge is shut');
    await sendDigest(app, publication, 'daily', new Date(Date.now() + 96 * 3600_000));
    expect(await gotBy(app, readerId)).toEqual(['digest: Bridge is shut, Market moves']);
  });

  test('says which articles the size of an email shortens', async () => {
    await edit({ introduction: 'The harbour, the market and the bridge. '.repeat(1800) });
    await app.db.raw('update publications set digest_max_articles = 100 where id = ?', [publication.id]);
    for (let count = 1; count <= 60; count += 1) await write(`Council meets for the time number ${count}`);
    const { articles } = await view();
    expect(articles[0]?.shortenedTo).toBeNull();
    expect(articles.at(-1)?.shortenedTo).not.toBeNull();
  });
});

describe('A change of an edition', () => {
  test('that was made on an older version is refused, and says what is there', async () => {
    expect(await edit({ introduction: 'First.' }, 0)).toBe(1);
    const late = edit({ introduction: 'Second.' }, 0);
    await expect(late).rejects.toThrow(StaleEdition);
    await expect(late).rejects.toMatchObject({
      facts: { version: 1, current: { introduction: 'First.', editedBy: app.actor } },
    });
    expect(await edit({ introduction: 'Second.' }, 1)).toBe(2);
  });

  test('by two people at once counts for one of them', async () => {
    const both = await Promise.allSettled([
      edit({ introduction: 'Ann.' }, 0),
      edit({ introduction: 'Bob.' }, 0),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await view()).edition.version).toBe(1);
  });

  test.each([
    [{ introduction: 'Dear {{ street }}' }, 'introduction'],
    [{ introduction: '<b>x</b> '.repeat(12_000) }, 'introduction'],
    [{ subject: 'Two\nlines' }, 'subject'],
    [{ articleIds: [999_999] }, 'articleIds'],
    [{ droppedIds: [999_999] }, 'droppedIds'],
    [{ articleIds: [1, 1] }, 'articleIds'],
  ])('that cannot go out is refused, and the field is named: %j', async (fields, field) => {
    await expect(edit(fields)).rejects.toMatchObject({ errors: [{ field }] });
    expect((await view()).edition.version).toBe(0);
  });

  test('of an article of another publication is refused', async () => {
    const other = await makeArticle(app, await makePublication(app), { title: 'Elsewhere' });
    await expect(edit({ droppedIds: [other] })).rejects.toMatchObject({ errors: [{ field: 'droppedIds' }] });
  });

  test('comes too late once the digest is prepared', async () => {
    await write('Ferry stays');
    await send();
    await expect(edit({ introduction: 'Too late.' })).rejects.toMatchObject({ code: /^send-is-/ });
    expect((await view()).isEditable).toBe(false);
  });

  test('also holds for readers with an hour of their own, in their digest of that day', async () => {
    const [own = 0] = await makeReaders(app, publication, 1, 'own.example');
    await change(app, publication, own, { rhythm: 'daily', localHour: 20 });
    const ferry = await write('Ferry stays');
    await write('Market moves');
    await planDigests(app);
    await edit({ droppedIds: [ferry] });
    const { scheduled_at: at } = (await app.db.raw('select scheduled_at from sends where id = ?', [sendId]))
      .rows[0];
    const evening = new Date((at as Date).getTime());
    evening.setUTCHours(20, 30);
    await sendDigest(app, publication, 'daily', evening);
    expect(await gotBy(app, own)).toEqual(['digest: Market moves']);
  });

  test('that comes after such a digest was empty does not bring back what was dropped from it', async () => {
    await app.db.raw(`update publications set daily_at = '23:00' where id = ?`, [publication.id]);
    const [own = 0] = await makeReaders(app, publication, 1, 'own.example');
    await change(app, publication, own, { rhythm: 'daily', localHour: 20 });
    const ferry = await write('Ferry stays');
    await edit({ droppedIds: [ferry] });
    const { scheduled_at: at } = (await app.db.raw('select scheduled_at from sends where id = ?', [sendId]))
      .rows[0];
    const evening = new Date((at as Date).getTime());
    evening.setUTCHours(20, 30);
    await sendDigest(app, publication, 'daily', evening);
    await app.db.raw(`update digest_editions set edited_at = edited_at + interval '9 days'`);
    await write('Market moves');
    await sendDigest(app, publication, 'daily', new Date(evening.getTime() + 24 * 3600_000));
    expect(await gotBy(app, own)).toEqual(['digest: Market moves']);
  });
});
