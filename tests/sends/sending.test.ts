import { KINDS } from '../../src/kinds.ts';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { createMailer } from '../../src/transports/index.ts';
import { updatePublication } from '../../src/publications/index.ts';
import { planArticleSends } from '../../src/planning/index.ts';
import { getSend, prepareDueSends } from '../../src/sends/index.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { deliver, makeArticle, makeReaders, prepareSendOf, statesOf } from '../support/sends/sends.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';

const sink = await startSmtpSink();
const app = await createTestApp({ SMTP_URL: sink.url });
const mailsTo = (domain: string) => sink.messages.filter(({ to }) => to[0]?.endsWith(`@${domain}`));

test('Two workers mail 1,000 readers once each, one recipient per message (HDR-05, SMTP-11)', async () => {
  const publication = await makePublication(app);
  await makeReaders(app, publication, 1000, 'thousand.example');
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  const other = { ...app, mailer: createMailer(app.config, app.db, app.keys) };
  // Whose lease runs out because the machine gave it nothing for eight seconds may mail twice; that is for other tests.
  const settings = { leaseSeconds: 120 };
  await Promise.all([deliver(app, { settings }), deliver(other, { settings })]);
  await other.mailer.close();

  const mails = mailsTo('thousand.example');
  expect(mails).toHaveLength(1000);
  expect(new Set(mails.map(({ to }) => to[0])).size).toBe(1000);
  expect(mails.every(({ to }) => to.length === 1)).toBe(true);
  const send = await getSend(app.db, publication.id, sendId);
  expect(send.status).toBe('sent');
  expect(send.finishedAt).not.toBeNull();
  expect(send.counts).toEqual({
    audience: 1000,
    queued: 0,
    sending: 0,
    accepted: 1000,
    deferred: 0,
    rejected: 0,
    expired: 0,
    skipped: 0,
    unknown: 0,
    possiblyTwice: 0,
  });
});

test('A message has its own stable Message-ID, the frozen date, one-line List-Unsubscribe (HDR-06, HDR-07, LST-05)', async () => {
  const publication = await makePublication(app, { fromName: 'Grüße, "Gazette"' });
  await makeReaders(app, publication, 2, 'headers.example');
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  await deliver(app);
  const [first, second] = await Promise.all(
    mailsTo('headers.example').map(({ source }) => simpleParser(source)),
  );
  expect(first?.messageId).toMatch(/^<[\w-]{27}@gazette\.example>$/);
  expect(first?.messageId).not.toBe(second?.messageId);
  expect(first?.date).toEqual(second?.date);
  expect(first?.from?.value).toEqual([{ name: 'Grüße, "Gazette"', address: 'news@gazette.example' }]);
  const source = mailsTo('headers.example')[0]?.source.toString('latin1') ?? '';
  expect(source).toMatch(/\r\nList-Unsubscribe: <http:\/\/news\.example\.test\/unsubscribe\/[\w-]+>\r\n/);
  expect(source).toMatch(/\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n/);
  expect(source).toContain(`\r\nList-Archive: <http://news.example.test/${publication.slug}/archive>\r\n`);
  expect((await getSend(app.db, publication.id, sendId)).status).toBe('sent');
});

test('A publication without an archive names none (RFC 2369)', async () => {
  const publication = await makePublication(app, { archive: false });
  await makeReaders(app, publication, 1, 'no-archive.example');
  await prepareSendOf(app, await makeArticle(app, publication));
  await deliver(app);
  const [mail] = mailsTo('no-archive.example');
  expect(mail?.source.toString('latin1')).toMatch(/\r\nList-Id: /);
  expect(mail?.source.toString('latin1')).not.toMatch(/^List-Archive/im);
});

