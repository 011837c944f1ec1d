import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeTaste } from '../../../src/accounts/index.ts';
import { getArticle } from '../../../src/articles/index.ts';
import { checkSenderAgain, viewSender } from '../../../src/checks/index.ts';
import { firstRow } from '../../../src/platform/database.ts';
import { decideArticles } from '../../../src/planning/index.ts';
import type { Publication } from '../../../src/publications/index.ts';
import { countDecisions, readerDays, summarizeHeldArticles } from '../../../src/reports/index.ts';
import { createTransport } from '../../../src/transports/index.ts';
import { settle } from '../../../src/watch/settle.ts';
import { createServer } from '../../../src/web/server.ts';
import { apiAuthorization, createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { startDns } from '../../support/domains/dns-server.ts';
import { healthyZone } from '../../support/domains/sender-domain.ts';
import { makeArticle, makeReaders } from '../../support/sends/sends.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const dns = await startDns();
let cookie = '';
let gazette: Publication;
beforeAll(async () => {
  cookie = await signInByPage(server, await makeUser(app, 'admin'));
});
beforeEach(async () => {
  gazette = await makePublication(app);
});

const page = async (path = '') =>
  (await request(server).get(`/admin/${gazette.slug}${path}`).set('Cookie', cookie)).text;
const heading = async () => /<h1>(.*?)<\/h1>/.exec(await page())?.[1];

async function addSend(columns: Record<string, unknown>): Promise<number> {
  const row = { kind: 'letter', status: 'scheduled', subject: 'Night <trains>', message_key: '', ...columns };
  const names = Object.keys(row);
  const { rows } = await app.db.raw(
    `insert into sends (publication_id, ${names.join()}) values (?, ${names.map(() => '?').join()}) returning id`,
    [gazette.id, ...Object.values(row)],
  );
  return rows[0].id as number;
}
const addHeld = (title: string) =>
  app.db.raw(
    `insert into articles (publication_id, key, title, url, verdict, content_hash)
     values (?, ?, ?, 'https://gazette.example/a', 'held', '')`,
    [gazette.id, title, title],
  );
const reason = (text: string) => JSON.stringify({ code: 'legacy', params: { text } });
const batch = (sendId: number, accepted: number, rejected: number) =>
  app.db.raw(
    `insert into send_batches (send_id, batch_no, content_id, subscriber_ids, accepted, rejected)
     values (?, (select count(*) from send_batches where send_id = ?), 1, '{}', ?, ?)`,
    [sendId, sendId, accepted, rejected],
  );

test('What DNS has against the sender is said as it was seen last, and nobody waits for it', async () => {
  await createTransport(app, { name: 'relay', kind: 'smtp', smtpUrl: 'smtp://127.0.0.1:2525' });
  const of = async (domain: string) => {
    gazette = await makePublication(app, { fromAddress: `news@${domain}`, transports: ['relay'] });
    return viewSender(app, gazette, dns.resolver);
  };
  expect(await page()).not.toContain('Sender');
  dns.zone = { ...healthyZone('in-order.example'), 'no-spf.example': { TXT: [] } };
  expect(await of('in-order.example')).toBe('unseen');
  await expect.poll(() => page()).toMatch(/<b>Sender<\/b> SPF, DKIM and DMARC are in order, seen \d\d:\d\d/);
  expect(await of('no-spf.example')).toBe('unseen');
  await expect
    .poll(() => page())
    .toMatch(/settings\/sender">SPF of no-spf\.example is not in order\..* Seen \d\d:\d\d\./);
});

test('The doctor of the settings shows what to paste, and looks again when somebody asks', async () => {
  const sender = async () =>
    (await request(server).get(`/admin/${gazette.slug}/settings/sender`).set('Cookie', cookie)).text;
  dns.zone = { 'mended.example': { TXT: [] } };
  gazette = await makePublication(app, { fromAddress: 'news@mended.example', transports: ['relay'] });
  expect(await checkSenderAgain(app, gazette, { resolver: dns.resolver })).toBe(true);
  const wrong = await sender();
  expect(wrong).toMatch(/<b>\d records are wrong or missing\./);
  expect(wrong).toContain('v=spf1 include:RELAY ~all</pre>');
  expect(wrong).toContain('<code>_dmarc.mended.example</code>');
  // A press of the button within seconds gets the look of just now.
  dns.zone = healthyZone('mended.example');
  expect(await checkSenderAgain(app, gazette, { resolver: dns.resolver })).toBe(true);
  expect(await sender()).toBe(wrong);
  expect(await checkSenderAgain(app, gazette, { resolver: dns.resolver, atOnceMs: 0 })).toBe(true);
  expect(await sender()).toContain('All records are in order.');
});

test('What an editor holds is held since they did', async () => {
  const id = await makeArticle(app, gazette, { title: 'Held at noon' });
  await app.db.raw(`update articles set first_seen_at = now() - interval '9 days' where id = ?`, [id]);
  await decideArticles(app, gazette.id, { hold: [id] });
  const { lastDecisionAt } = await getArticle(app.db, id);
  expect((await summarizeHeldArticles(app.db, gazette.id)).since).toEqual(lastDecisionAt);
});

test('Today leads editors to a new letter, and whoever may only read does not see the way', async () => {
  const way = `href="/admin/${gazette.slug}/sends/new"`;
  expect(await page()).toContain(way);
  expect(await page('/sends')).toContain(`href="/admin/${gazette.slug}/sends/new?kind=digest"`);
  expect(await page('/calendar')).toContain(way);
  const reading = await signInByPage(server, await makeUser(app, 'viewer'));
  for (const path of ['', '/sends', '/calendar'])
    expect(
      (await request(server).get(`/admin/${gazette.slug}${path}`).set('Cookie', reading)).text,
    ).not.toContain('/sends/new');
});

test('What the watchdog sees is a line with its remedy, for people who can use it, and in the API', async () => {
  const bounce = { sent: 5, failed: 15, reply: '550 <No>' };
  await settle(app, 'confirmations-bounce', [
    { publicationId: gazette.id, subject: '', severity: 'severe', params: bounce },
  ]);
  const key = { name: '<Shop>', endsAt: '2027-03-05T05:10:00.000Z' };
  await settle(app, 'api-key-ends', [
    { publicationId: gazette.id, subject: '1', severity: 'minor', params: key },
  ]);
  const text = await page();
  expect(text).toContain('<h1>Two things need you.</h1>');
  expect((await countDecisions(app.db, gazette.id)).today).toBe(2);
  expect(text).toContain('Confirmation mails do not arrive: 15 of 20 (75.0%) within a day');
  expect(text).toContain('The mail server’s reply: 550 &lt;No>');
  expect(text).toContain(`href="/admin/${gazette.slug}/funnel"`);
  expect(text).toContain('API key ends soon: &lt;Shop>');
  expect(text).toContain('Make a new key</a>');
  const reading = await signInByPage(server, await makeUser(app, 'viewer', 'reading@gazette.example'));
  const read = await request(server).get(`/admin/${gazette.slug}`).set('Cookie', reading);
  expect(read.text).not.toContain('Make a new key</a>');
  const told = await request(server)
    .get(`/api/v1/publications/${gazette.slug}/incidents`)
    .set('Authorization', await apiAuthorization(app))
    .set('Accept-Language', 'de');
  expect(told.body.data).toMatchObject([
    { code: 'confirmations-bounce', severity: 'severe', params: bounce },
    { code: 'api-key-ends', says: expect.stringContaining('Ein API-Schlüssel läuft bald ab: <Shop>.') },
  ]);
});

describe('Today says in one sentence whether everything is fine', () => {
  test('All is well, and what comes next', async () => {
    await addSend({ scheduled_at: new Date(Date.now() + 3 * 86_400_000) });
    const text = await page();
    expect(text).toContain('<h1>All is well. Nothing needs you.</h1>');
    expect(text).toContain('Next mail: Night &lt;trains>');
    expect(text).not.toContain('Needs you');
  });

  test('counts what needs somebody as the menu does, and says that mail goes out', async () => {
    for (const title of ['one', 'two']) await addHeld(title);
    await addSend({ status: 'paused', reason: reason('The mail server is full.') });
    await addSend({ status: 'draft', reason: reason('It does not fit any more.') });
    await addSend({ status: 'sending', bounce_warning: reason('Old list: 5 of <200>.') });
    await addSend({ status: 'sent', finished_at: new Date(0), bounce_warning: reason('Long ago.') });
    await app.db.raw(
      `insert into feeds (publication_id, url, host, status, error)
       values (?, 'https://gazette.example/feed.xml', 'gazette.example', 'failing', '{"code": "feed-refused", "params": {"status": 503}}')`,
      [gazette.id],
    );
    const text = await page();
    expect(text).toContain('<h1>Mail is going out. Five things need you.</h1>');
    expect(await countDecisions(app.db, gazette.id)).toEqual({ articles: 2, today: 5 });
    for (const said of [
      '2 articles are held',
      'The mail server is full.',
      'It does not fit any more.',
      'Old list: 5 of &lt;200>.',
      'The server has a fault at the moment (HTTP 503).',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('Long ago.');
  });

  test('what stops all mail comes first', async () => {
    await app.db.raw('update publications set postal_address = null where id = ?', [gazette.id]);
    expect(await heading()).toBe('Nothing is being sent.');
    expect(await page()).toContain('The postal address is missing');
  });

  test('a mail server that takes nothing is what stops it', async () => {
    await app.db.raw(`update transports set faults = 1, last_fault = '421 Busy' where name = 'default'`);
    const text = await page();
    await app.db.raw(`update transports set faults = 0, last_fault = null`);
    expect(text).toContain('<h1>Nothing is being sent.</h1>');
    expect(text).toContain('The mail server cannot be used at the moment: 421 Busy.');
  });

  test('in German for whoever chose it', async () => {
    const user = await firstRow<{ id: number }>(app.db, "select id from users where role = 'admin'");
    const taste = { name: '', theme: null, hasShortcuts: true };
    await changeTaste(app, user?.id ?? 0, { ...taste, language: 'de' });
    expect(await heading()).toBe('Alles in Ordnung. Es gibt nichts zu entscheiden.');
    await changeTaste(app, user?.id ?? 0, { ...taste, language: null });
  });
});

test('A letter that waits stays on the page, however many newer sends there are', async () => {
  await addSend({ subject: 'Scheduled long ago', scheduled_at: new Date(Date.now() + 86_400_000) });
  await addSend({ subject: 'Paused long ago', status: 'paused' });
  for (let newer = 0; newer < 12; newer += 1)
    await addSend({ subject: `Newer ${newer}`, status: 'sent', finished_at: new Date() });
  const text = await page();
  expect(text).toContain('Scheduled long ago');
  expect(text).toContain('Paused long ago');
});

test('A send that is over shows how many servers accepted it and who left after it, and never more', async () => {
  const readers = await makeReaders(app, gazette, 3);
  const id = await addSend({
    status: 'sent',
    audience_size: 1234,
    started_at: new Date(Date.now() - 3_600_000),
    finished_at: new Date(),
  });
  await batch(id, 1000, 3);
  await batch(id, 231, 0);
  await app.db.raw(
    `insert into consent_records (publication_id, subscriber_id, kind, channel)
     select ?, id, 'unsubscribed', 'link' from subscribers where publication_id = ? limit 1`,
    [gazette.id, gazette.id],
  );
  const text = await page();
  expect(text).toContain('1,231 of 1,234 accepted');
  expect(text).toContain('1 left');
  expect(text).not.toMatch(/delivered|opened/i);
  expect(readers).toBeDefined();
});

test('The days of readers are those of the publication’s zone, and none is left out', async () => {
  const at = (text: string) =>
    app.db.raw(
      `insert into consent_records (publication_id, subscriber_id, kind, channel, at) values (?, 1, 'confirmed', 'link', ?)`,
      [gazette.id, text],
    );
  const noon = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
  await at(`${noon}T13:30:00Z`);
  const days = await readerDays(app.db, gazette.id, 'Pacific/Kiritimati');
  expect(days).toHaveLength(30);
  expect(new Set(days.map(({ day }) => day)).size).toBe(30);
  const next = new Date(Date.parse(`${noon}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  expect(days.filter(({ joined }) => joined > 0)).toEqual([{ day: next, joined: 1, left: 0 }]);
});

test('Of several publications those that need somebody come first', async () => {
  await addHeld('one');
  const { text } = await request(server).get('/admin/publications').set('Cookie', cookie);
  expect(text).toMatch(/<h1>\d+ publications\. .*you\.<\/h1>/);
  const slugs = [...text.matchAll(/class="quiet row" href="\/admin\/([^"]+)"/g)].map(([, slug]) => slug);
  expect(slugs.indexOf(gazette.slug)).toBeLessThan(slugs.length - 1);
});
