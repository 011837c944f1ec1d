import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDraft, getSendDetails, listVersions } from '../../src/letters/index.ts';
import { asActor } from '../../src/platform/app.ts';
import type { Publication } from '../../src/publications/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeArticle } from '../support/sends/sends.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
const mira = asActor(app, 'user:1');
let gazette: Publication;
const people: Record<'Mira' | 'Jonas', string> = { Mira: '', Jonas: '' };

beforeAll(async () => {
  gazette = await makePublication(app, { slug: 'gazette', topics: [{ slug: 'town', name: 'Town' }] });
  people.Mira = await makeUser(app, 'admin', 'mira@gazette.example');
  people.Jonas = await makeUser(app, 'editor', 'jonas@gazette.example');
  await app.db.raw(`update users set name = initcap(split_part(email, '@', 1))`);
});

type State = Awaited<ReturnType<BrowserContext['storageState']>>;
const states = new Map<string, State>();

/** A browser of somebody who is signed in. */
async function contextOf(name: keyof typeof people, options: object = {}): Promise<BrowserContext> {
  const storageState = states.get(name) ?? (await signedIn(name));
  states.set(name, storageState);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    storageState,
    ...options,
  });
  return context;
}

async function signedIn(name: keyof typeof people): Promise<State> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/admin/sign-in`);
  await signIn(page, name);
  await page.waitForURL(/\/admin\/gazette/);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function signIn(page: Page, name: keyof typeof people): Promise<void> {
  await page.getByLabel('Email').fill(people[name]);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Fails when a page says anything in its console, such as that our policy was broken. */
async function openPage(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => expect.soft(error.message).toBe(''));
  page.on('console', (message) => {
    const text = message.text();
    // The sign-in page does not let itself be framed.
    if (text.includes('Content Security Policy') && !text.includes('frame-ancestors'))
      expect.soft(text).toBe('');
  });
  await page.goto(`${url}/admin/gazette${path}`);
  return page;
}

const BODY = 'First.\n\nSecond.\n\nThird.\n';
const draft = async (markdown = BODY) =>
  (await createDraft(mira, gazette.id, { subject: 'A subject', markdown })).id;
const show = (id: number) => getSendDetails(app.db, gazette.id, id);
const markdownOf = async (id: number) => (await show(id)).letter?.markdown;
const textOf = (page: Page) => page.getByLabel('Text, in Markdown');
const hasSaved = (page: Page) => page.getByText(/^Saved at \d\d:\d\d:\d\d$/).waitFor();
const isUnsaved = (page: Page) => page.getByText('Not saved yet. It is saved when you pause.').waitFor();
const frameOf = (page: Page) => page.frameLocator('iframe:not(.is-waiting)');

/** Types at the end of the line that says this. */
async function typeBehind(page: Page, words: string, typed: string): Promise<void> {
  await textOf(page).getByText(words, { exact: true }).click();
  await page.keyboard.press('End');
  await page.keyboard.type(typed);
}

/** As when a phone runs out of memory: no event of leaving, no last request. */
async function dies(page: Page): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Whoever crashes does not answer.
  tools.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

test('A letter is written by keyboard alone, saves itself, and is shown as readers will see it', async () => {
  const context = await contextOf('Mira');
  const page = await openPage(context, '/sends/new');
  const steps = await page.evaluate<number>('history.length');
  await page.locator('[name=subject]:focus').waitFor();
  await page.keyboard.type('We have moved');
  await page.keyboard.press('Tab');
  await page.keyboard.type('x'.repeat(91));
  await page.getByText('91: some inboxes cut it at 90').waitFor();
  await textOf(page).focus();
  await page.keyboard.type('/');
  await page.getByRole('menuitem', { name: 'Heading' }).waitFor();
  while ((await page.evaluate('document.activeElement.textContent')) !== 'Heading')
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('What is new');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('To the ');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('harbour');
  await page.waitForURL(/\/sends\/\d+\/edit$/, { waitUntil: 'commit' });
  const id = Number(/\/sends\/(\d+)\/edit$/.exec(page.url())?.[1]);
  await expect.poll(() => markdownOf(id)).toBe('## What is new\n\nTo the **harbour**');
  await hasSaved(page);
  await frameOf(page).getByRole('heading', { name: 'What is new' }).waitFor();
  await frameOf(page).locator('strong', { hasText: 'harbour' }).waitFor();

  // What cannot be shown leaves the last good preview, and is told.
  await page.keyboard.type(' {{ first_name }}');
  await page.getByText(/This text cannot be shown as an email yet\./).waitFor();
  expect(await frameOf(page).locator('strong', { hasText: 'harbour' }).count()).toBe(1);
  await hasSaved(page);

  // Undo survives what was saved.
  await page.keyboard.press('Control+z');
  await hasSaved(page);
  await expect.poll(() => markdownOf(id)).toBe('## What is new\n\nTo the **harbour**');
  // While no timer runs, nothing is saved by itself.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('!');
  await page.clock.runFor(500);
  await isUnsaved(page);
  await page.keyboard.press('Control+s');
  await hasSaved(page);
  expect(await markdownOf(id)).toBe('## What is new\n\nTo the **harbour**!');
  await page.clock.resume();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>('document.activeElement.textContent')).toContain('Phone');
  expect(await page.evaluate<number>('history.length')).toBe(steps);
  await expectGoodPage(page);
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(`**/sends/${id}/check`);
  await context.close();
});

test('An article is found and put in, by keyboard', async () => {
  await makeArticle(app, gazette, { title: 'The bridge is open' });
  const id = await draft('Dear all,');
  const context = await contextOf('Mira');
  const page = await openPage(context, `/sends/${id}/edit`);
  await textOf(page).focus();
  await page.keyboard.press('Control+End');
  await page.getByRole('button', { name: 'Insert an article' }).press('Enter');
  await page.keyboard.type('bridge');
  expect(await page.getByLabel('Find an article').inputValue()).toBe('bridge');
  await page.getByRole('button', { name: 'The bridge is open' }).waitFor();
  await expectGoodPage(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => markdownOf(id))
    .toMatch(/^Dear all,\n\n### \[The bridge is open\]\(https:\S+\)\n\n$/);
  await context.close();
});

describe('Two editors on one draft', () => {
  test('see each other, and both have their words in it', async () => {
    const id = await draft();
    const [one, two] = await Promise.all([contextOf('Mira'), contextOf('Jonas')]);
    const her = await openPage(one, `/sends/${id}/edit`);
    const him = await openPage(two, `/sends/${id}/edit`);
    await him.getByText('Mira is looking').waitFor();
    await typeBehind(her, 'First.', ' Mira was here.');
    await typeBehind(him, 'Third.', ' Jonas too.');
    await her.getByText('Jonas is editing').waitFor();
    await expect.poll(() => markdownOf(id)).toBe('First. Mira was here.\n\nSecond.\n\nThird. Jonas too.\n');
    // Each gets the other's words where they belong, without losing the place.
    await him.getByText('First. Mira was here.').waitFor();
    await him.keyboard.type(' And again.');
    await her.getByText('Third. Jonas too. And again.').waitFor();
    await her.keyboard.press('Control+z');
    await expect.poll(() => markdownOf(id)).toBe('First.\n\nSecond.\n\nThird. Jonas too. And again.\n');
    await Promise.all([one.close(), two.close()]);
  });

  test('who change the same place are asked, and neither loses a word', async () => {
    const id = await draft();
    const [one, two] = await Promise.all([contextOf('Mira'), contextOf('Jonas')]);
    // Nobody tells him of her words before he has written his.
    await two.route('**/here', (route) => route.abort());
    const her = await openPage(one, `/sends/${id}/edit`);
    const him = await openPage(two, `/sends/${id}/edit`);
    await typeBehind(her, 'Second.', ' By Mira.');
    await hasSaved(her);
    await typeBehind(him, 'Second.', ' By Jonas.');
    const asked = him.getByRole('alert').filter({ hasText: 'Mira changed the same place while you wrote' });
    await asked.waitFor();
    await expectGoodPage(him);
    expect(await markdownOf(id)).toBe('First.\n\nSecond. By Mira.\n\nThird.\n');
    await him.getByRole('button', { name: 'Compare both' }).click();
    await him.getByRole('heading', { name: 'Mira changed the same place while you wrote' }).waitFor();
    for (const width of [1280, 320]) {
      await him.setViewportSize({ width, height: 900 });
      await expectGoodPage(him);
    }
    await him.getByRole('button', { name: 'Take both' }).click();
    await him.waitForURL(/\/edit/);
    await expect
      .poll(() => markdownOf(id))
      .toBe('First.\n\nSecond. By Mira.\n\nSecond. By Jonas.\n\nThird.\n');
    const kept = (await listVersions(app, gazette.id, id)).map(({ markdown }) => markdown);
    expect(kept).toContain('First.\n\nSecond. By Jonas.\n\nThird.\n');
    await him.waitForLoadState('networkidle');
    expect(await him.getByText(/This browser has words/).isVisible()).toBe(false);
    await Promise.all([one.close(), two.close()]);
  });
});

describe('Nothing that was typed is lost', () => {
  test('when the session ends while somebody types: they sign in again, and it goes on', async () => {
    const id = await draft();
    const context = await contextOf('Jonas');
    const page = await openPage(context, `/sends/${id}/edit`);
    await app.db.raw('delete from sessions where user_id = 2');
    states.delete('Jonas');
    await typeBehind(page, 'Third.', ' Not lost.');
    await page.getByText('Not saved: you are signed out. It is kept in this browser.').first().waitFor();
    await expectGoodPage(page);
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in again' }).click(),
    ]);
    await signIn(tab, 'Jonas');
    await tab.getByRole('heading', { name: 'You are signed in again' }).waitFor();
    await expectGoodPage(tab);
    await tab.close();
    await page.bringToFront();
    await hasSaved(page);
    await expect.poll(() => markdownOf(id)).toBe('First.\n\nSecond.\n\nThird. Not lost.\n');
    await expect.poll(() => page.getByRole('alert').filter({ visible: true }).count()).toBe(0);
    await context.close();
  });

  test('when somebody types before the page’s script is there', async () => {
    const id = await draft();
    const context = await contextOf('Mira');
    const page = await context.newPage();
    const { promise: typed, resolve: letGo } = Promise.withResolvers<void>();
    await page.route('**/browser/composer.js*', async (route) => {
      await typed;
      await route.continue();
    });
    await page.goto(`${url}/admin/gazette/sends/${id}/edit`, { waitUntil: 'commit' });
    await page.getByLabel('Subject').fill('Typed early');
    await textOf(page).fill('First words.');
    letGo();
    await expect
      .poll(async () => [(await show(id)).subject, await markdownOf(id)])
      .toEqual(['Typed early', 'First words.']);
    // The cursor is where it was.
    await page.keyboard.type(' And more.');
    await expect.poll(() => markdownOf(id)).toBe('First words. And more.');
    await page.getByText('11 of about 50').waitFor();
    await context.close();
  });

  test('when the connection is gone and the page dies: this browser offers it again', async () => {
    const id = await draft();
    const context = await contextOf('Mira');
    const page = await openPage(context, `/sends/${id}/edit`);
    const other = await openPage(context, '/sends');
    await context.setOffline(true);
    await typeBehind(page, 'Third.', ' Kept here.');
    await page.getByText('Not saved: no connection. It is kept in this browser.').waitFor();
    // A page hands what it keeps to the browser a moment later: then another page has it, too.
    await expect.poll(() => other.evaluate<string>('JSON.stringify(localStorage)')).toContain('Kept+here');
    // A page that is closed says its last words without the tools that hold it offline.
    await dies(page);
    await context.setOffline(false);
    const again = await openPage(context, `/sends/${id}/edit`);
    await again.getByText(/This browser has words of this letter that were not saved/).waitFor();
    await again.getByRole('button', { name: 'Put them back' }).click();
    await hasSaved(again);
    await expect.poll(() => markdownOf(id)).toBe('First.\n\nSecond.\n\nThird. Kept here.\n');
    await again.reload();
    await again.getByLabel('Subject').waitFor();
    expect(await again.getByText(/This browser has words/).isVisible()).toBe(false);
    await context.close();
  });
});

test('Without script, a letter is written, looked at and saved, at 320 px', async () => {
  const context = await contextOf('Mira', { viewport: { width: 320, height: 700 } });
  const plain = await contextOf('Mira', { viewport: { width: 320, height: 700 }, javaScriptEnabled: false });
  const page = await openPage(plain, '/sends/new');
  await page.getByLabel('Subject').fill('On paper');
  await textOf(page).fill('To **you**.');
  await page.getByRole('button', { name: 'Refresh preview' }).click();
  await page.waitForURL(/\/edit/);
  expect(await page.frameLocator('iframe').locator('strong').first().textContent()).toBe('you');
  await page.getByLabel('Preheader').fill('Beside it');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  const id = Number(/\/sends\/(\d+)\//.exec(page.url())?.[1]);
  expect((await show(id)).letter).toMatchObject({ preheader: 'Beside it', markdown: 'To **you**.' });
  const scripted = await openPage(context, `/sends/${id}/edit`);
  await expectGoodPage(scripted);
  await scripted.goto(`${url}/admin/gazette/sends/${id}/versions`);
  await expectGoodPage(scripted);
  await Promise.all([plain.close(), context.close()]);
});
