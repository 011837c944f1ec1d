import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addFeed, pollFeed } from '../../src/articles/index.ts';
import type { Publication } from '../../src/publications/index.ts';
import { daytimeZone } from '../support/app/daytime.ts';
import { makePublication } from '../support/app/publications.ts';
import { answers, item, startFeedServer, type FeedItem } from '../support/feeds/feed-server.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { drawing } from '../support/media/pictures.ts';
import { makeReaders } from '../support/sends/sends.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const smtp = await startSmtpSink();
const { app, url } = await startSite({ SMTP_URL: smtp.url });
const site = await startFeedServer();
const browser = await openBrowser();
let publication: Publication;
let serial = 0;
const home = () => `${url}/admin/${publication.slug}/articles`;

beforeAll(async () => {
  await makeUser(app, 'admin');
  await makeUser(app, 'editor', 'mira@gazette.example');
});
beforeEach(async () => {
  serial += 1;
  publication = await makePublication(app, {
    slug: `courier-${serial}`,
    name: 'The Courier',
    holdMinutes: 30,
    timeZone: daytimeZone(),
  });
});

const PHONE = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 800 };

async function signedIn(viewport = DESKTOP): Promise<Page> {
  const context = await browser.newContext({ viewport, colorScheme: viewport === PHONE ? 'dark' : 'light' });
  const page = await context.newPage();
  await page.goto(`${url}/admin`);
  await page.getByLabel('Email').fill('mira@gazette.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/admin(?!\/sign-in)/);
  return page;
}

/** A feed whose first reading knows two articles, and then brings these. */
async function feedWith(items: FeedItem[], older: FeedItem[] = []): Promise<number> {
  const path = `/feed-${serial}.xml`;
  const known = [item('old-1'), item('old-2'), ...older];
  const feed = await addFeed(app, publication.id, site.serve(path, known, { title: 'Town hall' }));
  await pollFeed(app, feed.id);
  site.serve(path, [...items, ...known], { title: 'Town hall' });
  await pollFeed(app, feed.id);
  return feed.id;
}

const fresh = (n: number | string, fields: FeedItem = {}) => item(n, { published: new Date(), ...fields });
const rowOf = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });
const mailsTo = (address: string) =>
  Promise.all(
    smtp.messages.filter(({ to }) => to.includes(address)).map(({ source }) => simpleParser(source)),
  );

