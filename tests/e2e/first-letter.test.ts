import { expect, test } from 'vitest';
import { firstVisitLink } from '../../src/accounts/index.ts';
import { getPublication, updatePublication } from '../../src/publications/index.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { makeReaders } from '../support/sends/sends.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const sink = await startSmtpSink();
const { app, url } = await startSite({ SMTP_URL: sink.url });
const browser = await openBrowser();

test('From the printed link to the first letter that readers have: four fields, one page of set-up, and five clicks', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto((await firstVisitLink(app)) ?? '');
  await page.getByLabel('Name').first().fill('The Gazette');
  await page.getByLabel('Sender').fill('news@gazette.example');
  await page.getByLabel('Postal address').fill('1 Market Square, Springfield');
  await page.getByLabel('Your email').fill('ed@gazette.example');
  await page.getByLabel('Password').fill('a heron by the canal');
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.waitForURL(`${url}/admin/the-gazette`);
  await page.getByRole('main').getByText('Go on with the set-up').first().waitFor();
  const publication = await getPublication(app.db, 'the-gazette');
  await makeReaders(app, publication, 3);
  // The way back is tried elsewhere; here nobody waits a minute for it to end.
  await updatePublication(app, publication.slug, { undoSeconds: 0 });
  await page.reload();
  await expectGoodPage(page);

  let clicks = 0;
  const click = async (role: 'link' | 'button' | 'radio', name: string | RegExp) => {
    clicks += 1;
    await page.getByRole('main').getByRole(role, { name }).first().click();
  };
  await click('link', 'Write a letter');
  await page.getByLabel('Subject').fill('The bridge opens on Monday');
  await page.getByRole('textbox', { name: 'Text' }).fill('Dear readers,\n\nthe bridge opens on Monday.');
  await click('button', 'Check and schedule');
  await page.waitForURL(/\/sends\/\d+\/(check|schedule)/);
  await page.getByRole('main').getByText('3 readers').filter({ visible: true }).first().waitFor();
  await click('radio', 'Now');
  await click('button', /^Send to 3 readers now/);
  await page.waitForURL(/\/sends\/\d+(\?|$)/);
  await expect.poll(() => sink.messages.length).toBe(3);
  expect(clicks).toBeLessThanOrEqual(5);
  await expect
    .poll(async () => (await page.reload(), page.getByRole('main').innerText()))
    .toContain('of 3, 100%');
  await expectGoodPage(page);
});
