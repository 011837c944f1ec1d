import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { decideArticles, planArticleSends } from '../../src/planning/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { startScriptedSmtp } from '../support/mail/scripted-smtp.ts';
import { prepareLetter } from '../support/sends/letters.ts';
import { makeArticle, makeReaders } from '../support/sends/sends.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pressByKey } from '../support/web/keyboard.ts';
import { startSite } from '../support/web/site.ts';

const smtp = await startScriptedSmtp();
const { app, url } = await startSite({ SMTP_URL: smtp.url });
const browser = await openBrowser();
const publication = await makePublication(app, { slug: 'courier', holdMinutes: 30 });
const home = `${url}/admin/courier`;
let page: Page;

beforeAll(async () => {
  // A slow hand finds the send still on its way.
  smtp.slowMs = 250;
  await makeReaders(app, publication, 2000, 'readers.example');
  const email = await makeUser(app, 'admin');
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  await page.goto(home);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(home);
});

const press = (name: string | RegExp) => pressByKey(page, page.getByRole('button', { name }).first());
const follow = (name: string | RegExp) => pressByKey(page, page.getByRole('link', { name }).first());
const said = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).first().waitFor();

test('An article is held, released and held again by keyboard alone', async () => {
  await makeArticle(app, publication, { title: 'Ferry every forty minutes' });
  await planArticleSends(app);
  await page.goto(`${home}/articles`);
  await press('Hold: Ferry every forty minutes');
  await said('is held');
  await follow('Ferry every forty minutes');
  await press('Release: Ferry every forty minutes');
  await said('is released. It goes out');
  await press('Undo');
  await said('Taken back');
  await page.getByRole('heading', { name: '1 article is held' }).waitFor();
  const [held] = await app.db('articles').where({ publication_id: publication.id }).select('id', 'verdict');
  expect(held.verdict).toBe('held');
  await decideArticles(app, publication.id, { dismiss: [Number(held.id)] });
});

test('A send is paused, resumed and cancelled in the middle by keyboard alone', async () => {
  await prepareLetter(app, publication, { subject: 'Council keeps the market' });
  await page.goto(home);
  await press('Pause: Council keeps the market');
  await said('Paused.');
  await press('Undo');
  await said('Resumed.');
  await page.goto(home);
  await follow('Council keeps the market');
  // Today has a button of nearly this name.
  await page.waitForURL('**/sends/*');
  await press('Pause');
  await said('Paused.');
  await press('Resume');
  await said('Resumed.');
  await follow('Cancel the rest');
  await press(/^Cancel for [\d,]+ readers$/);
  await page
    .getByText(/It was cancelled\. [\d,]+ readers? ha/)
    .first()
    .waitFor();
});
