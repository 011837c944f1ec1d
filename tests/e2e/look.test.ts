import { beforeAll, expect, test } from 'vitest';
import { getPublicationById, type Publication } from '../../src/publications/index.ts';
import { createServer } from '../../src/web/server.ts';
import { makePublication } from '../support/app/publications.ts';
import { drawing } from '../support/media/pictures.ts';
import { makeArticle } from '../support/sends/sends.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pageAs } from '../support/web/page-as.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
let gazette: Publication;
let cookie = '';
beforeAll(async () => {
  gazette = await makePublication(app, { slug: 'gazette', name: 'The Gazette' });
  await makeArticle(app, gazette, { title: 'The ferry stays' });
  cookie = await signInByPage(createServer(app), await makeUser(app, 'admin'));
});

test('A colour is changed in two clicks, and a real mail shows it before it is saved (STEPS 19)', async () => {
  const page = await pageAs(browser, `${url}/admin/gazette`, cookie);
  const mail = () => page.frameLocator('iframe');
  const accentOf = () =>
    mail()
      .locator('.btn td, .card td')
      .first()
      .evaluate(() => document.documentElement.outerHTML);
  await page.getByRole('link', { name: 'Look & templates' }).click();
  await expect.poll(() => mail().locator('h1').innerText(), { timeout: 100_000 }).toBe('The ferry stays');
  await page.locator('#accentColor').fill('#ffa94d');
  await expect.poll(accentOf, { timeout: 100_000 }).toContain('#ffa94d');
  await expect
    .poll(() => page.getByRole('main').innerText())
    .toMatch(/1\.\d : 1 on white\. Too pale for many people/);
  expect((await getPublicationById(app.db, gazette.id)).accentColor).not.toBe('#ffa94d');
  await page.getByRole('button', { name: 'Save the look' }).click();
  await expect.poll(() => page.getByRole('main').innerText()).toContain('The look is saved.');
  expect((await getPublicationById(app.db, gazette.id)).accentColor).toBe('#ffa94d');
  await expectGoodPage(page);
  // Another mail, dark, as wide as a desk; what is typed comes along.
  await page.getByLabel('Line above the footer').fill('Paid for by <b>4,100</b> members.');
  await page.getByRole('link', { name: 'Digest' }).click();
  await page.getByRole('link', { name: 'Dark' }).click();
  await page.getByRole('link', { name: 'Desktop' }).click();
  await expect
    .poll(() => mail().locator('body').innerText(), { timeout: 100_000 })
    .toContain('Paid for by <b>4,100</b> members.');
  await expect
    .poll(() => page.locator('iframe').getAttribute('src'))
    .toMatch(/mail=digest&look=dark&width=desktop/);
  expect(await page.getByLabel('Line above the footer').inputValue()).toContain('4,100');
  // A logo, and the way back.
  const file = { name: 'logo.png', mimeType: 'image/png', buffer: await drawing(300, 80).png().toBuffer() };
  await page.getByLabel('Choose a picture').setInputFiles(file);
  await page.getByRole('button', { name: 'Use this picture' }).click();
  await expect.poll(() => page.getByRole('main').innerText()).toContain('show the logo from now on');
  expect((await getPublicationById(app.db, gazette.id)).logoUrl).toContain('/media/');
  await expect.poll(() => mail().locator('img.logo').count(), { timeout: 100_000 }).toBe(1);
  await page.getByRole('button', { name: 'Use the name instead' }).click();
  await expect.poll(async () => (await getPublicationById(app.db, gazette.id)).logoUrl).toBe(null);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await getPublicationById(app.db, gazette.id)).logoUrl).toContain('/media/');
  await page.context().close();
});

test('Without script, on a phone, a button refreshes the mail, and a ground that is too dark is refused', async () => {
  const page = await pageAs(browser, `${url}/admin/gazette/look`, cookie, {
    width: 390,
    javaScriptEnabled: false,
  });
  await page.getByRole('radio', { name: /^Newspaper/ }).check();
  await page.getByRole('button', { name: 'Refresh preview' }).click();
  await expect.poll(() => page.frameLocator('iframe').locator('h1').count(), { timeout: 100_000 }).toBe(1);
  expect(await page.locator('iframe').getAttribute('src')).toContain('typeface=newspaper');
  expect(await page.getByRole('radio', { name: /^Newspaper/ }).isChecked()).toBe(true);
  expect((await getPublicationById(app.db, gazette.id)).typeface).toBe('mixed');
  await page.locator('#groundColor').fill('#333333');
  await page.getByRole('button', { name: 'Save the look' }).click();
  await expect.poll(() => page.getByRole('main').innerText()).toContain('The ground is too dark');
  await page.context().close();
});
