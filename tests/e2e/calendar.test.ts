import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { moveSend, scheduleLetter } from '../../src/letters/index.ts';
import { rows } from '../../src/platform/database.ts';
import type { Publication } from '../../src/publications/index.ts';
import { createServer } from '../../src/web/server.ts';
import { makePublication } from '../support/app/publications.ts';
import { SPRING_FORWARD, SUMMER_DAY } from '../support/app/years.ts';
import { makeLetter } from '../support/sends/letters.ts';
import { makeUser, signInByPage } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pageAs } from '../support/web/page-as.ts';
import { expectGoodPage, expectNoSidewaysScroll } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
const cookies = await signInByPage(createServer(app), await makeUser(app, 'editor'));
const YEAR = SUMMER_DAY.slice(0, 4);
const MONTH = `?date=${YEAR}-06-01`;
const SUBJECT = 'The summer programme';
let publication: Publication;
let letter: number;

beforeEach(async () => {
  publication = await makePublication(app, { name: 'The Saltholm Courier' });
  letter = await makeLetter(app, publication, { subject: SUBJECT });
  await scheduleLetter(app, publication.id, letter, { at: `${YEAR}-06-15T07:00` });
});

const open = (path: string, look: Parameters<typeof pageAs>[3] = {}) =>
  pageAs(browser, `${url}/admin/${publication.slug}/${path}`, cookies, look);

const place = async (id = letter) => {
  const [send] = await rows<{ wall: string | null; zone: string | null; at: Date }>(
    app.db,
    `select l.wall_time as wall, l.time_zone as zone, d.scheduled_at as at
       from sends d left join letters l on l.send_id = d.id where d.id = ?`,
    [id],
  );
  return send;
};
const tile = (page: Page, subject = SUBJECT) => page.locator('.tile', { hasText: subject });
const undo = (page: Page) => page.locator('.undo');
const dayOf = (page: Page) =>
  page
    .locator('[data-day]', { has: tile(page) })
    .first()
    .getAttribute('data-day');

