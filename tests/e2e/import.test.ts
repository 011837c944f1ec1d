import { expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();

test('A list of ten comes in and goes out again: four clicks, no field, three pages (row 13 of the steps); a column is mapped by keyboard', async () => {
  const publication = await makePublication(app, { slug: 'courier' });
  await makeUser(app, 'admin');
  const email = await makeUser(app, 'editor');
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${url}/admin/courier`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/admin/courier`);
  const people = Array.from({ length: 10 }, (_, n) => `reader${n}@example.org,Reader ${n}\n`).join('');
  const count = async () =>
    (await rows(app.db, 'select 1 from subscribers where publication_id = ?', [publication.id])).length;
  const choose = async (text: string) => {
    const dialog = page.waitForEvent('filechooser');
    await page.getByLabel('The list').click();
    await (await dialog).setFiles([{ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }]);
    await page.waitForURL(/imports\/\d+$/);
  };

  await page.getByRole('link', { name: 'Subscribers' }).first().click();
  await page.getByRole('main').getByRole('link', { name: 'Import' }).click();
  await page.getByLabel('The list').waitFor();
  await expectGoodPage(page);
  await choose(`email,name\n${people}`);
  await expectGoodPage(page);
  expect(await count()).toBe(0);
  await page.getByRole('button', { name: 'All of them agreed: import 10 readers' }).click();
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
  expect(await count()).toBe(10);
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByText('10 readers removed').waitFor();
  expect(await count()).toBe(0);

  await page.goto(`${url}/admin/courier/subscribers/import`);
  await choose('email,Lage\nmapped@example.org,aktiv\nleft@example.org,gesperrt\n');
  await page.getByRole('heading', { name: 'Say what these columns are' }).waitFor();
  await expectGoodPage(page);
  await page.getByLabel('What it is: Lage').focus();
  await page.keyboard.type('Whether');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'All of them agreed: import 1 reader' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'What happened' }).waitFor();
  expect(await count()).toBe(1);
});
