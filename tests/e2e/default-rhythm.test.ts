import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { getPublication, type Publication } from '../../src/publications/index.ts';
import { createServer } from '../../src/web/server.ts';
import { makePublication } from '../support/app/publications.ts';
import { chooseRhythm } from '../support/readers/readers.ts';
import { makeReaders } from '../support/sends/sends.ts';
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
  gazette = await makePublication(app, { slug: 'gazette', timeZone: 'Europe/Berlin' });
  const [first = 0] = await makeReaders(app, gazette, 5);
  await chooseRhythm(app, gazette, first, 'weekly');
  cookie = await signInByPage(createServer(app), await makeUser(app, 'admin'));
});

/** Tab until this has the focus, as somebody does who cannot use a mouse. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(
      `(() => { const one = document.activeElement; return one?.id || (one?.textContent ?? '').trim(); })()`,
    );
    if (focused.startsWith(name)) return;
  }
  throw new Error(`nobody gets to ${name} with Tab`);
}

test.each([true, false])(
  'An admin changes the default rhythm by keyboard on a phone, and reads before how many it moves (script: %s)',
  async (javaScriptEnabled) => {
    const settings = `${url}/admin/gazette/settings/rhythm`;
    const page = await pageAs(browser, settings, cookie, { width: 320, height: 700, javaScriptEnabled });
    const rhythm = javaScriptEnabled ? 'daily' : 'weekly';
    await tabTo(page, 'defaultRhythm');
    // From each article to daily, and from daily to weekly.
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'Save');
    await page.keyboard.press('Enter');
    const main = page.getByRole('main');
    await expect.poll(() => main.innerText()).toContain('4 readers who never chose move from');
    await expect.poll(() => main.innerText()).toContain('1 reader who chose keeps the choice.');
    if (javaScriptEnabled) await expectGoodPage(page);
    expect((await getPublication(app.db, 'gazette')).defaultRhythm).not.toBe(rhythm);
    await tabTo(page, 'Save and move 4 readers');
    await page.keyboard.press('Enter');
    await expect.poll(() => main.innerText()).toContain('Readers moved to the new rhythm: 4.');
    expect((await getPublication(app.db, 'gazette')).defaultRhythm).toBe(rhythm);
    expect(await page.getByLabel('New readers get').inputValue()).toBe(rhythm);
    await expect.poll(() => main.innerText()).toContain('in Berlin.');
    if (javaScriptEnabled) await expectGoodPage(page);
    await page.context().close();
  },
);
