import type { Page } from 'playwright-core';
import request from 'supertest';
import { expect, test } from 'vitest';
import { apiAuthorization } from '../support/app/app.ts';
import { openBrowser } from '../support/web/browser.ts';
import { makePublication } from '../support/app/publications.ts';
import { expectGoodPage, expectNoSidewaysScroll } from '../support/web/page-rules.ts';
import { decodeQuotedPrintable, tokenIn } from '../support/readers/readers.ts';
import { startOtherSite, startSite } from '../support/web/site.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';

const sink = await startSmtpSink();
const { app, url } = await startSite({ SMTP_URL: sink.url });
const browser = await openBrowser();
const authorization = await apiAuthorization(app);
await makePublication(app, {
  slug: 'gazette',
  topics: [
    { slug: 'sport', name: 'Sport' },
    { slug: 'arts', name: 'Arts' },
  ],
});

const mailsFor = (email: string) =>
  sink.messages
    .filter(({ to }) => to.includes(email))
    .map(({ source }) => decodeQuotedPrintable(source.toString()));

/** The newest mail to an address, once there are so many. */
async function nthMail(email: string, count: number): Promise<string> {
  await expect.poll(() => mailsFor(email).length, { timeout: 100_000, interval: 100 }).toBe(count);
  return mailsFor(email)[count - 1] ?? '';
}

async function publish(title: string): Promise<void> {
  const answer = await request(url)
    .post('/api/v1/publications/gazette/articles')
    .set('Authorization', authorization)
    .send({
      url: `https://gazette.example/${encodeURIComponent(title)}`,
      title,
      summary: '<p>The story.</p>',
    });
  expect(answer.status).toBe(201);
}

const sendsDone = async (count: number) => {
  const { body } = await request(url)
    .get('/api/v1/publications/gazette/sends')
    .set('Authorization', authorization);
  return body.data.filter(({ status }: { status: string }) => status === 'sent').length === count;
};

const hasHeading = (page: Page, text: string) => expect.poll(() => page.locator('h1').innerText()).toBe(text);

test('A reader signs up, confirms, gets the article and leaves, in a browser', async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const email = 'Reader.One@example.org';
  await page.goto(`${url}/gazette`);
  await expectGoodPage(page);
  await page.fill('#email', email);
  await page.locator('summary').click();
  await page.check('text=Sport');
  await page.uncheck('text=Sport');
  await page.click('button');
  await hasHeading(page, 'Check your inbox');
  await expectGoodPage(page);

  const confirmation = await nthMail(email, 1);
  await page.goto(`${url}/confirm/${tokenIn(confirmation, 'confirm')}`);
  await expectGoodPage(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/welcome');
  await hasHeading(page, 'Welcome! You are subscribed.');
  await expectGoodPage(page);
  expect(await nthMail(email, 2)).toMatch(/^Subject: .*The Gazette/m);

  await publish('Bridge reopens');
  const article = await nthMail(email, 3);
  expect(article).toContain('Bridge reopens');
  await page.goto(`${url}/preferences/${tokenIn(article, 'preferences')}`);
  await expectGoodPage(page);
  await page.fill('#name', 'Ada');
  await page.click('text=Save');
  await page.getByRole('status').getByText('Your choices are saved.').waitFor();

  await page.goto(`${url}/unsubscribe/${tokenIn(article, 'unsubscribe')}`);
  await expectGoodPage(page);
  await page.click('button');
  await hasHeading(page, 'You are unsubscribed.');
  await expectGoodPage(page);

  await publish('Ferry cancelled');
  await expect.poll(() => sendsDone(2)).toBe(true);
  expect(mailsFor(email)).toHaveLength(3);
  await page.context().close();
});

test('The same works without scripts on a phone, and one click in the mail program is enough to leave', async () => {
  const context = await browser.newContext({
    viewport: { width: 320, height: 640 },
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  const email = 'phone@example.org';
  await page.goto(`${url}/gazette`);
  await expectNoSidewaysScroll(page);
  await page.fill('#email', email);
  await page.click('button');
  await hasHeading(page, 'Check your inbox');
  await expectNoSidewaysScroll(page);
  await page.goto(`${url}/confirm/${tokenIn(await nthMail(email, 1), 'confirm')}`);
  await page.click('button');
  await hasHeading(page, 'Welcome! You are subscribed.');
  await nthMail(email, 2);
  await publish('Market moves');
  const article = await nthMail(email, 3);
  const [, oneClick = ''] = /^List-Unsubscribe: <([^>]+)>/im.exec(article) ?? [];
  expect(article).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im);
  const answer = await request(oneClick).post('').type('form').send('List-Unsubscribe=One-Click');
  expect(answer.status).toBe(200);
  await page.goto(oneClick);
  await hasHeading(page, 'You are unsubscribed.');
  await context.close();
});

test('Where a site’s policy forbids our script to ask, the box is a frame as high as it needs, and signs up from there', async () => {
  const site = await startOtherSite(
    `<!doctype html><title>Story</title><p>A story.</p><script src="${url}/embed.js" data-publication="gazette"></script>`,
    `script-src ${url}; frame-src ${url}; connect-src 'none'`,
  );
  const page = await (await browser.newContext({ viewport: { width: 400, height: 900 } })).newPage();
  await page.goto(site);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { name: 'Discover more from The Gazette' }).waitFor();
  const heights = () =>
    page
      .locator('iframe')
      .evaluate((outside) => outside.clientHeight)
      .then(async (outside) => [
        outside,
        Math.ceil((await frame.locator('main').boundingBox())?.height ?? 0),
      ]);
  await expect.poll(async () => ((pair) => pair[0] === pair[1])(await heights())).toBe(true);
  await frame.locator('#email').fill('framed@example.org');
  await frame.locator('button').click();
  await frame.getByText('Check your inbox').waitFor();
  const found = await request(url)
    .get('/api/v1/publications/gazette/subscribers?email=framed@example.org')
    .set('Authorization', authorization);
  expect(found.body.data[0]).toMatchObject({ status: 'pending', source: `${site}/` });
  await page.context().close();
});

test('A plain form on another site needs no script of ours', async () => {
  const site = await startOtherSite(
    `<!doctype html><title>Story</title><form method="post" action="${url}/gazette/subscribe">
     <input name="email" type="email"><button>Subscribe</button></form>`,
  );
  const page = await (await browser.newContext()).newPage();
  await page.goto(site);
  await page.fill('input', 'plain@example.org');
  await page.click('button');
  await page.waitForURL(`${url}/gazette/check-inbox`);
  await page.goto(site);
  await page.locator('input').evaluate((input) => input.removeAttribute('type'));
  await page.fill('input', 'nonsense');
  await page.click('button');
  await page.getByRole('alert').getByText('valid email address').waitFor();
  expect(await page.locator('#email').inputValue()).toBe('nonsense');
  await expectGoodPage(page);
  await page.context().close();
});

test('The log of all these journeys holds no address and no token (SEC-17)', () => {
  const log = app.logged.join('');
  expect(log).toContain('subscriber.confirmed');
  expect(log).toContain('subscriber.unsubscribed');
  expect(log.match(/[^\s"]*@[^\s"]*/g)).toBeNull();
  const tokens = sink.messages.flatMap(({ source }) => [
    ...decodeQuotedPrintable(source.toString()).matchAll(
      /\/(?:confirm|unsubscribe|preferences|rhythm|never-again)\/([\w-]{20,})/g,
    ),
  ]);
  expect(tokens.length).toBeGreaterThan(10);
  expect(tokens.filter(([, token = '']) => log.includes(token))).toEqual([]);
});
