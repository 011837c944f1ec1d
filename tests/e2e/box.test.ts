import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { findSubscriberByEmail } from '../../src/subscribers/index.ts';
import { READER_LANGUAGES } from '../../src/words/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { codeIn, decodeQuotedPrintable, makeConsenting, otherCode } from '../support/readers/readers.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pressByKey, tabTo } from '../support/web/keyboard.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startOtherSite, startSite } from '../support/web/site.ts';

const smtp = await startScriptedSmtp({
  script: (step, _line, to) =>
    step === 'rcpt' && to.startsWith('mistyped@') ? '550 5.1.1 No such user' : undefined,
});
const { app, url } = await startSite({ SMTP_URL: smtp.url });
const browser = await openBrowser();
const courier = await makePublication(app, {
  slug: 'courier',
  name: 'The Saltholm Courier',
  fromName: 'The Saltholm Courier',
  accentColor: '#14566b',
  defaultRhythm: 'daily',
  languages: [...READER_LANGUAGES],
  topics: [
    { slug: 'harbour', name: 'Harbour' },
    { slug: 'schools', name: 'Schools' },
  ],
});

/** A site whose style sheet breaks every box put into it. */
const HOSTILE = `
  * { box-sizing: content-box !important; font-family: 'Comic Sans MS', cursive !important; letter-spacing: 2px;
      text-transform: uppercase; line-height: 1 !important; }
  html { font-size: 9px; }
  body { margin: 0; background: #d8f5c0; color: #c0f; font-size: 22px; text-align: center; }
  form, section, div, p, label, fieldset, paperround-box { padding: 9px !important; float: left; width: 45%;
      border: 3px dotted #f0f !important; color: #f0f !important; }
  input, button, select { width: 40px !important; border-radius: 50% !important; background: #000 !important; }
  label, h2 { display: none !important; }
  svg { width: 300px !important; fill: lime !important; }`;
/** Nothing of ours but the script and what it asks; no frame, no form, no HTML from texts. */
const STRICT =
  `default-src 'none'; script-src ${url}; connect-src ${url}; style-src 'nonce-site'; form-action 'none';
  base-uri 'none'; require-trusted-types-for 'script'`.replaceAll(/\s+/g, ' ');

