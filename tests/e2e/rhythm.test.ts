import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { findSubscriberByEmail, linksOf } from '../../src/subscribers/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { mailsTo, makeConsenting, tokenIn } from '../support/readers/readers.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
const TOPICS = [
  { slug: 'sport', name: 'Sport' },
  { slug: 'arts', name: 'Arts' },
];
const gazette = await makePublication(app, { slug: 'gazette', topics: TOPICS });
const kurier = await makePublication(app, {
  slug: 'kurier',
  name: 'Der Kurier',
  language: 'de',
  topics: TOPICS,
});

const hasHeading = (page: Page, text: string) => expect.poll(() => page.locator('h1').innerText()).toBe(text);
const lead = (page: Page) => page.locator('.lead').first().innerText();
const readerOf = (email: string) => findSubscriberByEmail(app.db, gazette.id, email);

test('A reader signs up for once a week, then wants once a day at five, takes a break and comes back', async () => {
  const context = await browser.newContext({
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  const email = 'weekly@example.org';
  await page.goto(`${url}/gazette`);
  await page.fill('#email', email);
  await page.getByText('Once a week', { exact: true }).click();
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await hasHeading(page, 'Check your inbox');
  const mail = await vi.waitFor(
    async () => {
      const [first] = await mailsTo(app, email);
      if (first === undefined) throw new Error('no mail yet');
      return first;
    },
    { timeout: 120_000, interval: 200 },
  );
  await page.goto(`${url}/confirm/${tokenIn(mail, 'confirm')}`);
  expect(await lead(page)).toMatch(/will get The Gazette once a week, on Saturdays at (16:00|15:00)\.$/);
  await page.getByRole('button').click();
  await page.waitForURL('**/welcome');
  expect(await readerOf(email)).toMatchObject({ rhythm: 'weekly', timeZone: 'Asia/Tokyo' });

  const { preferencesUrl } = (await linksOf(app, (await readerOf(email))?.id ?? 0)) ?? {};
  await page.goto(preferencesUrl ?? '');
  await page.getByText('Once a day', { exact: true }).click();
  await page.getByLabel('At what time').selectOption('5');
  await page.getByLabel('Only these:').check();
  await page.getByRole('button', { name: 'Save my choices' }).click();
  await page.getByRole('alert').getByText('Tick at least one topic, or choose everything.').waitFor();
  await expectGoodPage(page);
  await page.getByLabel('Arts').check();
  await page.getByRole('button', { name: 'Save my choices' }).click();
  await page
    .getByRole('status')
    .getByText(/The next mail comes (today|tomorrow) at 5:00/)
    .waitFor();
  await expect.poll(() => lead(page)).toBe(`w•••@e•••.org gets The Gazette once a day at 5:00, only Arts.`);
  await page.getByRole('button', { name: 'Two weeks' }).click();
  await page
    .getByRole('status')
    .getByText(/The next one comes on .* at 5:00\./)
    .waitFor();
  expect((await readerOf(email))?.pausedUntil).toBeInstanceOf(Date);
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'End the pause now' }).click();
  await expect.poll(async () => (await readerOf(email))?.pausedUntil).toBeNull();
  await context.close();
});

test('A tap in a mail needs one key more, and one to take it back', async () => {
  const { id } = await makeConsenting(app, gazette, 'keys@example.org');
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${(await linksOf(app, id))?.rhythmUrl}?to=daily`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/done?from=default');
  await hasHeading(page, 'Once a day it is');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/done?from=daily');
  expect(await readerOf('keys@example.org')).toMatchObject({ rhythm: 'each', rhythmChosenAt: null });
  await page.context().close();
});

test.each(['light', 'dark'] as const)(
  'Every page about rhythms can be used by everybody on a phone without script, in German, %s (WCAG AA)',
  async (colorScheme) => {
    const { id } = await makeConsenting(app, kurier, `${colorScheme}@example.org`);
    const links = await linksOf(app, id);
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme });
    const page = await context.newPage();
    const addresses = [
      `${url}/kurier`,
      `${url}/kurier/embed`,
      links?.preferencesUrl,
      links?.unsubscribeUrl,
      links?.rhythmUrl,
      `${links?.rhythmUrl}?to=weekly`,
      `${links?.rhythmUrl}/done?from=weekly`,
      `${links?.rhythmUrl}/paused`,
    ];
    for (const address of addresses) {
      await page.goto(address ?? '');
      await expectGoodPage(page);
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
    }
    await context.close();
  },
);
