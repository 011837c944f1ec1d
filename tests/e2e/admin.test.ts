import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { firstVisitLink } from '../../src/accounts/index.ts';
import { createTransport } from '../../src/transports/index.ts';
import { SETTINGS_PAGES } from '../../src/web/admin/settings/pages.ts';
import { createServer } from '../../src/web/server.ts';
import { createTestApp } from '../support/app/app.ts';
import { openBrowser } from '../support/web/browser.ts';
import { axeOn } from '../support/web/page-rules.ts';

const app = await createTestApp();
const browser = await openBrowser();
let origin = '';
const server = http.createServer();
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.config = { ...app.config, publicUrl: origin };
  server.on('request', createServer(app));
  return () => server.close();
});

const DESKTOP = { width: 1280, height: 800, colorScheme: 'light' as const };
const PHONE = { width: 375, height: 700, colorScheme: 'dark' as const };
const PASSWORD = 'a heron by the canal';

async function open(path: string, view: typeof DESKTOP | typeof PHONE = DESKTOP): Promise<Page> {
  const { width, height, colorScheme } = view;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    timezoneId: 'Europe/Vienna',
  });
  const page = await context.newPage();
  await page.goto(new URL(path, origin).href);
  return page;
}

/** WCAG 2.2 AA by axe-core, and nothing to scroll sideways. */
async function expectGood(page: Page): Promise<void> {
  const { violations } = await axeOn(page)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('iframe')
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, page.url()).toEqual([]);
  const isTooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  expect(isTooWide, `${page.url()} scrolls sideways`).toBe(false);
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${origin}/admin`);
  await page.getByLabel('Email').fill('ed@gazette.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('An editor sets up by the printed link, settles what is missing, and signs out and in', async () => {
  const welcome = await open('/admin');
  await expectGood(welcome);
  expect(await welcome.textContent('main')).toContain('one-time link');

  const page = await open((await firstVisitLink(app)) ?? '', PHONE);
  await expectGood(page);
  await page.getByLabel('Name').first().fill('The Gazette');
  await page.getByLabel('Sender').fill('me@gmail.com');
  await page.getByLabel('Your email').fill('ed@gazette.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.locator('[aria-invalid=true]').waitFor();
  await expectGood(page);
  expect(await page.getByLabel('Sender').getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Sender').fill('news@gazette.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.waitForURL(`${origin}/admin/the-gazette`);
  await expect.poll(() => page.textContent('main')).toContain('The postal address is missing');
  const { rows } = await app.db.raw('select time_zone from publications');
  expect(rows).toEqual([{ time_zone: 'Europe/Vienna' }]);

  await page.getByRole('link', { name: 'Add it' }).click();
  await expectGood(page);
  await page.getByLabel('Postal address').fill('1 Market Square, Springfield');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/settings\/publication\?said=/);
  await page.goto(`${origin}/admin/the-gazette`);
  expect(await page.textContent('main')).not.toContain('The postal address is missing');

  await page.getByText('More', { exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/);
  await expectGood(page);
  await page.goto(`${origin}/admin`);
  await page.waitForURL(/sign-in/);
  await signIn(page);
  await page.waitForURL(`${origin}/admin/the-gazette`);
});

describe('After the set-up', () => {
  beforeAll(async () => {
    const smtpUrl = 'smtp://relay.example?tls=off';
    await createTransport(app, { name: 'open', kind: 'smtp', smtpUrl });
  });

  test.each([DESKTOP, PHONE])('every page is good at $width px, $colorScheme', async (view) => {
    await app.db.raw(
      `insert into articles (publication_id, key, title, url, verdict, content_hash, published_at)
       select id, 'held-' || g, 'A held article with a rather long title, number ' || g, 'https://gazette.example/a', 'held', '', now()
         from publications, generate_series(1, 3) g on conflict do nothing`,
    );
    for (const status of ['sent', 'paused', 'scheduled', 'cancelled', 'sending']) {
      await app.db.raw(
        `insert into sends (publication_id, kind, status, reason, subject, message_key, audience_size)
         select id, 'letter', ?, '{"code":"legacy","params":{"text":"A reason in words."}}', 'Night trains are back', '', 10 from publications`,
        [status],
      );
    }
    await app.db.raw(
      `insert into feeds (publication_id, url, host, status, error)
       select id, 'https://gazette.example/' || s || '.xml', 'gazette.example', s, '{"code": "feed-refused", "params": {"status": 503}}'
         from publications, unnest(array['active', 'failing', 'gone', 'paused']) s on conflict do nothing`,
    );
    await app.db.raw(
      `insert into hooks (publication_id, provider, secret_hash, sealed_secret, last_refused_at, refusal, unknown_kinds)
       select id, 'ses', convert_to(slug, 'UTF8'), '', now(), 'other-topic',
              jsonb_build_object(repeat('Levitation', 6), '{"count": 3, "lastAt": "2026-11-30T10:00:00Z"}'::jsonb)
         from publications on conflict do nothing`,
    );
    await app.db.raw("insert into sign_up_holds values (''), ('\\x01') on conflict do nothing");
    await app.db.raw(
      `insert into sign_up_counts (publication_id, day, source, is_article, shown, signed_up, mailed, bounced, expired)
       select id, now()::date, 'https://gazette.example/' || repeat('a-long-word', 9), false, 4000, 31, 29, 4, 27
         from publications on conflict do nothing`,
    );
    const page = await open('/admin/sign-in', view);
    await signIn(page);
    await page.waitForURL(`${origin}/admin/the-gazette`);
    for (const path of [
      '/admin/the-gazette',
      '/admin/the-gazette/funnel',
      '/admin/account',
      ...SETTINGS_PAGES.map((page) => `/admin/the-gazette/settings/${page}`),
      '/admin/api-keys',
      '/mailbox',
    ]) {
      await page.goto(origin + path);
      await expectGood(page);
    }
    await page.goto(`${origin}/admin/the-gazette`);
    await page.locator('main summary').first().click();
    await page.locator('main details[open]').first().waitFor();
    await expectGood(page);
    await page.goto(`${origin}/admin/api-keys`);
    await page.getByLabel('What will you use the new key for?').fill('Importer');
    await page.getByLabel('push and change articles').check();
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.locator('#new-key').waitFor();
    await expectGood(page);
    expect(await page.locator('#new-key').textContent()).toMatch(/^pr_/);
  });
});

test('An editor pauses a send from Today, by keyboard', async () => {
  const page = await open('/admin', PHONE);
  await signIn(page);
  await page.waitForURL(`${origin}/admin/the-gazette`);
  const {
    rows: [{ id }],
  } = await app.db.raw(
    `insert into sends (publication_id, kind, status, subject, message_key, audience_size, prepared_at)
     select id, 'letter', 'sending', 'Trams again', '', 10, now() from publications returning id`,
  );
  const statusOf = async () =>
    (await app.db.raw('select status from sends where id = ?', [id])).rows[0].status;
  await page.goto(`${origin}/admin/the-gazette`);
  await page.getByRole('button', { name: 'Pause: Trams again' }).press('Enter');
  await page.waitForURL(/said=/);
  expect(await statusOf()).toBe('paused');
  await expect.poll(() => page.textContent('main')).toContain('Trams again');
  const focused = () => page.evaluate('document.activeElement.textContent.trim()');
  await expect.poll(focused).toBe('Undo');
});

test('A hostile mail in the mailbox runs nothing, sends no form, leaves its frame nowhere; its links open a tab', async () => {
  await app.mailer.send({
    envelopeFrom: 'bounces@gazette.example',
    from: { name: 'The Gazette', address: 'news@gazette.example' },
    to: { name: '', address: 'reader@example.org' },
    replyTo: undefined,
    subject: 'A mail',
    html: `<!doctype html><html><head><base href="https://evil.example/"><script>top.document.title = 'taken'</script></head>
      <body onload="top.document.title = 'taken'"><img src="x" onerror="top.document.title = 'taken'">
      <p><a id="good" href="${origin}/the-gazette">Read on</a> <a id="script" href="javascript:top.document.title='taken'">x</a>
      <a id="top" href="${origin}/admin" target="_top">y</a></p>
      <form action="${origin}/the-gazette/subscribe" method="post"><button>z</button></form></body></html>`,
    text: 'Read on',
    messageId: '<1@gazette.example>',
    date: new Date(),
    headers: [],
  });
  const page = await open('/mailbox', PHONE);
  await page.getByRole('link', { name: /A mail/ }).click();
  await page.waitForURL(/\/mailbox\/\d+$/);
  await expectGood(page);
  const url = page.url();
  const mail = page.frameLocator('iframe');
  const [tab] = await Promise.all([page.waitForEvent('popup'), mail.locator('#good').click()]);
  await tab.waitForLoadState();
  expect(tab.url()).toBe(`${origin}/the-gazette`);
  for (const trap of ['#script', '#top', 'button']) await mail.locator(trap).click({ noWaitAfter: true });
  await mail.locator('#good').waitFor();
  expect(page.url()).toBe(url);
  expect(await page.title()).toBe('A mail – Paperround');
  const { rows } = await app.db.raw('select count(*) as n from subscribers');
  expect(rows[0].n).toBe(0);
});
