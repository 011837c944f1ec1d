import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds.ts';
import { getSendDetails, saveDraft, scheduleLetter } from '../../src/letters/index.ts';
import { updatePublication, type Publication } from '../../src/publications/index.ts';
import { prepareDueSends } from '../../src/sends/index.ts';
import { createServer } from '../../src/web/server.ts';
import { daytimeZone } from '../support/app/daytime.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { makeReaders } from '../support/sends/sends.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { tabTo } from '../support/web/keyboard.ts';
import { expectGoodPage, expectNoSidewaysScroll } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
const cookies = await signInByPage(createServer(app), await makeUser(app, 'editor'));
/** The first day that is proposed is tomorrow there. */
const timeZone = daytimeZone();
const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ');
let publication: Publication;
let letter: number;

beforeEach(async () => {
  publication = await makePublication(app, { name: 'The Saltholm Courier', timeZone });
  await makeReaders(app, publication, 3);
  letter = await makeLetter(app, publication, { subject: 'Why the weekend edition changes' });
});

interface Look {
  width?: number;
  height?: number;
  javaScriptEnabled?: boolean;
  locale?: string;
}

async function open(path: string, { width = 1280, height = 900, ...look }: Look = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', ...look });
  await context.addCookies(
    cookies.split('; ').map((cookie) => {
      const [name = '', value = ''] = cookie.split('=', 2);
      return { name, value, url };
    }),
  );
  const page = await context.newPage();
  await page.goto(`${url}/admin/${publication.slug}/sends/${letter}${path}`);
  return page;
}

const show = () => getSendDetails(app.db, publication.id, letter);
const main = (page: Page) => page.getByRole('main');
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name });

/** Counts what a hand does. */
function hands() {
  const count = { clicks: 0, typed: 0 };
  return {
    count,
    async click(where: Locator) {
      count.clicks += 1;
      await where.click();
    },
    async type(where: Locator, text: string) {
      count.typed += 1;
      await where.fill(text);
    },
  };
}

describe('An editor at a desk', () => {
  test('checks, mends, schedules for tomorrow, undoes it, and sends now: each within its clicks', async () => {
    await saveDraft(app, publication.id, letter, { markdown: 'TODO: the first line' });
    const page = await open('/check');
    await main(page).getByText('Placeholder text is left: “TODO”.').waitFor();
    await expectGoodPage(page);
    expect(await main(page).getByRole('link', { name: 'Change line 1' }).getAttribute('href')).toContain(
      '/edit#body',
    );

    await saveDraft(app, publication.id, letter, { markdown: 'The first line' });
    await main(page).getByRole('link', { name: 'Check again' }).click();
    await main(page).getByText('Nothing is blocking it.').waitFor();
    await expect.poll(() => main(page).getByText('Placeholder text is left').count()).toBe(0);

    const tomorrow = hands();
    await tomorrow.click(main(page).getByRole('radio', { name: 'Tomorrow' }));
    await tomorrow.type(main(page).getByLabel('Time, 24 hours'), '830');
    await tomorrow.type(main(page).getByLabel('Time, 24 hours'), '0830');
    await main(page)
      .getByText(
        new RegExp(`“Why the weekend edition changes” goes to 3 readers on .* at 08:30 in ${city}, in `),
      )
      .waitFor();
    await tomorrow.click(button(page, /^Schedule for \w+ 08:30$/));
    await main(page)
      .getByText(/^Scheduled for .* at 08:30\.$/)
      .waitFor();
    // Row 2 of STEPS.md has five, of which writing takes three.
    expect(tomorrow.count.clicks).toBeLessThanOrEqual(2);
    expect((await show()).letter?.schedule?.wallTime).toMatch(/T08:30:00$/);
    await expectGoodPage(page);

    const back = hands();
    await back.click(page.locator('.undo').getByRole('button', { name: 'Undo' }));
    await page.waitForURL(/\/edit/);
    expect([back.count.clicks, (await show()).status]).toEqual([1, 'draft']);

    await page.goto(`${url}/admin/${publication.slug}/sends/${letter}/check`);
    const now = hands();
    await now.click(main(page).getByRole('radio', { name: 'Now' }));
    await now.click(button(page, 'Send to 3 readers now'));
    await page.getByRole('timer').waitFor();
    expect(now.count.clicks).toBeLessThanOrEqual(2);
    // It counts.
    const atFirst = await page.getByRole('timer').textContent();
    expect(atFirst).toMatch(/^\d+ s$/);
    await expect.poll(() => page.getByRole('timer').textContent()).not.toBe(atFirst);
    await expectGoodPage(page);
    const stop = hands();
    await stop.click(page.locator('.undo').getByRole('button', { name: 'Undo' }));
    await page.waitForURL(/\/edit/);
    expect([stop.count.clicks, (await show()).status]).toEqual([1, 'draft']);
  });

  test('sees what is blocking it, and is told by the button', async () => {
    await updatePublication(app, publication.slug, { postalAddress: null });
    const page = await open('/schedule');
    await main(page).getByText('It cannot go out yet.').waitFor();
    const schedule = button(page, /^Schedule for /);
    expect(await schedule.getAttribute('aria-disabled')).toBe('true');
    await schedule.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The postal address is missing.').waitFor();
    expect((await show()).status).toBe('draft');
    await expectGoodPage(page);
  });

  test('ignores a warning, and looks at it again', async () => {
    await saveDraft(app, publication.id, letter, { markdown: 'TODO' });
    const page = await open('/check');
    await button(page, 'Ignore this: Placeholder text is left: “TODO”.').click();
    await main(page)
      .getByText(/^editor ignored this, /)
      .waitFor();
    await expectGoodPage(page);
    await button(page, 'Take that back').click();
    await button(page, /^Ignore this: Placeholder/).waitFor();
  });

  test('watches the clock run out: the page goes on to what is being sent', async () => {
    const page = await open('/check');
    await page.clock.install();
    await main(page).getByRole('radio', { name: 'Now' }).check();
    await button(page, 'Send to 3 readers now').click();
    await page.getByRole('timer').waitFor();
    await app.db.raw('update sends set scheduled_at = now() where id = ?', [letter]);
    await page.clock.fastForward(60_000);
    // The worker of this site takes it.
    await main(page).getByText('Accepted', { exact: true }).and(page.locator(':visible')).first().waitFor();
    expect((await show()).status).toMatch(/sending|sent/);
  });

  test('sees what a time in another zone means', async () => {
    const page = await open('/schedule');
    await main(page).getByText(`${timeZone}: choose another time zone`).click();
    await main(page).getByLabel('Time zone').selectOption('America/New_York');
    await main(page)
      .getByText(/at 07:00 in New York, in /)
      .waitFor();
  });

  test('decides about a send that is too late', async () => {
    await scheduleLetter(app, publication.id, letter, {});
    await app.db.raw(`update sends set scheduled_at = now() - interval '5 hours' where id = ?`, [letter]);
    await prepareDueSends(app, KINDS);
    const page = await open('');
    await main(page)
      .getByText(/could not go out then/)
      .waitFor();
    await main(page).getByText('It goes to 3 readers now.').waitFor();
    await expectGoodPage(page);
    await main(page).locator('summary', { hasText: 'Move' }).click();
    await expectGoodPage(page);
    await button(page, 'Release it').click();
    await main(page).getByText('Released. The held sends go on.').waitFor();
    expect((await show()).status).not.toBe('held');
  });
});

