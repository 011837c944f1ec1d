import { beforeAll, describe, expect, test } from 'vitest';
import { changeTaste } from '../../src/accounts/index.ts';
import { rows } from '../../src/platform/database.ts';
import { scheduleLetter } from '../../src/letters/index.ts';
import { createServer } from '../../src/web/server.ts';
import { makePublication } from '../support/app/publications.ts';
import { SUMMER_DAY } from '../support/app/years.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pageAs } from '../support/web/page-as.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
const cookies = await signInByPage(createServer(app), await makeUser(app, 'editor'));
let letter = 0;

beforeAll(async () => {
  await makePublication(app, { slug: 'herald', name: 'The Herald' });
  const publication = await makePublication(app, { slug: 'gazette', name: 'The Gazette' });
  for (const subject of ['Harbour walk', 'Harbour concert', 'Market news']) {
    letter = await makeLetter(app, publication, { subject });
    await scheduleLetter(app, publication.id, letter, { at: `${SUMMER_DAY}T09:00` });
  }
});

const open = (path: string, look: Parameters<typeof pageAs>[3] = {}) =>
  pageAs(browser, `${url}/admin/${path}`, cookies, look);

describe('Ctrl K', () => {
  test('opens the search from anywhere; arrows choose, Enter opens, Escape gives the focus back', async () => {
    const page = await open('gazette/calendar');
    const field = page.getByRole('combobox', { name: 'Search' });
    const active = () =>
      page.evaluate(() => {
        const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
        return document.getElementById(id)?.textContent ?? '';
      });
    await page.getByRole('link', { name: 'Today' }).first().focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Write a letter' }).waitFor();
    await expectGoodPage(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Today');

    await page.keyboard.press('Control+k');
    // At once: the answer to each letter puts the first result in front again.
    await page.keyboard.insertText('harbour');
    await page.getByRole('option', { name: /Harbour concert/ }).waitFor();
    await expect.poll(active).toContain('Harbour');
    const first = await active();
    await page.keyboard.press('ArrowDown');
    expect(await active()).not.toBe(first);
    await page.keyboard.press('ArrowDown');
    expect(await active()).toBe(first);
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(
        () => document.activeElement?.closest('dialog') !== null || document.activeElement === document.body,
      ),
    ).toBe(true);
    await field.focus();
    await expectGoodPage(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    await page.goto(`${url}/admin/gazette`);
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Write a letter' }).waitFor();
    // As a quick hand does: the list still shows something else.
    await page.keyboard.type('calendar');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${url}/admin/gazette/calendar`);
  });

  test('is a link to the same page without script', async () => {
    const page = await open('gazette', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Search' }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill('market');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: /Market news/ }).waitFor();
    await expect.poll(() => page.title()).toContain('Search: market – The Gazette');
  });

  test('leads to the sign-in when the session is over', async () => {
    const page = await open('gazette/calendar');
    await page.context().clearCookies();
    await page.keyboard.press('Control+k');
    await page.waitForURL(/\/admin\/sign-in\?next=/);
  });
});

describe('Keys of one letter', () => {
  test('lead to places, list themselves, and do nothing where somebody types', async () => {
    const page = await open('gazette');
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.waitForURL(`${url}/admin/gazette/calendar`);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await expectGoodPage(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.waitForURL(`${url}/admin/gazette`);
    await page.goto(`${url}/admin/search?publication=gazette`);
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('g c n ?');
    expect(await page.getByRole('searchbox').inputValue()).toBe('g c n ?');
    await page.goto(`${url}/admin/keys`);
    await expectGoodPage(page);
  });

  test('go through lists and open the menu of a row', async () => {
    const page = await open('gazette');
    const link = (subject: string) => page.locator('.rows').getByRole('link', { name: subject, exact: true });
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await link('Harbour walk').focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Harbour concert');
    await page.keyboard.press('.');
    expect(await page.locator('.rows details[open]').count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.closest('.menu-sheet') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('.rows details[open]').count()).toBe(0);
    await page.locator('.rows summary').first().click();
    await page.locator('h1').click();
    expect(await page.locator('.rows details[open]').count()).toBe(0);
  });

  test('are off for those who turned them off; Ctrl K stays', async () => {
    const [user] = await rows<{ id: number }>(app.db, 'select id from users');
    const taste = { name: '', language: null, theme: null };
    await changeTaste(app, user?.id ?? 0, { ...taste, hasShortcuts: false });
    const page = await open('gazette/calendar');
    await page.locator('body').press('g');
    await page.locator('body').press('t');
    await page.locator('body').press('?');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search' }).waitFor();
    expect(page.url()).toBe(`${url}/admin/gazette/calendar`);
    await changeTaste(app, user?.id ?? 0, { ...taste, hasShortcuts: true });
  });
});