test('Planners and preparers that run at once make one send per article', async () => {
  const publication = await makePublication(app);
  await makeReaders(app, publication, 20, 'once.example');
  const articleId = await makeArticle(app, publication);
  await Promise.all(Array.from({ length: 4 }, () => planArticleSends(app)));
  await Promise.all(Array.from({ length: 4 }, () => prepareDueSends(app, KINDS)));
  await planArticleSends(app);
  const { rows } = await app.db.raw('select id, audience_size from sends where article_id = ?', [articleId]);
  expect(rows).toEqual([{ id: rows[0].id, audience_size: 20 }]);
  await Promise.all([deliver(app), deliver(app), deliver(app)]);
  expect(mailsTo('once.example')).toHaveLength(20);
});

describe('Who gets an article', () => {
  test('those whose topics it belongs to, and those who chose none', async () => {
    const publication = await makePublication(app);
    await updatePublication(app, publication.slug, {
      topics: [
        { slug: 'politics', name: 'Politics', categories: ['Elections'] },
        { slug: 'sport', name: 'Sport' },
      ],
    });
    const { rows: topics } = await app.db.raw('select id from topics where publication_id = ? order by id', [
      publication.id,
    ]);
    const [politics = 0, sport = 0] = (topics as { id: number }[]).map(({ id }) => id);
    const [all = 0, one = 0, both = 0, none = 0, gone = 0] = await makeReaders(
      app,
      publication,
      5,
      'topics.example',
    );
    const choose = (id: number, topicIds: number[]) =>
      app.db.raw('update subscribers set topic_ids = ? where id = ?', [topicIds, id]);
    await choose(one, [politics]);
    await choose(both, [politics, sport]);
    await choose(none, [sport]);
    await choose(gone, [999_999]);
    const article = await makeArticle(app, publication, { categories: ['elections', 'Local'] });
    const sendId = await prepareSendOf(app, article);
    const untopical = await prepareSendOf(app, await makeArticle(app, publication));
    await deliver(app);
    const ids = async (send: number) => Object.keys(await statesOf(app, send)).map(Number);
    expect(await ids(sendId)).toEqual([all, one, both, gone]);
    expect(await ids(untopical)).toEqual([all, gone]);
  });

  test('nobody who is pending, left, bounced or suppressed, here or everywhere (SUP-01)', async () => {
    const publication = await makePublication(app);
    const [pending = 0, left = 0, here = 0, everywhere = 0, elsewhere = 0] = await makeReaders(
      app,
      publication,
      5,
      'suppressed.example',
    );
    await app.db.raw(`update subscribers set status = 'pending' where id = ?`, [pending]);
    await app.db.raw(`update subscribers set status = 'unsubscribed' where id = ?`, [left]);
    const suppress = (id: number, publicationId: number) =>
      app.db.raw(
        `insert into suppressions select address_hash, ?, 'operator' from subscribers where id = ?`,
        [publicationId, id],
      );
    await suppress(here, publication.id);
    await suppress(everywhere, 0);
    await suppress(elsewhere, publication.id + 1000);
    const sendId = await prepareSendOf(app, await makeArticle(app, publication));
    await deliver(app);
    expect(await statesOf(app, sendId)).toEqual({ [elsewhere]: 'accepted' });
  });
});

test('A reader who leaves or is suppressed between queueing and claiming gets no mail (OC-06, SUP-01)', async () => {
  const publication = await makePublication(app);
  const [stays = 0, leaves = 0, suppressed = 0, moves = 0] = await makeReaders(
    app,
    publication,
    4,
    'leaver.example',
  );
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  await app.db.raw(`update subscribers set status = 'unsubscribed' where id = ?`, [leaves]);
  await app.db.raw(
    `insert into suppressions select address_hash, 0, 'never-again' from subscribers where id = ?`,
    [suppressed],
  );
  await app.db.raw('delete from subscribers where id = ?', [moves]);
  await deliver(app);
  expect(mailsTo('leaver.example').map(({ to }) => to[0])).toEqual(['reader1@leaver.example']);
  expect(await statesOf(app, sendId)).toEqual({
    [stays]: 'accepted',
    [leaves]: 'skipped',
    [suppressed]: 'skipped',
    [moves]: 'skipped',
  });
  const { counts, status } = await getSend(app.db, publication.id, sendId);
  expect({ status, ...counts }).toMatchObject({ status: 'sent', accepted: 1, skipped: 3, queued: 0 });
});

