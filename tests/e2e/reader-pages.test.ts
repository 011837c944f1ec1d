import { expect, test } from 'vitest';
import { confirm, depart, linksOf, NOBODY, personalLinks } from '../../src/subscribers/index.ts';
import { openBrowser } from '../support/web/browser.ts';
import { makePublication } from '../support/app/publications.ts';
import { expectGoodPage } from '../support/web/page-rules.ts';
import { evidence, makePending, yourDataOf } from '../support/readers/readers.ts';
import { startSite } from '../support/web/site.ts';

const { app, url } = await startSite();
const browser = await openBrowser();

const TOPICS = [
  { slug: 'sport', name: 'Sport' },
  { slug: 'long', name: 'Donaudampfschifffahrtsgesellschaft' },
];
const dark = await makePublication(app, {
  slug: 'navy',
  name: 'Navy News',
  accentColor: '#0a1a3f',
  topics: TOPICS,
});
await makePublication(app, {
  slug: 'yellow',
  name: 'The Extraordinarily Long-Named Yellow Advertiser of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
  accentColor: '#ffe600',
  topics: TOPICS,
});

const pending = await makePending(app, dark, 'pending@example.org');
const late = await makePending(app, dark, 'late@example.org');
const reader = await makePending(app, dark, 'reader@example.org');
await confirm(app, reader.token, evidence);
await app.db.raw("update confirmations set expires_at = now() - interval '1 day' where subscriber_id = ?", [
  late.id,
]);
const leaving = await makePending(app, dark, 'leaving@example.org');
await confirm(app, leaving.token, evidence);
await depart(app, 'erase', leaving.id, evidence);
const barred = await makePending(app, dark, 'barred@example.org');
await depart(app, 'never-again', barred.id, evidence);
const links = (await linksOf(app, reader.id)) ?? personalLinks(app, NOBODY);
const leavingLinks = (await linksOf(app, leaving.id)) ?? personalLinks(app, NOBODY);
const goneLinks = personalLinks(app, { id: 999_999, linkKey: 1 });

const pages: [string, string][] = [
  ['sign-up', `${url}/navy`],
  ['sign-up of a bright colour and a long name', `${url}/yellow`],
  ['embedded box', `${url}/yellow/embed`],
  ['check your inbox, with a hint', `${url}/yellow/check-inbox?typed=gmial.com`],
  ['confirm', `${url}/confirm/${pending.token}`],
  ['expired link', `${url}/confirm/${late.token}`],
  ['confirmed already', `${url}/confirm/${reader.token}`],
  ['never again', `${url}/never-again/${pending.neverAgainToken}`],
  ['unsubscribe', links.unsubscribeUrl],
  ['preferences', `${links.preferencesUrl}?saved`],
  ['history', `${links.preferencesUrl}/history`],
  ['link to the data', `${links.preferencesUrl}/your-data`],
  ['own data', `${url}${await yourDataOf(app, reader.id)}`],
  ['erase', `${url}${await yourDataOf(app, reader.id)}/erase`],
  ['erasure to come', leavingLinks.preferencesUrl],
  ['blocked', `${url}/never-again/${barred.neverAgainToken}`],
  ['dead link', goneLinks.unsubscribeUrl],
  ['link of a test', personalLinks(app, NOBODY).unsubscribeUrl],
  ['start page', `${url}/`],
  ['nothing here', `${url}/nothing/here`],
];

test.each(pages)(
  'The page "%s" can be read and used by everybody, narrow and dark, wide and light (WCAG AA)',
  async (_name, address) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
    const page = await context.newPage();
    const hosts = new Set<string>();
    const faults: string[] = [];
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
    });
    await page.goto(address);
    await expectGoodPage(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    await expectGoodPage(page);
    expect([...hosts]).toEqual([url]);
    expect(faults).toEqual([]);
    await context.close();
  },
);
