import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { pauseSend } from '../../src/sends/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { prepareLetter } from '../support/sends/letters.ts';
import { makeReaders } from '../support/sends/sends.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const smtp = await startScriptedSmtp();
const { app, url } = await startSite({ SMTP_URL: smtp.url });
const browser = await openBrowser();
const publication = await makePublication(app, { slug: 'courier', name: 'The Courier' });
let email = '';
let page: Page;

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 320, height: 700 };
/** So slow that a send is still on its way when a slow browser comes to it. */
const SLOW_MS = 250;

beforeAll(async () => {
  await makeReaders(app, publication, 1950, 'readers.example');
  await makeReaders(app, publication, 50, 'gmx.example');
  email = await makeUser(app, 'admin');
  page = await openDesk();
});

async function openDesk(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ viewport: DESKTOP, javaScriptEnabled });
  const opened = await context.newPage();
  await opened.goto(`${url}/admin/courier`);
  await opened.getByLabel('Email').fill(email);
  await opened.getByLabel('Password').fill(PASSWORD);
  await opened.getByRole('button', { name: 'Sign in' }).click();
  await opened.waitForURL(`${url}/admin/courier`);
  return opened;
}

/** A way through the pages that counts its clicks, as STEPS does. */
function counted(on: Page) {
  let clicks = 0;
  return {
    async click(role: 'link' | 'button', name: string | RegExp) {
      clicks += 1;
      await on.getByRole(role, { name }).first().click();
    },
    clicks: () => clicks,
  };
}

const acceptedShown = async () =>
  Number((await page.locator('[data-live=accepted]').first().innerText()).replace(/\D/g, ''));

/** Looks at the page as it is on the desk and on a phone. */
async function expectGood(): Promise<void> {
  await expectGoodPage(page);
  await page.setViewportSize(PHONE);
  await expectGoodPage(page);
  await page.setViewportSize(DESKTOP);
}

