import { beforeAll, expect, test } from 'vitest';
import { getPublication, listTopics } from '../../src/publications/index.ts';
import { rows } from '../../src/platform/database.ts';
import { createServer } from '../../src/web/server.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pageAs } from '../support/web/page-as.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
let cookie = '';
beforeAll(async () => {
  await makePublication(app, {
    slug: 'gazette',
    accentColor: '#14566b',
    topics: [
      { slug: 'sport', name: 'Sport', categories: ['rowing'] },
      { slug: 'sea', name: 'Sea', categories: [] },
    ],
  });
  cookie = await signInByPage(createServer(app), await makeUser(app, 'admin'));
});

test('The name and address of the sender are changed in two clicks, two fields and one page (row 17 of the steps), without script', async () => {
  const page = await pageAs(browser, `${url}/admin/gazette`, cookie, { javaScriptEnabled: false });
  const steps = { clicks: 0, fields: 0, pages: 0 };
  await page.getByRole('link', { name: 'Settings' }).first().click();
  steps.clicks += 1;
  steps.pages += 1;
  await page.getByLabel('Sender name').fill('The Courier');
  await page.getByLabel('Sender address').fill('news@courier.example');
  steps.fields += 2;
  await page.getByRole('button', { name: 'Save' }).click();
  steps.clicks += 1;
  await expect
    .poll(() => page.locator('main').innerText())
    .toContain('Saved: Sender name and Sender address.');
  expect(steps).toEqual({ clicks: 2, fields: 2, pages: 1 });
  expect(await getPublication(app.db, 'gazette')).toMatchObject({
    fromName: 'The Courier',
    fromAddress: 'news@courier.example',
  });
  await page.context().close();
});

test('The box on the settings page follows the choices, and its code with it; nobody is counted who only looks', async () => {
  const page = await pageAs(browser, `${url}/admin/gazette/settings/embed`, cookie, { width: 390 });
  const button = page.frameLocator('iframe').getByRole('button', { name: 'Subscribe' });
  await button.waitFor();
  const color = () => button.evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await color()).toBe('rgb(20, 86, 107)');
  await page.getByLabel('Colour on your site').fill('#7a1f1f');
  await expect
    .poll(() => page.locator('#embed-result pre').innerText())
    .toContain('--paperround-accent: #7a1f1f;');
  await expect.poll(color).toBe('rgb(122, 31, 31)');
  await page.getByLabel('Kind of code').selectOption('frame');
  await expect.poll(() => page.locator('#embed-result pre').innerText()).toContain('<iframe src=');
  await expectGoodPage(page);
  const framed = page.locator('iframe[src*="/gazette/embed?"]').contentFrame();
  await framed.getByRole('button', { name: 'Subscribe' }).waitFor();
  // What comes after it is counted alone.
  await page.goto(`${url}/gazette/embed`);
  await expect
    .poll(() => rows(app.db, 'select shown from sign_up_counts'), { timeout: 100_000 })
    .toEqual([{ shown: 1 }]);
  await page.context().close();
});

test('Topics are merged and split on a phone, by keyboard', async () => {
  const page = await pageAs(browser, `${url}/admin/gazette/topics`, cookie, {
    width: 390,
    colorScheme: 'dark',
  });
  await expectGoodPage(page);
  await page.goto(`${url}/admin/gazette/topics/sea/merge`);
  await page.getByLabel('Merge into').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Merge Sea into Sport' }).waitFor();
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Merge Sea into Sport' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('main').innerText()).toContain('Merged.');
  await page.goto(`${url}/admin/gazette/topics/sport/split`);
  await page.getByLabel('Name of the new topic').fill('Boats');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expectGoodPage(page);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('main').innerText()).toContain('Boats is a topic now.');
  expect(
    (await listTopics(app.db, (await getPublication(app.db, 'gazette')).id)).map(({ slug }) => slug),
  ).toEqual(['sport', 'boats']);
  await page.context().close();
});
