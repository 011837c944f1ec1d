import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { makePublication } from '../support/app/publications.ts';
import { makeConsenting, statusOf } from '../support/readers/readers.ts';
import { makeReaders } from '../support/sends/sends.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pressByKey, tabTo } from '../support/web/keyboard.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();
const publication = await makePublication(app, {
  slug: 'courier',
  topics: [{ slug: 'sport', name: 'Sport' }],
});
const home = `${url}/admin/courier`;
const list = `${home}/subscribers`;
const DESKTOP = { width: 1366, height: 860 };
let page: Page;
let annId = 0;

beforeAll(async () => {
  await makeReaders(app, publication, 4);
  annId = (await makeConsenting(app, publication, 'ann.berg@gmx.example')).id;
  await app.db('subscribers').where({ id: annId }).update({ name: '\u202Egreb <b>Ann</b>' });
  await app.db.raw(
    `with d as (
       insert into sends (publication_id, kind, status, subject, message_key, prepared_at, started_at, finished_at, audience_size)
       values (?, 'letter', 'sent', 'Ferry news', 'k', now(), now(), now(), 1) returning id)
     insert into messages (send_id, subscriber_id, state, reply) select id, ?, 'rejected', '550 5.7.1 Not wanted' from d`,
    [publication.id, annId],
  );
  await makeUser(app, 'admin');
  const email = await makeUser(app, 'editor');
  page = await (await browser.newContext({ viewport: DESKTOP, acceptDownloads: true })).newPage();
  await page.goto(home);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(home);
});

/** What a hand does after the home page. */
async function hand() {
  await page.goto(home);
  let clicks = 0;
  return {
    clicks: () => clicks,
    async click(role: 'link' | 'button' | 'option', name: string | RegExp, exact = false) {
      clicks += 1;
      await page.getByRole(role, { name, exact }).first().click();
    },
  };
}

/** On the desk, and on a phone in the dark. */
async function expectGood(): Promise<void> {
  await expectGoodPage(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectGoodPage(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(DESKTOP);
}

test('A reader is found by a part of the address, and why they did not get a mail, in two clicks each (STEPS 10 and 20)', async () => {
  const find = await hand();
  await find.click('link', 'Search');
  await page.getByRole('combobox', { name: 'Search' }).fill('n.berg@gm');
  await find.click('option', /ann\.berg@gmx\.example/);
  await page.getByRole('heading', { name: 'Time line' }).waitFor();
  await page.getByRole('link', { name: 'Ferry news', exact: true }).waitFor();
  expect(find.clicks()).toBeLessThanOrEqual(2);
  await expectGood();

  await find.click('link', 'Why? Ferry news');
  await page.getByRole('heading', { name: 'The reasons' }).waitFor();
  await page.getByText('550 5.7.1 Not wanted').first().waitFor();
  // The page is one click from the search.
  expect(find.clicks() - 1).toBeLessThanOrEqual(2);
  expect(await page.evaluate('window.taken')).toBeUndefined();
  await expectGood();
});

test('A reader is unsubscribed in three clicks, and back with the undo line (STEPS 11)', async () => {
  const leave = await hand();
  await leave.click('link', 'Search');
  await page.getByRole('combobox', { name: 'Search' }).fill('ann.berg');
  await leave.click('option', /ann\.berg@gmx\.example/);
  await leave.click('button', 'Unsubscribe');
  await page.getByText('You can undo this for an hour.').waitFor();
  expect(leave.clicks()).toBeLessThanOrEqual(3);
  expect(await statusOf(app, annId)).toBe('unsubscribed');
  await pressByKey(page, page.getByRole('button', { name: 'Undo' }));
  await page.getByText('Undone. This reader gets mail again.').waitFor();
  expect(await statusOf(app, annId)).toBe('active');

  await pressByKey(page, page.getByRole('link', { name: 'Edit' }));
  await tabTo(page, page.getByLabel('Rhythm'));
  await page.keyboard.type('Weekly');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await pressByKey(page, page.getByRole('button', { name: 'Save' }));
  await page.getByText('Saved.').waitFor();
  expect(await page.getByText('Changed: rhythm and topics').count()).toBe(1);
  await page.goto(`${list}/${annId}/erase`);
  await expectGood();
});

test('A reader is added by hand in three clicks and two fields, and all are exported in two (STEPS 12 and 14)', async () => {
  const add = await hand();
  await add.click('link', 'Subscribers');
  await add.click('link', 'Add one');
  await page.getByLabel('Email address').fill('new@added.example');
  await page.getByLabel('Name', { exact: true }).fill('New Reader');
  await expectGood();
  await add.click('button', 'Add this reader');
  await page.getByText('Paperround asks them by mail').waitFor();
  expect(add.clicks()).toBeLessThanOrEqual(3);
  await page.getByText('Not confirmed').waitFor();

  const take = await hand();
  await take.click('link', 'Subscribers');
  const download = page.waitForEvent('download');
  await take.click('link', 'Export as CSV');
  expect((await download).suggestedFilename()).toBe('courier-subscribers.csv');
  expect(take.clicks()).toBeLessThanOrEqual(2);
});

test('Many readers are picked, changed after a page that says how many, and given back what they had; by keyboard, too', async () => {
  await page.goto(`${home}/segments/new?status=active`);
  await expectGood();
  await page.goto(list);
  await expectGood();
  await page.getByRole('checkbox', { name: 'Pick reader1@readers.example' }).check();
  await page.getByText('1 picked.').waitFor();
  await page.getByRole('checkbox', { name: 'Pick all on this page' }).check();
  await page.getByText('6 picked.').waitFor();
  await page.getByLabel('What to do with them').selectOption({ label: 'Weekly' });
  await page.getByRole('button', { name: 'Go on with those picked' }).click();
  await page.getByRole('heading', { name: 'Set the rhythm of 6 readers: Weekly?' }).waitFor();
  await expectGood();
  await pressByKey(page, page.getByRole('button', { name: 'Change 4 readers' }));
  await page.getByText(/^Readers changed: 4\. You can undo this until/).waitFor();
  const weekly = () =>
    rows(app.db, `select 1 from subscribers where rhythm = 'weekly' and email like '%@readers.example'`);
  expect(await weekly()).toHaveLength(4);
  await pressByKey(page, page.getByRole('button', { name: 'Undo' }));
  await page.getByText('Readers who have back what they had: 4.').waitFor();
  expect(await weekly()).toHaveLength(0);

  // The list is drawn anew while somebody types, and all that it finds are meant.
  await page.getByLabel('Find by address or name').fill('readers.example');
  await page.getByText('4 readers.').waitFor();
  await page.getByLabel('What to do with them').selectOption({ label: 'Erase for good' });
  await page.getByRole('button', { name: 'Go on with all 4' }).click();
  await page.getByRole('heading', { name: 'Erase 4 readers for good?' }).waitFor();
  await page.getByText('You cannot undo this').waitFor();
  await expectGood();
  await page.getByRole('link', { name: 'Leave it' }).click();
  await page.getByRole('link', { name: 'Earlier changes' }).click();
  await page.getByText('4 of 6 changed').waitFor();
  await expectGood();
});
