import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { getSendDetails, listDrafts } from '../../src/letters/index.ts';
import { listSends } from '../../src/sends/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { photo } from '../support/media/pictures.ts';
import { makeReaders } from '../support/sends/sends.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
const publication = await makePublication(app, { slug: 'courier' });
const home = `${url}/admin/courier`;
let page: Page;

beforeAll(async () => {
  await makeReaders(app, publication, 3);
  const email = await makeUser(app, 'admin');
  const context = await browser.newContext({ viewport: { width: 1366, height: 860 } });
  page = await context.newPage();
  await page.goto(home);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(home);
});

/** What a hand does after the home page. */
async function hands() {
  await page.goto(home);
  const count = { clicks: 0 };
  return {
    count,
    async click(role: 'link' | 'button' | 'radio', name: string | RegExp, exact = false) {
      count.clicks += 1;
      await page.getByRole('main').getByRole(role, { name, exact }).first().click();
    },
  };
}

/** Writes a letter with one picture, up to the page that schedules it. */
async function write(hand: Awaited<ReturnType<typeof hands>>, subject: string): Promise<void> {
  await hand.click('link', 'Write a letter');
  await page.getByLabel('Subject').fill(subject);
  await page.getByRole('textbox', { name: 'Text' }).focus();
  await page.keyboard.type('Dear readers,');
  const dialog = page.waitForEvent('filechooser');
  await hand.click('button', 'Picture', true);
  const buffer = await photo(1600, 800).jpeg().toBuffer();
  await (await dialog).setFiles([{ name: 'heron.jpg', mimeType: 'image/jpeg', buffer }]);
  // It is asked for once the picture is taken in.
  await page.locator('#picture-alt:focus').waitFor();
  await page.keyboard.type('A heron');
  await hand.click('button', 'Check and schedule');
  await page.waitForURL(/\/sends\/\d+\/(check|schedule)/);
  const [draft] = await listDrafts(app.db, publication.id);
  expect((await getSendDetails(app.db, publication.id, draft?.id ?? 0)).letter?.markdown).toMatch(
    /^Dear readers,\n\n!\[A heron\]\(http\S+\.jpg\)/,
  );
}

const sends = async () =>
  (await listSends(app.db, publication.id, { before: 0, limit: 9 })).map(({ subject, status }) => [
    subject,
    status,
  ]);

test('A letter with a picture goes to everybody now, in five clicks (row 1 of the steps)', async () => {
  const hand = await hands();
  await write(hand, 'Now');
  await hand.click('radio', 'Now');
  await hand.click('button', /^Send to 3 readers now/);
  await page.getByRole('timer').waitFor();
  expect(hand.count.clicks).toBeLessThanOrEqual(5);
  expect(await sends()).toContainEqual(['Now', 'scheduled']);
});

test('The same for tomorrow at seven takes five as well (row 2 of the steps)', async () => {
  const hand = await hands();
  await write(hand, 'Tomorrow');
  await hand.click('radio', 'Tomorrow');
  await page.getByLabel('Time, 24 hours').fill('07:00');
  await hand.click('button', /^Schedule for \w+ 07:00$/);
  await page.getByText(/^Scheduled for .* at 07:00\.$/).waitFor();
  expect(hand.count.clicks).toBeLessThanOrEqual(5);
  expect(await sends()).toContainEqual(['Tomorrow', 'scheduled']);
});

test('A segment is made, counted and written to in five clicks, and chosen for a letter in five (rows 7 and 15)', async () => {
  const hand = await hands();
  const choose = async (label: string, value: string) => {
    hand.count.clicks += 2;
    await page.getByLabel(label, { exact: true }).selectOption(value);
  };
  hand.count.clicks += 1;
  await page
    .getByRole('link', { name: /^Subscribers/ })
    .first()
    .click();
  await hand.click('link', 'New segment');
  await page.getByLabel('Name', { exact: true }).fill('One reader');
  await choose('What, rule 1', 'address');
  await page.locator('input#c0').fill('reader1@readers.example');
  await expectGoodPage(page, 'main');
  await hand.click('button', 'Save and write to them');
  await page.waitForURL(/\/sends\/new\?/);
  expect(hand.count.clicks).toBeLessThanOrEqual(5);
  await page.getByText('1 person now').waitFor();
  expect(await page.locator('.who > summary').textContent()).toContain(
    'All readers in the segment “One reader”',
  );
  await expectGoodPage(page, 'main');

  const other = await hands();
  await other.click('link', 'Write a letter');
  await page.locator('.who > summary').click();
  other.count.clicks += 3;
  await page.getByLabel('Segment', { exact: true }).selectOption({ label: 'One reader' });
  await page.getByText('1 person now').waitFor();
  expect(other.count.clicks).toBeLessThanOrEqual(5);
  await page.getByLabel('Subject').fill('For one');
  await page
    .getByText(/^Saved/)
    .first()
    .waitFor();
  const [draft] = await listDrafts(app.db, publication.id);
  expect((await getSendDetails(app.db, publication.id, draft?.id ?? 0)).letter?.segment).toBeGreaterThan(0);
});