test('A large send is watched, paused, resumed and cancelled in mid-send (STEPS 8)', async () => {
  smtp.slowMs = SLOW_MS;
  smtp.script = (step, _line, to) => {
    if (step !== 'rcpt') return undefined;
    if (to.startsWith('reader7@')) return '550 5.1.1 No such user here';
    return to.startsWith('reader9@') ? '552 5.2.2 Mailbox is full' : undefined;
  };
  const id = await prepareLetter(app, publication, { subject: 'Council keeps the market' });
  // Today shows by itself that it goes out, and how far it is.
  await expect
    .poll(() =>
      page
        .locator('.now')
        .innerText({ timeout: 100 })
        .catch(() => ''),
    )
    .toContain('Council keeps the market');
  const accepted = () => page.locator('.now [data-live$=accepted]').innerText();
  const before = await accepted();
  await expect.poll(accepted).not.toBe(before);
  const pausing = counted(page);
  await pausing.click('button', 'Pause: Council keeps the market');
  await expect.poll(() => page.locator('.undo').innerText()).toContain('Paused.');
  expect([pausing.clicks(), new URL(page.url()).pathname]).toEqual([1, '/admin/courier']);
  await page.locator('.undo').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.locator('.undo').innerText()).toContain('Resumed.');
  await page.goto(`${url}/admin/courier`);
  const way = counted(page);
  await way.click('link', 'Council keeps the market');
  await page.waitForURL(`**/sends/${id}`);

  // Numbers move without a reload.
  const first = await acceptedShown();
  await expect.poll(acceptedShown).toBeGreaterThan(first);
  await expect.poll(() => page.locator('#problems').innerText()).toContain('No such user here');
  expect(await page.locator('[data-live=left]').innerText()).toMatch(/^(About .* left)?$/);
  await expectGood();

  // By keyboard alone.
  await page.getByRole('button', { name: 'Pause' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.undo').innerText()).toContain('Paused.');
  await expect.poll(() => page.locator('h2').allInnerTexts()).toContain('Why it is paused');
  await expectGood();
  await page.locator('.undo').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.locator('.undo').innerText()).toContain('Resumed.');
  const resumed = await acceptedShown();
  await expect.poll(acceptedShown).toBeGreaterThan(resumed);

  // Somebody else pauses: the page shows it by itself, and so does a resume.
  await pauseSend(app, publication.id, id);
  await expect.poll(() => page.getByRole('button', { name: 'Resume' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Resume' }).click();

  await way.click('link', 'Cancel the rest');
  await page.getByText(/[\d,]+ readers have it already\. It cannot be recalled/).waitFor();
  await expectGood();
  await way.click('button', /^Cancel for [\d,]+ readers$/);
  expect(way.clicks()).toBeLessThanOrEqual(3);
  await expect
    .poll(() => page.locator('main').innerText())
    .toMatch(/It was cancelled\. [\d,]+ readers have it, [\d,]+ readers will not get it/);
  await expectGood();
});

test('The report says how many got it, who did not and why (STEPS 9 and 20)', async () => {
  smtp.slowMs = 0;
  const id = await prepareLetter(app, publication, { subject: 'Harbour bridge closed' });
  await page.goto(`${url}/admin/courier/sends/${id}`);
  // The live page becomes the report by itself.
  await expect
    .poll(() =>
      page
        .locator('.figures')
        .innerText()
        .catch(() => ''),
    )
    .toContain('Accepted');
  await page.goto(`${url}/admin/courier`);
  const way = counted(page);
  await way.click('link', 'Harbour bridge closed');
  await page.waitForURL(`**/sends/${id}`);
  await expect.poll(() => page.locator('.figures').innerText()).toMatch(/1,99\d/);
  expect(await page.locator('main').innerText()).not.toMatch(/delivered/i);
  await expectGood();
  await way.click('link', /^Refused: See/);
  expect(way.clicks()).toBeLessThanOrEqual(2);
  await page.waitForURL('**state=rejected#messages');
  const row = page.locator('#messages tbody tr', { hasText: 'reader7@gmx.example' });
  await expect.poll(() => row.innerText()).toContain('550 5.1.1 No such user here');
  await row.getByRole('link').click();
  await page.waitForURL('**/explain?**');
  await expect.poll(() => page.locator('main').innerText()).toContain('The server refused it.');
  await expectGood();
});

test('Messages are found by a part of an address, and exported', async () => {
  await page.goto(`${url}/admin/courier/sends`);
  await expectGood();
  await page.getByRole('link', { name: 'Harbour bridge closed' }).click();
  await page.getByLabel('Find an address').fill('@gmx');
  await page.getByLabel('State').selectOption('Accepted');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.waitForURL('**q=%40gmx**');
  await expect.poll(() => page.locator('#messages tbody tr').count()).toBe(25);
  await page.getByRole('link', { name: 'Look further' }).click();
  await expect.poll(() => page.locator('#messages tbody tr').count()).toBe(23);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^send-\d+-messages\.csv$/);
});

test('Without script the page says as of when it is, and a link asks again', async () => {
  smtp.slowMs = SLOW_MS;
  const id = await prepareLetter(app, publication, { subject: 'Ferry every forty minutes' });
  const plain = await openDesk(false);
  await plain.goto(`${url}/admin/courier/sends/${id}`);
  expect(await plain.locator('.live').innerText()).toMatch(/As of \d\d:\d\d:\d\d\./);
  await plain.getByRole('link', { name: 'Refresh' }).click();
  await plain.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => plain.locator('.undo').innerText()).toContain('Paused.');
  await plain.getByRole('link', { name: 'Cancel the rest' }).click();
  await plain.getByRole('button', { name: /^Cancel for/ }).click();
  await expect.poll(() => plain.locator('main').innerText()).toContain('Cancelled');
  await plain.context().close();
});

test('An older letter is used again in three clicks (STEPS 21)', async () => {
  await page.goto(`${url}/admin/courier`);
  const way = counted(page);
  await way.click('link', 'Sends');
  await page.waitForURL('**/courier/sends');
  await page.locator('summary[aria-label="More for: Harbour bridge closed"]').click();
  await way.click('button', 'Use again');
  await page.waitForURL('**/edit**');
  expect(way.clicks() + 1).toBeLessThanOrEqual(3);
});

test('Who is signed out meanwhile is told so', async () => {
  const id = await prepareLetter(app, publication, { subject: 'Weekend edition' });
  await pauseSend(app, publication.id, id);
  const other = await openDesk();
  await other.goto(`${url}/admin/courier/sends/${id}`);
  await app.db.raw('delete from sessions where id = (select max(id) from sessions)');
  await expect.poll(() => other.locator('[data-live-note]').innerText()).toContain('You are signed out.');
  expect(await other.getByRole('link', { name: 'Sign in again' }).getAttribute('href')).toBe(
    `/admin/sign-in?next=${encodeURIComponent(`/admin/courier/sends/${id}`)}`,
  );
  await other.context().close();
});