describe('Between planning and sending', () => {
  test('an edit during the hold is in the mail', async () => {
    const publication = await makePublication(app, { holdMinutes: 5 });
    await makeReaders(app, publication, 1, 'edited.example');
    const articleId = await makeArticle(app, publication, { title: 'Brigde opens' });
    const sendId = await prepareSendOf(app, articleId);
    expect((await getSend(app.db, publication.id, sendId)).status).toBe('scheduled');
    await app.db.raw(`update articles set title = 'Bridge opens' where id = ?`, [articleId]);
    await app.db.raw(`update sends set scheduled_at = scheduled_at - interval '5 minutes' where id = ?`, [
      sendId,
    ]);
    await prepareDueSends(app, KINDS);
    await deliver(app);
    const [mail] = mailsTo('edited.example');
    expect((await simpleParser(mail?.source ?? '')).subject).toContain('Bridge opens');
    expect((await getSend(app.db, publication.id, sendId)).subject).toContain('Bridge opens');
  });

  test('an article that was withdrawn is not mailed, and the send says why', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 1, 'withdrawn.example');
    const articleId = await makeArticle(app, publication);
    await planArticleSends(app);
    await app.db.raw(`update articles set verdict = 'dismissed' where id = ?`, [articleId]);
    const sendId = await prepareSendOf(app, articleId);
    await deliver(app);
    expect(await getSend(app.db, publication.id, sendId)).toMatchObject({
      status: 'cancelled',
      reason: { code: 'article-withdrawn' },
      counts: { audience: 0 },
    });
    expect(mailsTo('withdrawn.example')).toEqual([]);
  });

  test('a missing postal address holds the send with a reason; it goes when the address is set (LAW-01)', async () => {
    const publication = await makePublication(app, { postalAddress: null });
    await makeReaders(app, publication, 1, 'address.example');
    const sendId = await prepareSendOf(app, await makeArticle(app, publication));
    expect(await getSend(app.db, publication.id, sendId)).toMatchObject({
      status: 'scheduled',
      reason: { code: 'no-postal-address' },
    });
    await updatePublication(app, publication.slug, { postalAddress: '1 Market Square, Berlin' });
    await app.db.raw('update sends set blocked_until = now() where id = ?', [sendId]);
    await prepareDueSends(app, KINDS);
    await deliver(app);
    expect(await getSend(app.db, publication.id, sendId)).toMatchObject({ status: 'sent', reason: null });
    expect(mailsTo('address.example')).toHaveLength(1);
  });

  test('a preparation whose process died is taken up by another', async () => {
    const publication = await makePublication(app);
    await makeReaders(app, publication, 3, 'dead.example');
    const articleId = await makeArticle(app, publication);
    await planArticleSends(app);
    await app.db.raw(
      `update sends set status = 'preparing', lease_until = now() - interval '1 second' where article_id = ?`,
      [articleId],
    );
    const sendId = await prepareSendOf(app, articleId);
    await deliver(app);
    expect((await getSend(app.db, publication.id, sendId)).counts.accepted).toBe(3);
  });
});

test('An article of a publication without readers is sent to nobody and finished', async () => {
  const publication = await makePublication(app);
  const sendId = await prepareSendOf(app, await makeArticle(app, publication));
  await deliver(app);
  expect(await getSend(app.db, publication.id, sendId)).toMatchObject({
    status: 'sent',
    counts: { audience: 0, accepted: 0 },
  });
});

test('The log of a send names no address and no token (SEC-17)', () => {
  expect(app.logged.join('')).toContain('send.finished');
  expect(app.logged.join('')).not.toMatch(/@|unsubscribe\/[\w-]{10}/);
});
