import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { codeIn, decodeQuotedPrintable, otherCode } from '../support/readers/readers.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const smtp = await startScriptedSmtp({
  script: (step, _line, to) =>
    step === 'rcpt' && to.startsWith('mistyped@') ? '550 5.1.1 No such user' : undefined,
});
const { app, url } = await startSite({ SMTP_URL: smtp.url });
const browser = await openBrowser();
await makePublication(app, { slug: 'gazette', defaultRhythm: 'daily' });

const PATIENCE = { timeout: 90_000, interval: 200 };
const hasHeading = (page: Page, text: string) => expect.poll(() => page.locator('h1').innerText()).toBe(text);

/** The newest mail to an address, once there is one. */
async function mailTo(email: string): Promise<string> {
  const find = () => smtp.messages.findLast(({ to }) => to === email)?.source;
  await expect.poll(find, PATIENCE).toBeDefined();
  return decodeQuotedPrintable(find() ?? '');
}

async function openSignUp(options: Parameters<typeof browser.newContext>[0], email: string): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${url}/gazette`);
  await page.fill('#email', email);
  await page.click('button');
  await hasHeading(page, 'Check your inbox');
  return page;
}

test('Without script, on a phone in the dark: a wrong code, the right one, and the person is a reader', async () => {
  const email = 'phone@example.org';
  const page = await openSignUp(
    { viewport: { width: 320, height: 640 }, colorScheme: 'dark', javaScriptEnabled: false },
    email,
  );
  await page.getByRole('main').getByText(email).waitFor();
  const mail = await mailTo(email);
  const code = codeIn(mail);
  expect(mail).toMatch(new RegExp(`^Subject: ${code} is your code`, 'm'));
  await page.fill('#code', otherCode(code));
  await page.click('.code-row button');
  await page.getByRole('alert').getByText('4 tries left').waitFor();
  expect(await page.locator('#code').inputValue()).toBe(otherCode(code));
  await page.fill('#code', `${code.slice(0, 3)} ${code.slice(3)}`);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/subscribed/**');
  await hasHeading(page, 'Welcome! You are subscribed.');
  await page.getByRole('main').getByText('once a day').first().waitFor();
  await page.context().close();
});

test('Each page between sign-up and code can be used by everybody (WCAG AA)', async () => {
  const email = 'desktop@example.org';
  const page = await openSignUp({ viewport: { width: 1280, height: 800 } }, email);
  await expectGoodPage(page);
  const code = codeIn(await mailTo(email));
  await page.fill('#code', otherCode(code));
  await page.click('.code-row button');
  await page.getByRole('alert').getByText('4 tries left').waitFor();
  await expectGoodPage(page);
  await page.fill('#code', code);
  await page.click('.code-row button');
  await page.waitForURL('**/subscribed/**');
  await expectGoodPage(page);
  await page.context().close();
});

test('With script, a mail that comes back is told on the open page, and the address can be mended there', async () => {
  const page = await openSignUp({ viewport: { width: 390, height: 800 } }, 'mistyped@example.org');
  await page.getByRole('heading', { name: 'That address bounced our mail' }).waitFor({ timeout: 0 });
  await expectGoodPage(page);
  expect(await page.locator('#email').inputValue()).toBe('mistyped@example.org');
  await page.fill('#email', 'mended@example.org');
  await page.click('button');
  await hasHeading(page, 'Check your inbox');
  await page.fill('#code', codeIn(await mailTo('mended@example.org')));
  await page.click('.code-row button');
  await page.waitForURL('**/subscribed/**');
  await page.context().close();
});
