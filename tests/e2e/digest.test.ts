import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { getSendDetails, listDrafts, saveDraft } from '../../src/letters/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
let gazette: Publication;
let id = 0;
let state: Awaited<ReturnType<BrowserContext['storageState']>>;

beforeAll(async () => {
  gazette = await makePublication(app, { slug: 'gazette', topics: [{ slug: 'town', name: 'Town' }] });
  for (const title of ['Bridge is shut', 'Market stays', 'Seal is back'])
    await makeArticle(app, gazette, { title, categories: ['Town'] });
  const [pending = 0] = await makeReaders(app, gazette, 4);
  await app.db.raw(`update subscribers set status = 'pending' where id = ?`, [pending]);
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

async function open(path: string, options: object = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 1000 },
    storageState: state,
    ...options,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => expect.soft(error.message).toBe(''));
  await page.goto(`${url}/admin/gazette${path}`);
  return page;
}

const newest = async () => (await listDrafts(app.db, gazette.id))[0]?.id ?? 0;
const titles = async (id: number) =>
  (await getSendDetails(app.db, gazette.id, id)).digest?.picks.map((pick) =>
    'heading' in pick ? `# ${pick.heading}` : pick.title,
  );
const isIn = (page: Page, title: string) =>
  page.getByRole('button', { name: `Take out: ${title}` }).waitFor();
async function add(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Add: ${title}` }).click();
  await isIn(page, title);
}
const isSaved = (page: Page) => expect.poll(() => page.getByText(/^Saved at/).count()).toBe(1);

test('A digest is put together by mouse: articles added, dragged, taken out and put back', async () => {
  const page = await open('/sends/new?kind=digest');
  await page.getByLabel('Subject').fill('The week');
  await add(page, 'Bridge is shut');
  await add(page, 'Market stays');
  await page.getByLabel('Own heading').fill('By the water');
  await page.getByRole('button', { name: 'Add the heading' }).click();
  await isIn(page, 'By the water');
  await page.getByLabel('Find an article').fill('seal');
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await add(page, 'Seal is back');
  id = await newest();
  await expect
    .poll(() => titles(id))
    .toEqual(['Bridge is shut', 'Market stays', '# By the water', 'Seal is back']);

  await isSaved(page);
  // Only now: what is still coming in above would move the handles away from the mouse.
  await page.getByRole('button', { name: 'Move: Seal is back' }).hover();
  await page.mouse.down();
  const to = await page.getByRole('button', { name: 'Move: Bridge is shut' }).boundingBox();
  if (!to) throw new Error('no handle');
  await page.mouse.move(to.x + 8, to.y + 30, { steps: 12 });
  await page.mouse.move(to.x + 8, to.y - 4, { steps: 6 });
  await page.mouse.up();
  await isSaved(page);
  await expect
    .poll(() => titles(id))
    .toEqual(['Seal is back', 'Bridge is shut', 'Market stays', '# By the water']);

  await page.getByRole('button', { name: 'Move up: By the water' }).click();
  await expect
    .poll(() => titles(id))
    .toEqual(['Seal is back', 'Bridge is shut', '# By the water', 'Market stays']);
  await page.getByRole('button', { name: 'Take out: Bridge is shut' }).click();
  await page.getByText('“Bridge is shut” is taken out.').waitFor();
  await expect.poll(() => titles(id)).toEqual(['Seal is back', '# By the water', 'Market stays']);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByText('It is in the digest again.').waitFor();
  await expect
    .poll(() => titles(id))
    .toEqual(['Seal is back', 'Bridge is shut', '# By the water', 'Market stays']);
  await page.frameLocator('iframe').getByRole('heading', { name: 'Market stays' }).waitFor();
  await expectGoodPage(page);
  if (process.env['SHOTS'])
    await page.screenshot({ path: `${process.env['SHOTS']}/digest-d.png`, fullPage: true });
  await page.context().close();
});

test('The order is changed by keyboard alone, and each step is said', async () => {
  const page = await open(`/sends/${id}/edit`);
  const handle = page.getByRole('button', { name: 'Move: Seal is back' });
  await handle.waitFor();
  await handle.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.getByText('“Seal is back” is now number 2 of 4.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('“Seal is back” is back where it was.').waitFor();
  expect((await titles(id))?.[0]).toBe('Seal is back');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByText('“Seal is back” is put down.').waitFor();
  await expect
    .poll(() => titles(id))
    .toEqual(['Bridge is shut', 'Seal is back', '# By the water', 'Market stays']);
  expect(await handle.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.context().close();
});

test('The line “To” tells how many get it in two clicks, and counts again for another choice (row 7 of the steps)', async () => {
  const page = await open('');
  let clicks = 0;
  const click = async (what: ReturnType<Page['getByText']>) => {
    clicks += 1;
    await what.click();
  };
  await page.goto(`${url}/admin/gazette/sends/new`);
  clicks += 1;
  await click(page.getByText('Change', { exact: true }));
  await page.getByText('readers get it if it goes out now').waitFor();
  await page.getByText('not confirmed yet').waitFor();
  expect(clicks).toBeLessThanOrEqual(2);
  await page.getByLabel('Rhythm').selectOption('weekly');
  clicks += 2;
  await page.getByText('0 people now').waitFor();
  await page.getByText('All readers, rhythm: Weekly').waitFor();
  await page.getByText('chose another rhythm').waitFor();
  expect(clicks).toBeLessThanOrEqual(5);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/audience-d.png` });
  await expectGoodPage(page);
  await page.context().close();
});

test('What somebody else takes out stays out, and the page shows it', async () => {
  const page = await open(`/sends/${id}/edit`);
  await isIn(page, 'Bridge is shut');
  const { letter, version } = await getSendDetails(app.db, gazette.id, id);
  const markdown = letter?.markdown.replace(/^.*Bridge is shut\n/m, '') ?? '';
  await saveDraft({ ...app, actor: 'user:2' }, gazette.id, id, { markdown }, version ?? 0);
  await page.getByRole('button', { name: 'Take out: Bridge is shut' }).waitFor({ state: 'detached' });
  await page.getByLabel('Subject').fill('The week by the water');
  await expect
    .poll(async () => (await getSendDetails(app.db, gazette.id, id)).subject)
    .toBe('The week by the water');
  expect(await titles(id)).toEqual(['Seal is back', '# By the water', 'Market stays']);
  await page.context().close();
});

test('A button waits for the save that is on its way, so that nobody is asked about two texts of their own', async () => {
  const page = await open(`/sends/${id}/edit`);
  const saves = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await page.route('**/autosave', async (route) => {
    asked.resolve();
    await saves.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Move up: Market stays' }).click();
  await asked.promise;
  await page.getByRole('button', { name: 'Take out: By the water' }).click();
  saves.resolve();
  await page.getByText('“By the water” is taken out.').waitFor();
  expect(await titles(id)).toEqual(['Seal is back', 'Market stays']);
  await page.context().close();
});

test('A phone shows the page of a digest without sideways scroll', async () => {
  const page = await open(`/sends/${id}/edit`, { viewport: { width: 320, height: 800 } });
  await page.getByRole('button', { name: 'Move up: Market stays' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectGoodPage(page);
  if (process.env['SHOTS'])
    await page.screenshot({ path: `${process.env['SHOTS']}/digest-m.png`, fullPage: true });
  await page.context().close();
});
