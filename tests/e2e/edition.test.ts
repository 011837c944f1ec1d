import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { viewEdition } from '../../src/planning/index.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { planDaily } from '../support/sends/editions.ts';
import { makeArticle } from '../support/sends/sends.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage, expectNoSidewaysScroll } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
let publication: Publication;
let sendId = 0;
let state: Awaited<ReturnType<BrowserContext['storageState']>>;

beforeAll(async () => {
  const made = await makePublication(app, { slug: 'gazette', topics: [{ slug: 'town', name: 'Town' }] });
  publication = await updatePublication(app, made.slug, { reviewMinutes: 0 });
  ({ sendId } = await planDaily(app, publication));
  for (const title of ['Bridge is shut', 'Market stays', 'Seal is back'])
    await makeArticle(app, publication, { title, categories: ['Town'] });
  const email = await makeUser(app, 'admin', 'mira@gazette.example');
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/admin/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/admin\/gazette/);
  state = await context.storageState();
  await context.close();
});

async function open(options: object = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 1000 },
    storageState: state,
    ...options,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => expect.soft(error.message).toBe(''));
  await page.goto(`${url}/admin/gazette/sends/${sendId}/edit`);
  return page;
}

const titles = async () =>
  (await viewEdition(app, publication.id, sendId))?.articles.map(({ article }) => article.title);

test('A planned digest is put in order by keyboard alone, with an introduction, and saved', async () => {
  const page = await open();
  const handle = page.getByRole('button', { name: 'Move: Bridge is shut' });
  await handle.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.getByText('“Bridge is shut” is now number 1 of 3.').waitFor();
  await page.keyboard.press('Space');
  await page.getByLabel('Introduction').focus();
  await page.keyboard.type('Good morning.');
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Saved. The digest goes out like this.').waitFor();
  expect(await titles()).toEqual(['Bridge is shut', 'Seal is back', 'Market stays']);
  await page.frameLocator('iframe').getByText('Good morning.', { exact: true }).waitFor();
  await page.context().close();
});

test('On a phone without script an article is dropped and put back, and nothing scrolls sideways', async () => {
  const page = await open({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
  await page.getByRole('button', { name: 'Drop: Seal is back' }).click();
  await page.getByText('“Seal is back” is dropped from this digest.').waitFor();
  expect(await titles()).toEqual(['Bridge is shut', 'Market stays']);
  await page.getByRole('button', { name: 'Put back: Seal is back' }).click();
  await page.getByText('It is in the digest again.').waitFor();
  expect(await titles()).toEqual(['Bridge is shut', 'Seal is back', 'Market stays']);
  await expectNoSidewaysScroll(page);
  await page.context().close();
});