describe('An editor', () => {
  test('holds an article and releases it, changes its title for the mail, and readers get that mail', async () => {
    await makeReaders(app, publication, 1, `holds-${serial}.example`);
    await feedWith([
      fresh('ferry', { title: 'Ferry to run every 40 minutes', description: 'From April on.' }),
    ]);
    const page = await signedIn();
    await page.goto(home());
    const row = rowOf(page, 'Ferry to run');
    expect(await row.textContent()).toMatch(/Goes out at \d\d:\d\d/);
    await row.getByRole('link', { name: 'Ferry to run' }).focus();
    await page.keyboard.press('x');
    await expect.poll(() => row.getByRole('checkbox').isChecked()).toBe(true);
    await row.getByRole('button', { name: 'Hold: Ferry' }).click();
    await page.getByRole('heading', { name: '1 article is held' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'is held' }).first().waitFor();
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back').waitFor();
    await rowOf(page, 'Ferry to run').getByRole('button', { name: 'Hold: Ferry' }).click();

    await page.getByRole('link', { name: 'Ferry to run every 40 minutes' }).first().click();
    await page.getByRole('link', { name: 'Edit for the mail' }).click();
    await expectGoodPage(page);
    await page.getByLabel('Title').fill('Ferry: every 40 minutes from April');
    await page.getByLabel('Standfirst').fill('The harbour office <has> decided.');
    await page.getByRole('button', { name: 'Save for the mail' }).click();
    await page.getByText('Saved for the mail').waitFor();
    const frame = page.frameLocator('iframe[title="The mail of this article"]');
    await frame.getByText('The harbour office <has> decided.').last().waitFor();
    await expectGoodPage(page);

    await page.getByRole('button', { name: 'Release: Ferry' }).click();
    await page.getByText('is released. It goes out').waitFor();
    await page.getByRole('button', { name: 'Send now: Ferry' }).click();
    await page.getByText(/“Ferry: every 40 minutes from April” goes out at/).waitFor();
    await app.db.raw(
      `update sends set scheduled_at = now() where publication_id = ? and status = 'scheduled'`,
      [publication.id],
    );
    await expect.poll(() => mailsTo(`reader1@holds-${serial}.example`)).toHaveLength(1);
    const [mail] = await mailsTo(`reader1@holds-${serial}.example`);
    expect(mail?.subject).toBe('Ferry: every 40 minutes from April');
    expect(mail?.text).toContain('The harbour office <has> decided.');
    await expect
      .poll(async () => {
        await page.goto(home());
        return rowOf(page, 'Ferry: every').textContent();
      })
      .toMatch(/Mailed at .* to 1 reader/);
  });

  test('drops the old ones of many at once and releases the others with one button, and takes it back', async () => {
    const old = (n: number) => item(`old-page-${n}`, { published: new Date('2024-09-12T10:17:00Z') });
    const match = (n: number) => fresh(`match-${n}`, { title: `Match ${n} tonight` });
    const long = item('long', { published: new Date('2019-06-09T10:17:00Z') });
    await feedWith([...[1, 2, 3, 4, 5, 6].map(match), ...[1, 2, 3, 4].map(old)], [long]);
    const page = await signedIn(PHONE);
    await page.goto(home());
    await page.getByRole('heading', { name: '10 articles are held' }).waitFor();
    expect(await page.textContent('main')).toContain('Nothing is mailed until you decide.');
    await expectGoodPage(page);
    // By keyboard alone.
    await page.getByText('See all 10').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Drop the 4 old ones, release 6' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^4 articles dropped, 6 released\. The first goes out/).waitFor();
    await expect.poll(() => rowOf(page, 'Match 1').textContent()).toContain('Goes out');
    await expect
      .poll(() => rowOf(page, 'old-page-1').textContent())
      .toContain('Dropped by mira@gazette.example');
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Undo' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^Taken back: 10 articles/).waitFor();
    await page.getByRole('heading', { name: '10 articles are held' }).waitFor();
  });

  test('adds a feed by the address of the home page, reads it, pauses it and removes it', async () => {
    const path = `/found-${serial}.xml`;
    site.serve(path, [item(1), item(2)], { title: 'The Harbour' });
    const page_ = `<html><head><link rel="alternate" type="application/rss+xml" href="${path}"></head></html>`;
    const address = site.answer(`/home-${serial}`, answers.body(page_, { 'Content-Type': 'text/html' }));
    const page = await signedIn();
    await page.goto(home());
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'Add a feed' }).click();
    await page.getByLabel('Address', { exact: true }).fill(address);
    await page.getByRole('button', { name: 'Add this feed' }).click();
    await page.getByText('Paperround found its feed').waitFor();
    await expectGoodPage(page);
    expect(await page.getByLabel('Address', { exact: true }).inputValue()).toBe(address);
    await page.getByRole('button', { name: 'Add this feed' }).click();
    await page.getByText('is added').waitFor();
    await page.getByRole('button', { name: 'Read it now' }).click();
    await page.getByRole('heading', { name: 'Feed “The Harbour”' }).waitFor();
    await expectGoodPage(page);
    await page.getByLabel('More for: The Harbour').click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('is paused. It is not read').waitFor();
    await page.getByLabel('More for: The Harbour').click();
    await page.getByRole('link', { name: 'Remove' }).click();
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Remove this feed' }).click();
    await page.getByText('is removed').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('back as it was').waitFor();
  });
});

test('Hostile titles, texts and pictures run nothing, and nothing leaves the browser of an editor', async () => {
  const drawn = await drawing(80, 60).png().toBuffer();
  const tracker = site.answer('/tracker.png', answers.body(drawn, { 'Content-Type': 'image/png' }));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>fetch('${site.origin}/stolen')</script></svg>`;
  site.answer('/evil.svg', answers.body(svg, { 'Content-Type': 'image/png' }));
  const hostile = '<img src=x onerror=alert(1)>"\'><script>alert(2)</script>\u202E';
  await feedWith([
    fresh('bad', {
      title: hostile,
      description: `<p>Text</p><img src="${tracker}"><img src="${site.origin}/evil.svg">`,
      content: `<p>Text</p><img src="${tracker}" onerror="alert(3)"><iframe src="${site.origin}/x"></iframe>`,
      category: '<b onmouseover=alert(4)>',
    }),
  ]);
  await app.db.raw(`update feeds set title = :hostile where publication_id = :id`, {
    hostile,
    id: publication.id,
  });
  const page = await signedIn(PHONE);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(home());
  await expectGoodPage(page);
  const { rows } = await app.db.raw(
    'select a.id, a.feed_id from articles a where publication_id = ? order by id desc limit 1',
    [publication.id],
  );
  const [{ id, feed_id: feedId }] = rows as [{ id: number; feed_id: number }];
  for (const path of [`/${id}`, `/${id}/edit`]) {
    await page.goto(`${home()}${path}`);
    await expectGoodPage(page);
  }
  const feeds = home().replace('articles', 'feeds');
  for (const path of [feeds, `${feeds}/${feedId}`, `${feeds}/${feedId}/edit`, `${feeds}/${feedId}/remove`]) {
    await page.goto(path);
    await expectGoodPage(page);
  }
  expect(dialogs).toEqual([]);
  // Paperround fetches pictures itself; a browser asked for nothing.
  expect(site.requests.some(({ path }) => path === '/tracker.png')).toBe(true);
  expect(site.requests.filter(({ headers }) => headers['user-agent']?.includes('Mozilla'))).toEqual([]);
});
