import type { FrameLocator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { makePublication } from '../support/app/publications.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startOtherSite, startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
await makePublication(app, { slug: 'gazette', signUpCheck: 'always' });

const mails = (email: string) => async () =>
  (await rows(app.db, 'select 1 from mailbox where envelope_to = ?', [email])).length;
const PATIENCE = { timeout: 90_000, interval: 200 };

async function signUp(page: Page | FrameLocator, email: string): Promise<void> {
  await page.locator('#email').fill(email);
  await page.locator('.sign-up button[type=submit]').click();
}

test('While sign-ups spike, a browser calculates and goes on by itself: on our page and in a frame (BOMB-04)', async () => {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('403')) faults.push(message.text());
  });
  await page.goto(`${url}/gazette`);
  await signUp(page, 'script@example.org');
  await page.waitForURL('**/check-inbox?ticket=*');
  await page.goto(await startOtherSite(`<!doctype html><iframe src="${url}/gazette/embed"></iframe>`));
  const frame = page.frameLocator('iframe');
  await signUp(frame, 'framed@example.org');
  await frame.getByRole('heading', { name: 'Check your inbox' }).waitFor();
  await expect.poll(mails('script@example.org'), PATIENCE).toBe(1);
  await expect.poll(mails('framed@example.org'), PATIENCE).toBe(1);
  const spent = await rows(app.db, 'select 1 from sign_up_proofs');
  expect([spent.length, faults]).toEqual([2, []]);
  await page.close();
});

test('The box under an article calculates on any page, and says when the mail comes later; a policy that only reports leaves it alone', async () => {
  const tag = `<!doctype html><html lang="en"><meta charset="utf-8"><title>An article</title><main><h1>An article</h1><script src="${url}/embed.js" data-publication="gazette"></script></main>`;
  const policy = `default-src 'none'; script-src ${url}; connect-src ${url}`;
  const page = await browser.newPage();
  await page.goto(await startOtherSite(tag, policy, "connect-src 'none'; frame-src 'none'"));
  const box = page.locator('paperround-box');
  const under = async (email: string) => {
    await box.locator('#email').fill(email);
    await box.locator('button[type=submit]').click();
  };
  const proofs = () => rows(app.db, 'select 1 from sign_up_proofs');
  const before = await proofs();
  await under('article@example.org');
  await box.getByText('Your browser is calculating.').waitFor();
  await box.locator('#code').waitFor();
  const says = () => box.locator('.box-in').innerText();
  expect(await says()).toMatch(/article@example\.org(?!.*some hours)/s);
  await expect.poll(mails('article@example.org'), PATIENCE).toBe(1);
  expect(await proofs()).toHaveLength(before.length + 1);
  await box.locator('.btns button').last().click();
  await page.route('**/challenge', (route) => route.abort());
  await under('slow@example.org');
  await box.locator('#code').waitFor();
  expect(await says()).toContain('the mail can take some hours');
  await expectGoodPage(page);
  await page.close();
});

test('Without script there is a button for those who can wait, and where the browser cannot calculate the page says so', async () => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await page.goto(`${url}/gazette`);
  await signUp(page, 'patient@example.org');
  await page.getByText('perhaps only in some hours').waitFor();
  await page.getByRole('button', { name: 'Sign up and wait' }).press('Enter');
  await page.waitForURL('**/check-inbox?ticket=*');
  await expect.poll(mails('patient@example.org'), PATIENCE).toBe(1);
  await context.close();
  const other = await browser.newPage();
  await other.route('**/challenge', (route) => route.abort());
  await other.goto(`${url}/gazette`);
  await signUp(other, 'offline@example.org');
  await other.getByText('Your browser cannot do this calculation.').waitFor();
  await expectGoodPage(other);
  await other.close();
});
