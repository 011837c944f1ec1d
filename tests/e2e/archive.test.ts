import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { linksOf } from '../../src/subscribers/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { prepareLetter } from '../support/sends/letters.ts';
import { makeArticle, makeReaders, prepareSendOf } from '../support/sends/sends.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();

const publication = await makePublication(app, {
  slug: 'courier',
  name: 'The Saltholm Courier',
  accentColor: '#14566b',
  topics: [{ slug: 'harbour', name: 'Harbour' }],
});
const [readerId = 0] = await makeReaders(app, publication, 1);
const letter = await prepareLetter(app, publication, {
  subject: 'Why we print less and write more',
  markdown:
    'Dear readers,\n\npaper is dear, and the **night ferry** is more than a headline.\n\n## What comes next\n\nMore of it.',
});
const article = await prepareSendOf(
  app,
  await makeArticle(app, publication, { title: 'The night ferry stays', categories: ['Harbour'] }),
);
const view = new URL((await linksOf(app, readerId, letter))?.viewUrl ?? '').pathname;

const pages: [string, string][] = [
  ['the archive', '/courier/archive'],
  ['mails that were looked for', '/courier/archive?q=ferry'],
  ['a search that finds nothing', '/courier/archive?q=submarine'],
  ['a letter', `/courier/archive/${letter}`],
  ['an article', `/courier/archive/${article}`],
  ['a reader’s own copy', view],
];
const WINDOWS: [string, BrowserContextOptions][] = [
  ['on a phone in the dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
  ['on a desk in the light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
];

describe.each(WINDOWS)('%s', (_where, options) => {
  test.each(pages)('is good for everybody: %s', async (_name, path) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(`${url}${path}`);
    await expectGoodPage(page);
    expect(faults).toEqual([]);
    await context.close();
  });
});

test('By keyboard alone a visitor searches, opens a mail, and comes back', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${url}/courier/archive`);
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').getAttribute('name')).toBe('q');
  await page.keyboard.type('ferry print');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=ferry\+print/);
  expect(await page.locator('h1').textContent()).toBe('Past mails with “ferry print”');
  expect(await page.locator('.issues mark').allTextContents()).toContain('ferry');
  await page.locator('.issues a').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/courier/archive/${letter}`);
  expect(await page.locator('h1').textContent()).toBe('Why we print less and write more');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('Past mails');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/courier/archive`);
  await context.close();
});
