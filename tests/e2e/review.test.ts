import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds.ts';
import { giveSignOfLife } from '../../src/planning/index.ts';
import { heedSilence, viewReview } from '../../src/reviews/index.ts';
import { prepareDueSends } from '../../src/sends/index.ts';
import { createServer } from '../../src/web/server.ts';
import { createVirtualClock } from '../support/app/virtual-clock.ts';
import { reviewScene } from '../support/reviews/review-scene.ts';
import { deliver } from '../support/sends/sends.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage, expectNoSidewaysScroll } from '../support/web/page-rules.ts';

const clock = await createVirtualClock();
const { app } = clock;
const browser = await openBrowser();
let origin = '';
const server = http.createServer();
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.config = { ...app.config, publicUrl: origin };
  server.on('request', createServer(app));
  return () => server.close();
});
beforeEach(async () => {
  await app.db.raw(`update sends set status = 'cancelled' where status <> 'sent'`);
  await app.db.raw('delete from users');
  await app.db.raw('delete from jobs.job');
});

const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true };

async function open(path: string | undefined, options: BrowserContextOptions = PHONE): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(origin + path);
  return page;
}

const timePasses = async (minutes: number) => {
  await clock.pass(minutes * 60);
  await giveSignOfLife(app);
  await heedSilence(app);
};

test('On the phone and on time: look, change the subject, approve, pull back, approve again', async () => {
  const { links, sendId } = await reviewScene(app);
  const page = await open(links['mira']);
  await expectGoodPage(page);
  await expect.poll(() => page.getByRole('timer').textContent()).toMatch(/^(29|30):\d0$/);
  await page.frameLocator('iframe').locator('h1', { hasText: 'Ferry' }).first().waitFor();
  // Without scrolling, the answer is under the thumb.
  const approve = page.getByRole('button', { name: 'Approve' });
  const box = await approve.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(PHONE.viewport.height);
  await page.getByLabel('Subject').fill('The ferry runs more often');
  await approve.tap();
  await expect
    .poll(() => page.textContent('main'))
    .toMatch(/Approved\. Goes out at \d\d:\d\d\.\s*You approved it/);
  await expect.poll(() => page.textContent('h1')).toBe('The ferry runs more often');
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Pull it back' }).tap();
  await expect
    .poll(() => page.textContent('main'))
    .toContain('Held. Nobody gets it until somebody releases it.');
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Approve' }).tap();
  await page.getByText('Pull it back until').waitFor();
  expect((await viewReview(app, sendId))?.stage).toBe('approved');
  await page.waitForLoadState('load');
  await page.goBack({ waitUntil: 'commit' });
  await page.reload();
  await expect.poll(() => page.textContent('main')).toContain('Approved.');
});

test('By keyboard alone, in German: h and a go to their buttons, Enter presses; nothing happens while somebody types', async () => {
  const { links, sendId } = await reviewScene(app);
  await app.db.raw(`update users set language = 'de' where email like 'mira%'`);
  const page = await open(links['mira'], { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
  await expectGoodPage(page);
  await page.getByLabel('Betreffzeile').focus();
  await page.keyboard.type('ah');
  expect(await page.getByLabel('Betreffzeile').inputValue()).toContain('ah');
  await page.keyboard.press('Tab');
  await page.keyboard.press('h');
  expect(await focused(page)).toContain('Zurückhalten');
  await page.keyboard.press('a');
  expect(await focused(page)).toContain('Genehmigen');
  expect((await viewReview(app, sendId))?.stage).toBe('asking');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.textContent('main')).toContain('Genehmigt. Wird um');
  await expectGoodPage(page);
});

test('Too late: what silence did, stopped while it goes out, and cancelled for those who have not got it', async () => {
  const { links, sendId } = await reviewScene(app);
  const page = await open(links['jonas']);
  await timePasses(31);
  await prepareDueSends(app, KINDS);
  // The page is of before: the answer still stops it.
  await page.getByRole('button', { name: 'Hold' }).tap();
  await expect.poll(() => page.textContent('main')).toMatch(/Stopped\. 0 readers have it/);
  await expectGoodPage(page);
  await page.getByText('Cancel it for 3 readers…').tap();
  await page.getByRole('button', { name: 'Cancel it for good' }).tap();
  await expect.poll(() => page.textContent('main')).toContain('Dropped. Nobody gets it.');
  await expectGoodPage(page);
  await deliver(app);
  expect((await viewReview(app, sendId))?.accepted).toBe(0);
});

test('Twice: the slower one reads who was quicker and has the same ways back; without script all of it works', async () => {
  const { links, sendId } = await reviewScene(app);
  const narrow = { viewport: { width: 320, height: 640 }, javaScriptEnabled: false };
  const [mira, jonas] = [await open(links['mira']), await open(links['jonas'], narrow)];
  await expectNoSidewaysScroll(jonas);
  expect(await jonas.getByRole('timer').textContent()).toMatch(/^\d\d:\d\d$/);
  await mira.getByRole('button', { name: 'Hold' }).tap();
  await mira.getByText('Nobody gets it until').waitFor();
  await jonas.getByRole('button', { name: 'Approve' }).click();
  await expect
    .poll(() => jonas.textContent('main'))
    .toMatch(/Somebody else was quicker.*mira@gazette\.example held it at/s);
  await jonas.getByRole('button', { name: 'Approve' }).click();
  await expect.poll(() => jonas.textContent('main')).toContain('Approved.');
  expect((await viewReview(app, sendId))?.stage).toBe('approved');
});

test('A second person chooses a new time when the first one has passed', async () => {
  const { links, sendId } = await reviewScene(app, { title: 'To everybody' });
  await app.db.raw(
    `update sends set status = 'held', approval = 'another', scheduled_by = 'user:0', held_from = 'scheduled',
            scheduled_at = now() - interval '1 hour' where id = ?`,
    [sendId],
  );
  await app.db.raw(`update reviews set kind = 'second-person' where send_id = ?`, [sendId]);
  const page = await open(links['mira']);
  await expectGoodPage(page);
  await page.getByLabel('Later').check();
  await page.getByLabel('Day').selectOption({ index: 3 });
  await page.getByLabel('Time, 24 hours').fill('25');
  await page.getByRole('button', { name: 'Approve' }).tap();
  await page.locator('#time-error').waitFor();
  expect(await page.getByLabel('Time, 24 hours').inputValue()).toBe('25');
  await expectGoodPage(page);
  await page.getByLabel('Time, 24 hours').fill('7.30');
  await page.getByRole('button', { name: 'Approve' }).tap();
  await expect.poll(() => page.textContent('main')).toMatch(/Approved\. Goes out on .* at 07:30/);
});

const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent');