describe('A send is moved in the calendar', () => {
  test('by dragging its tile to another day, and back by the undo line', async () => {
    const page = await open(`calendar${MONTH}`);
    const target = page.locator(`[data-day="${YEAR}-06-18"]`);
    const from = await tile(page).boundingBox();
    const to = await target.boundingBox();
    if (!from || !to) throw new Error('the tile and the day are on the page');
    await page.mouse.move(from.x + 30, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 30);
    await page.mouse.move(to.x + 40, to.y + 60, { steps: 5 });
    await expect.poll(() => target.getAttribute('class')).toContain('is-target');
    await page.mouse.up();
    await undo(page).waitFor();
    expect(await undo(page).textContent()).toContain(`“${SUBJECT}” goes out on`);
    await expect.poll(() => dayOf(page)).toBe(`${YEAR}-06-18`);
    expect(await place()).toMatchObject({ wall: `${YEAR}-06-18T07:00:00`, zone: 'Europe/Berlin' });
    await expectGoodPage(page);
    await undo(page).getByRole('button').click();
    await page.getByText('Moved back to where it was.').waitFor();
    expect(await dayOf(page)).toBe(`${YEAR}-06-15`);
    expect(await place()).toMatchObject({ wall: `${YEAR}-06-15T07:00:00` });
  });

  test('by a finger that rests on it; one that moves at once scrolls', async () => {
    const page = await open(`calendar${MONTH}`, { width: 1100, hasTouch: true });
    const touch = await page.context().newCDPSession(page);
    const send = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number }[]
    ) => touch.send('Input.dispatchTouchEvent', { type, touchPoints });
    await tile(page).scrollIntoViewIfNeeded();
    const from = await tile(page).boundingBox();
    const to = await page.locator(`[data-day="${YEAR}-06-13"]`).boundingBox();
    if (!from || !to) throw new Error('the tile and the day are on the page');
    const start = { x: from.x + 30, y: from.y + 20 };
    const end = { x: to.x + 50, y: to.y + 70 };
    await send('touchStart', start);
    await page.locator('.is-dragged').waitFor();
    const isMenuOpened = await page
      .locator('.is-dragged > a')
      .evaluate((link) =>
        link.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
      );
    expect(isMenuOpened).toBe(false);
    await send('touchMove', { x: start.x - 20, y: start.y });
    await send('touchMove', end);
    await send('touchEnd');
    await undo(page).waitFor();
    expect(await dayOf(page)).toBe(`${YEAR}-06-13`);
    // Last: while the page still glides after it, the browser gives no page a say in the next touch.
    const now = await tile(page).boundingBox();
    if (!now) throw new Error('the tile is on the page');
    // In one go: a machine that pauses in between would make it a finger that rests.
    await Promise.all([send('touchStart', { x: now.x + 30, y: now.y + 20 }), send('touchMove', start)]);
    expect(await page.locator('.is-dragged').count()).toBe(0);
    await send('touchEnd');
    expect(await dayOf(page)).toBe(`${YEAR}-06-13`);
  });

  test('but not onto a day that is over, and not when Escape is pressed; a click opens it', async () => {
    const page = await open(`calendar${MONTH}`);
    // As the page marks days that are over.
    await page.locator(`[data-day="${YEAR}-06-09"]`).evaluate((day) => day.setAttribute('data-over', ''));
    const from = await tile(page).boundingBox();
    const over = await page.locator(`[data-day="${YEAR}-06-09"]`).boundingBox();
    if (!from || !over) throw new Error('the tile and the day are on the page');
    const drag = async (x: number, y: number) => {
      await page.mouse.move(from.x + 30, from.y + 20);
      await page.mouse.down();
      await page.mouse.move(x, y, { steps: 4 });
    };
    await drag(over.x + 40, over.y + 60);
    await page.locator('.is-dragged').waitFor();
    expect(await page.locator('.is-target').count()).toBe(0);
    await page.mouse.up();
    await expect.poll(() => tile(page).boundingBox()).toEqual(from);
    await drag(from.x + 300, from.y + 20);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect.poll(() => tile(page).boundingBox()).toEqual(from);
    expect(await place()).toMatchObject({ wall: `${YEAR}-06-15T07:00:00` });
    await tile(page)
      .locator('> a')
      .click({ position: { x: 30, y: 20 } });
    await page.waitForURL(`${url}/admin/${publication.slug}/sends/${letter}`);
  });

  test('by keyboard alone: arrows, M, the form, Enter', async () => {
    const page = await open(`calendar${MONTH}`);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const reached = () =>
      page.evaluate(() => document.activeElement?.closest('[data-day]')?.getAttribute('data-day'));
    await expect.poll(reached).toBe(`${YEAR}-06-15`);
    await page.keyboard.press('m');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await expectGoodPage(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => tile(page).locator('details').getAttribute('open')).toBeNull();
    await expect.poll(reached).toBe(`${YEAR}-06-15`);
    await page.keyboard.press('m');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('830');
    await page.keyboard.press('Enter');
    await undo(page).waitFor();
    expect(await place()).toMatchObject({ wall: `${YEAR}-06-16T08:30:00` });
    await tile(page).locator('> a').focus();
    await page.keyboard.press('PageDown');
    await page.waitForURL(new RegExp(`date=${YEAR}-07-01`));
    await page.keyboard.press('t');
    await page.waitForURL((address) => !address.search.includes(`${YEAR}-07`));
  });

  test.each([
    ['the calendar', `calendar${MONTH}`, `Move: ${SUBJECT}`, '.tile'],
    ['Today', '', `What to do with: ${SUBJECT}`, '.rows .item'],
  ])(
    'on %s in four clicks, one field and one page: the day after, 08:30, without script',
    async (_where, path, menu, row) => {
      const page = await open(path, { javaScriptEnabled: false });
      const form = page.locator(row, { hasText: SUBJECT });
      const steps = { clicks: 0, fields: 0, pages: 0 };
      page.on('framenavigated', () => (steps.pages += 1));
      await page.getByLabel(menu).click();
      steps.clicks += 1;
      // A list that opens and closes is two.
      await form.getByLabel('Day').selectOption(`${YEAR}-06-16`);
      steps.clicks += 2;
      await form.getByLabel('Time').fill('8.30');
      steps.fields += 1;
      await form.getByRole('button', { name: 'Move' }).click();
      steps.clicks += 1;
      await undo(page).waitFor();
      expect(steps).toEqual({ clicks: 4, fields: 1, pages: 1 });
      expect(await place()).toMatchObject({ wall: `${YEAR}-06-16T08:30:00` });
    },
  );

  test('to a day further ahead on a page of its own; what was typed stays when it is refused', async () => {
    const page = await open(`calendar${MONTH}`);
    await page.getByLabel(`Move: ${SUBJECT}`).click();
    await tile(page).getByLabel('Day').selectOption('other');
    await tile(page).getByRole('button', { name: 'Move' }).click();
    await page.getByLabel('Day').fill(`${YEAR}-09-02`);
    await page.getByLabel('Time').fill('25:00');
    await page.getByRole('button', { name: 'Move' }).click();
    await expect.poll(() => page.getByLabel('Time').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Time').inputValue()).toBe('25:00');
    await expectGoodPage(page);
    await page.getByLabel('Time').fill('7');
    await page.getByRole('button', { name: 'Move' }).click();
    await undo(page).waitFor();
    await expect.poll(() => dayOf(page)).toBe(`${YEAR}-09-02`);
    expect(await place()).toMatchObject({ wall: `${YEAR}-09-02T07:00:00` });
  });

  test('unless somebody else moved it meanwhile: then the person is told where it is now', async () => {
    const page = await open(`calendar${MONTH}`);
    await moveSend(app, publication.id, letter, { at: `${YEAR}-06-20T10:00` });
    await page.getByLabel(`Move: ${SUBJECT}`).click();
    await tile(page).getByLabel('Time').fill('9');
    await tile(page).getByRole('button', { name: 'Move' }).click();
    await page.getByRole('alert').filter({ hasText: 'Somebody moved it in the meantime.' }).waitFor();
    expect(await place()).toMatchObject({ wall: `${YEAR}-06-20T10:00:00` });
    await page.getByRole('button', { name: 'Move' }).click();
    await undo(page).waitFor();
    expect(await place()).toMatchObject({ wall: `${YEAR}-06-15T09:00:00` });
  });
});

