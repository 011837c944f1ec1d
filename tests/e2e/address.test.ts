import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createSubscriber, getSubscriber, linksOf } from '../../src/subscribers/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { decodeQuotedPrintable, signUpOf, tokenIn } from '../support/readers/readers.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pressByKey, tabTo } from '../support/web/keyboard.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const smtp = await startScriptedSmtp();
const { app, url } = await startSite({ SMTP_URL: smtp.url });
const browser = await openBrowser();
const gazette = await makePublication(app, { slug: 'gazette', defaultRhythm: 'daily' });

async function mailTo(email: string): Promise<string> {
  const find = () => smtp.messages.findLast(({ to }) => to === email)?.source;
  await expect.poll(find, { timeout: 90_000, interval: 200 }).toBeDefined();
  return decodeQuotedPrintable(find() ?? '');
}

const hasHeading = (page: Page, text: string) => expect.poll(() => page.locator('h1').innerText()).toBe(text);
const press = (page: Page, name: string) => pressByKey(page, page.getByRole('button', { name }));

test('A reader moves to another address and back, by keyboard alone, on a phone and in Arabic', async () => {
  const { id } = await createSubscriber(app, gazette, {
    ...signUpOf('old@example.org'),
    consent: { source: 'a test', at: new Date() },
  });
  const links = await linksOf(app, id);
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto(links?.preferencesUrl ?? '');
  await pressByKey(page, page.getByRole('link', { name: 'Use another address' }));
  await page.waitForURL('**/address');
  await tabTo(page, page.getByLabel('New address'));
  await page.keyboard.type('new@example');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await expectGoodPage(page);
  await tabTo(page, page.getByLabel('New address'));
  await page.keyboard.press('End');
  await page.keyboard.type('.org');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'n•••@e•••.org' }).waitFor();
  await expectGoodPage(page);

  await page.goto(`${url}/address/${tokenIn(await mailTo('new@example.org'), 'address')}`);
  await expectGoodPage(page);
  // The button is the first thing that takes the focus (CNF-02).
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your mail goes to this address now' }).waitFor();
  await expectGoodPage(page);
  expect((await getSubscriber(app.db, gazette.id, id)).email).toBe('new@example.org');

  const note = await mailTo('old@example.org');
  await app.db.raw("update subscribers set language = 'ar' where id = ?", [id]);
  await page.goto(`${url}/keep-address/${tokenIn(note, 'keep-address')}`);
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  await expectGoodPage(page);
  await press(page, 'متابعة');
  await page.getByRole('button', { name: 'نعم، تراجع' }).waitFor();
  await expectGoodPage(page);
  await press(page, 'نعم، تراجع');
  await page.getByRole('heading', { name: 'عاد عنوانك القديم' }).waitFor();
  await hasHeading(page, 'عاد عنوانك القديم');
  expect((await getSubscriber(app.db, gazette.id, id)).email).toBe('old@example.org');
  await context.close();
});