describe('An editor with a phone, by keyboard alone', () => {
  test('schedules in German, and takes it back', async () => {
    const page = await open('/check', { width: 320, height: 700, locale: 'de-DE' });
    await expectGoodPage(page);
    await tabTo(page, main(page).getByRole('radio', { name: 'Morgen' }));
    await page.keyboard.press('ArrowRight');
    await tabTo(page, main(page).getByLabel('Uhrzeit, 24 Stunden'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('7.15');
    await main(page).getByText(`07:15 Uhr in ${city}`).waitFor();
    await tabTo(page, button(page, /^Für .*, 07:15 Uhr einplanen$/));
    await page.keyboard.press('Enter');
    await main(page)
      .getByText(/^Eingeplant für .*07:15 Uhr\.$/)
      .waitFor();
    await expectNoSidewaysScroll(page);
    await expectGoodPage(page);
    await tabTo(page, page.locator('.undo').getByRole('button', { name: 'Rückgängig' }));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/edit/);
    expect((await show()).status).toBe('draft');
  });
});

describe('Without script', () => {
  test('each choice still says what it does, and now can be undone', async () => {
    const page = await open('/check', { javaScriptEnabled: false });
    await main(page).getByRole('radio', { name: 'Now' }).check();
    await main(page).getByText('goes to 3 readers in 60 seconds, unless you undo it.').waitFor();
    await main(page).getByRole('radio', { name: 'Another day' }).check();
    await main(page).getByLabel('Day', { exact: true }).fill('2099-01-01');
    await button(page, 'Say what this means').click();
    await main(page)
      .getByText(new RegExp(`on .* 2099 at 07:00 in ${city}`))
      .waitFor();
    await main(page).getByRole('radio', { name: 'Now' }).check();
    await button(page, 'Send to 3 readers now').click();
    await page
      .locator('.undo')
      .getByText(/^Goes out at \d\d:\d\d:\d\d\. Nobody has it yet\./)
      .waitFor();
    await page.locator('.undo').getByRole('button', { name: 'Undo' }).click();
    await page.waitForURL(/\/edit/);
    expect((await show()).status).toBe('draft');
  });
});