test('The night of the clock change is named, and a time that it skips, with the time it becomes (TIM-03)', async () => {
  await scheduleLetter(app, publication.id, letter, { at: `${SPRING_FORWARD}T02:30` });
  const page = await open(`calendar?date=${SPRING_FORWARD}`);
  const day = page.locator(`[data-day="${SPRING_FORWARD}"]`);
  expect(await day.textContent()).toContain('Clocks go forward: 02:00 becomes 03:00');
  expect(await tile(page).textContent()).toContain('02:30 does not exist that night. It goes out at 03:30.');
  await page.goto(`${url}/admin/${publication.slug}/calendar?view=week&date=${SPRING_FORWARD}`);
  expect(await page.locator('thead').textContent()).toContain('Clocks go forward');
  await expectGoodPage(page);
});

describe('Whoever looks', () => {
  test('on a phone has the same list as an agenda, nothing to scroll sideways, in German, too', async () => {
    for (const [width, locale] of [
      [390, 'en-GB'],
      [320, 'de-DE'],
    ] as const) {
      const page = await open(`calendar${MONTH}`, { width, height: 700, locale });
      expect(await page.locator('.weekdays').isVisible()).toBe(false);
      expect(await tile(page).isVisible()).toBe(true);
      expect(await page.locator(`[data-day="${YEAR}-06-14"]`).isVisible()).toBe(false);
      await tile(page).locator('summary').click();
      await expectGoodPage(page);
      await page.goto(`${url}/admin/${publication.slug}/calendar?view=week&date=${YEAR}-06-15`);
      await expectNoSidewaysScroll(page);
    }
  });

  test('from far away sees the same moment on the clocks of their place', async () => {
    const page = await open(`calendar${MONTH}`);
    await page.getByText('Another time zone').click();
    await page.getByLabel('Time zone').selectOption('Pacific/Auckland');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect
      .poll(() => page.locator('.lede').textContent())
      .toContain('All times are in Pacific/Auckland');
    await expect.poll(() => tile(page).textContent()).toContain('17:00');
    await page.goto(`${url}/admin/${publication.slug}/calendar${MONTH}&zone=Pacific/Pago_Pago`);
    expect(await dayOf(page)).toBe(`${YEAR}-06-14`);
  });

  test('with colours forced or text doubled still sees signs, words and limits', async () => {
    const page = await open(`calendar${MONTH}`);
    await page.emulateMedia({ forcedColors: 'active' });
    await expectGoodPage(page);
    await page.emulateMedia({ forcedColors: 'none' });
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await expectNoSidewaysScroll(page);
  });
});

test('A crowded day shows four lines and leads to all of them; an empty month says what will come', async () => {
  for (let hour = 8; hour < 17; hour += 1) {
    const id = await makeLetter(app, publication, { subject: `At ${hour}` });
    await scheduleLetter(app, publication.id, id, {
      at: `${YEAR}-06-15T${String(hour).padStart(2, '0')}:00`,
    });
  }
  const page = await open(`calendar${MONTH}`);
  const day = page.locator(`[data-day="${YEAR}-06-15"]`);
  expect(await day.locator('.tile').count()).toBe(5);
  await day.getByText('and 6 more').click();
  await page.waitForURL(/view=day/);
  expect(await page.locator('.tile').count()).toBe(10);
  await expectGoodPage(page);
  await page.goto(`${url}/admin/${publication.slug}/calendar?date=${YEAR}-11-01`);
  expect(await page.textContent('main')).toContain('Nothing goes out in these days');
  await expectGoodPage(page);
});