const pageAround = (body: string, styles = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
   <style nonce="site">${styles}</style><title>The night ferry stays</title>
   <main><h1>The night ferry stays</h1><p>The council votes 11 to 8 for a two-year trial.</p>${body}</main></html>`;
const TAG = `<script src="${url}/embed.js" data-publication="courier" async></script>`;
const hostile = await startOtherSite(pageAround(TAG, HOSTILE), STRICT);
const plain = await startOtherSite(
  pageAround(TAG, ':root { color-scheme: light dark } body { background: Canvas; color: CanvasText }'),
  STRICT,
);

const PATIENCE = { timeout: 90_000, interval: 200 };
const box = (page: Page) => page.locator('paperround-box');
const heading = (page: Page) => box(page).locator('h2');
const text = (page: Page) => box(page).locator('.box-in').innerText();
const fault = (page: Page) => box(page).getByRole('alert');

const complaints: string[] = [];
// A refused form, a wrong code and a broken server are answers; what a policy or a script says is not.
afterAll(() => expect(complaints.filter((text) => !/status of (4(22|29)|500)/.test(text))).toEqual([]));

async function open(site: string, options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(site);
  await heading(page).waitFor();
  return page;
}

/** What has the focus has it in a place where it can be seen. */
const hasFocus = (page: Page, selector: string) =>
  expect
    .poll(() =>
      box(page)
        .locator(selector)
        .evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element),
    )
    .toBe(true);

async function arriveAt(page: Page, words: string): Promise<void> {
  await heading(page).getByText(words).waitFor();
  await hasFocus(page, 'h2');
}

async function codeFor(email: string): Promise<string> {
  const find = () => smtp.messages.findLast(({ to }) => to === email)?.source;
  await expect.poll(find, PATIENCE).toBeDefined();
  return codeIn(decodeQuotedPrintable(find() ?? ''));
}

test('By keyboard, on a phone, on a site with hostile styles and a strict policy: typo, wrong code, right code, a reader under the article', async () => {
  const page = await open(hostile, { viewport: { width: 390, height: 844 }, timezoneId: 'Asia/Tokyo' });
  const good = () => expectGoodPage(page, 'paperround-box');
  expect(await heading(page).innerText()).toBe('Discover more from The Saltholm Courier');
  await good();

  await pressByKey(page, box(page).locator('button[type=submit]'));
  await fault(page).waitFor();
  await hasFocus(page, '#email');
  await fault(page).getByText('email address').waitFor();
  await good();

  await page.keyboard.type('mira@gmial.com');
  await page.keyboard.press('Tab');
  const hint = box(page).getByRole('status');
  await expect.poll(() => hint.innerText()).toContain('Did you mean mira@gmail.com?');
  await good();
  await pressByKey(page, hint.getByRole('button', { name: 'Yes, change it' }));
  await hasFocus(page, '#email');
  await expect.poll(() => box(page).locator('#email').inputValue()).toBe('mira@gmail.com');
  await expect.poll(() => hint.innerText()).toBe('');
  await tabTo(page, box(page).locator('[value=daily]'));
  await page.keyboard.press('ArrowDown');
  await pressByKey(page, box(page).locator('summary'));
  await tabTo(page, box(page).getByLabel('Schools'));
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');

  await arriveAt(page, 'Check your inbox');
  expect(await text(page)).toContain('The Saltholm Courier at mira@gmail.com');
  const again = box(page).getByRole('button', { name: /^Send it again \(in 14:\d\d\)$/ });
  expect(await again.getAttribute('aria-disabled')).toBe('true');
  expect(await box(page).getByRole('link', { name: 'Open Gmail' }).getAttribute('href')).toContain('news%40');
  await good();
  const code = await codeFor('mira@gmail.com');
  await tabTo(page, box(page).locator('#code'));
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await fault(page).getByText('six digits').waitFor();
  await hasFocus(page, '#code');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(otherCode(code));
  await page.keyboard.press('Enter');
  await fault(page).getByText('4 tries left').waitFor();
  await hasFocus(page, '#code');
  await good();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.keyboard.press('Enter');

  await arriveAt(page, 'Welcome! You are subscribed.');
  expect(await text(page)).toMatch(/Once a week, on \w+days at [^]*Schools[^]*mira@gmail\.com/);
  await good();
  expect(await findSubscriberByEmail(app.db, courier.id, 'mira@gmail.com')).toMatchObject({
    status: 'active',
    rhythm: 'weekly',
    timeZone: 'Asia/Tokyo',
    source: `${hostile}/`,
  });
  expect(page.url()).toBe(`${hostile}/`);
  await page.context().close();
});

test('A mail that comes back is told where the reader waits; somebody who is a reader learns it only from the code', async () => {
  await makeConsenting(app, courier, 'known@example.org');
  const page = await open(plain, { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' });
  await box(page).locator('#email').fill('mistyped@example.org');
  await box(page).getByText('Once a week', { exact: true }).click();
  await page.keyboard.press('Enter');
  await arriveAt(page, 'Check your inbox');
  await heading(page).getByText('That address bounced our mail').waitFor({ timeout: 0 });
  await expectGoodPage(page);
  await box(page).locator('#email').fill('known@example.org');
  await page.keyboard.press('Enter');
  await arriveAt(page, 'Check your inbox');
  await expectGoodPage(page);
  await box(page)
    .locator('#code')
    .fill(await codeFor('known@example.org'));
  await page.keyboard.press('Enter');
  await arriveAt(page, 'You are on the list already');
  expect(await text(page)).toContain('Just now you chose once a week.');
  await expectGoodPage(page);
  const rhythm = async () => (await findSubscriberByEmail(app.db, courier.id, 'known@example.org'))?.rhythm;
  expect(await rhythm()).toBe('daily');
  await pressByKey(page, box(page).getByRole('button', { name: 'Yes, once a week' }));
  await arriveAt(page, 'Once a week it is');
  expect(await rhythm()).toBe('weekly');
  await expectGoodPage(page);
  await pressByKey(page, box(page).getByRole('button', { name: 'Undo: once a day' }));
  await arriveAt(page, 'Once a day it is');
  expect(await rhythm()).toBe('daily');
  expect(page.url()).toBe(`${plain}/`);
  await page.context().close();
});

test('In Arabic the box runs from right to left on the narrowest phone; refusals of a network and of a broken server lose nothing', async () => {
  const page = await open(plain, {
    viewport: { width: 320, height: 640 },
    locale: 'ar',
    colorScheme: 'dark',
  });
  expect(await box(page).locator('section').getAttribute('dir')).toBe('rtl');
  await expectGoodPage(page);
  await box(page).locator('#email').fill('amal@example.org');
  const answer = (status: number, body: object) =>
    page.route('**/courier/subscribe', (route) =>
      route.fulfill({ status, json: body, headers: { 'Access-Control-Allow-Origin': '*' } }),
    );
  await answer(500, {});
  await page.keyboard.press('Enter');
  await fault(page).waitFor();
  expect(await box(page).locator('#email').inputValue()).toBe('amal@example.org');
  await answer(429, { detail: 'لاحقاً' });
  await pressByKey(page, box(page).locator('button[type=submit]'));
  await fault(page).getByText('لاحقاً').waitFor();
  await expectGoodPage(page);
  await page.unroute('**/courier/subscribe');
  await box(page).locator('.quiet').click();
  await expect.poll(() => box(page).locator('#email').inputValue()).toBe('amal@example.org');
  await pressByKey(page, box(page).locator('button[type=submit]'));
  await box(page).locator('#code').waitFor();
  await expectGoodPage(page);
  await box(page)
    .locator('#code')
    .fill(
      (await codeFor('amal@example.org')).replaceAll(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? ''),
    );
  await page.keyboard.press('Enter');
  await box(page).locator('.tick-mark').waitFor();
  await expectGoodPage(page);
  expect(await findSubscriberByEmail(app.db, courier.id, 'amal@example.org')).toMatchObject({
    status: 'active',
    language: 'ar',
  });
  await page.context().close();
});

test('A frame hints at a mistyped address when its field is left, and its next page says when a new mail can go', async () => {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 700 } })).newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(
    await startOtherSite(
      pageAround(
        `<iframe src="${url}/courier/embed?scheme=dark" title="News" width="340" height="640"></iframe>`,
      ),
    ),
  );
  const frame = page.frameLocator('iframe');
  await frame.locator('#email').fill('tomas@gmial.com');
  await page.keyboard.press('Tab');
  await frame.getByText('Did you mean tomas@gmail.com?').waitFor();
  await frame.getByRole('button', { name: 'Yes, change it' }).click();
  expect(await frame.locator('#email').inputValue()).toBe('tomas@gmail.com');
  await page.keyboard.press('Enter');
  await frame.getByText('Check your inbox').waitFor();
  await frame.locator('html[data-scheme=dark]').waitFor();
  await frame.getByRole('button', { name: /^Send it again \(in 14:\d\d\)$/ }).waitFor();
  await page.context().close();
});

test('Where the script may ask nothing and show nothing, a link is left: the page’s own, else ours', async () => {
  const policy = `script-src ${url}; connect-src 'none'; frame-src 'none'`;
  const words = `<script src="${url}/embed.js"></script><paperround-box data-publication="courier"><a href="${url}/courier">News by mail</a></paperround-box>`;
  const page = await (await browser.newContext()).newPage();
  await page.goto(await startOtherSite(pageAround(`${TAG}${words}`), policy));
  await page.getByRole('link', { name: 'Subscribe by email' }).waitFor();
  await page.getByRole('link', { name: 'News by mail' }).waitFor();
  await page.context().close();
  const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await bare.goto(await startOtherSite(pageAround(words)));
  await bare.getByRole('link', { name: 'News by mail' }).click();
  await bare.waitForURL(`${url}/courier`);
  await bare.context().close();
});
