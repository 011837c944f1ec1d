import { simpleParser } from 'mailparser';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { pushArticle } from '../../src/articles/index.ts';
import { KINDS } from '../../src/kinds.ts';
import { rows } from '../../src/platform/database.ts';
import { prepareDueSends } from '../../src/sends/index.ts';
import { makePublication } from '../support/app/publications.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import { change, sendDigest } from '../support/sends/digests.ts';
import { deliver, makeReaders, prepareSendOf } from '../support/sends/sends.ts';
import { makeUser, PASSWORD } from '../support/web/admin.ts';
import { openBrowser } from '../support/web/browser.ts';
import { pressByKey, tabTo } from '../support/web/keyboard.ts';
import { expectGoodPage, expectNoSidewaysScroll } from '../support/web/page-rules.ts';
import { startSite } from '../support/web/site.ts';

const sink = await startSmtpSink();
const { app, url } = await startSite({ SMTP_URL: sink.url });
const browser = await openBrowser();
const SIZES = { desktop: { width: 1280, height: 1000 }, phone: { width: 360, height: 740 } };

beforeAll(() => makeUser(app, 'admin', 'mira@gazette.example'));

/** A newsletter whose mail had a mistake: one reader got it by its own mail, another in a digest. */
async function mistake(slug: string) {
  const publication = await makePublication(app, { slug });
  const [, daily = 0] = await makeReaders(app, publication, 2, `${slug}.example`);
  await change(app, publication, daily, { rhythm: 'daily' });
  const push = async (title: string) =>
    (await pushArticle(app, publication, { url: `https://${slug}.example/b`, title, release: true })).id;
  const id = await push('Bridge opens in May');
  await prepareSendOf(app, id);
  await deliver(app);
  await allAreSent(publication.id);
  await sendDigest(app, publication, 'daily');
  await allAreSent(publication.id);
  await push('Bridge opens in June');
  return { publication, id };
}

/** Also those that the site's own worker took. */
const allAreSent = (publicationId: number) =>
  expect
    .poll(() =>
      rows(
        app.db,
        `select 1 from sends where publication_id = ? and (status in ('preparing', 'sending') or status = 'scheduled' and scheduled_at <= now())`,
        [publicationId],
      ),
    )
    .toEqual([]);

async function signIn(page: Page, slug: string): Promise<void> {
  await page.goto(`${url}/admin/${slug}/articles`);
  await page.getByLabel('Email').fill('mira@gazette.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/admin/${slug}/articles`);
}

/** The mails that brought the correction, by their readers. */
async function corrections(domain: string): Promise<string[]> {
  const found = sink.messages.filter(({ to }) => to.some((one) => one.endsWith(`@${domain}`)));
  const mails = await Promise.all(
    found.map(async ({ source, to }) => ({ to: String(to), text: (await simpleParser(source)).text ?? '' })),
  );
  return mails.filter(({ text }) => text.includes('It opens in June.')).map(({ to }) => to);
}

describe.each(Object.entries(SIZES))('On a %s, by keyboard alone,', (slug, viewport) => {
  test('a correction is written, seen, sent with the next digest, and found on the page of its article', async () => {
    const { publication, id } = await mistake(slug);
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    page.on('pageerror', (error) => expect.soft(error.message).toBe(''));
    const shoot = async (name: string) => {
      const to = process.env['SHOTS'];
      if (to !== undefined)
        await page.screenshot({ path: `${to}/correction-${name}-${slug}.png`, fullPage: true });
    };
    await signIn(page, slug);
    const follow = (name: string | RegExp) => pressByKey(page, page.getByRole('link', { name }).first());
    await follow('Bridge opens in June');
    await follow('Send a correction');
    await page.getByText('2 readers got another text than the article has now.').waitFor();
    await page.getByText('1 reader on top of their next digest, within 8 days.').waitFor();
    await tabTo(page, page.getByLabel('What was wrong, and what is right'));
    await page.keyboard.type('We wrote May. It opens in June.');
    await tabTo(page, page.getByRole('radio', { name: /^At once/ }));
    await page.keyboard.press('ArrowDown');
    await pressByKey(page, page.getByRole('button', { name: 'Show the mail' }));
    await page.frameLocator('iframe').getByText('We wrote May. It opens in June.', { exact: true }).waitFor();
    await expectGoodPage(page);
    await expectNoSidewaysScroll(page);
    await shoot('preview');
    await pressByKey(page, page.getByRole('button', { name: 'Send to 2 readers' }));
    await page
      .getByText('The correction goes to 1 reader with their next digest, and to 1 reader in a moment.')
      .waitFor();
    await shoot('sent');
    await app.db('sends').where({ kind: 'correction' }).update({ scheduled_at: app.db.fn.now() });
    await prepareDueSends(app, KINDS);
    await deliver(app);
    await allAreSent(publication.id);
    expect(await corrections(`${slug}.example`)).toEqual([`reader1@${slug}.example`]);
    await page.goto(`${url}/admin/${slug}/articles/${id}/correction`);
    await page.getByText('1 reader still waits for their next digest.').waitFor();
    await sendDigest(app, publication, 'daily');
    await allAreSent(publication.id);
    const both = [1, 2].map((reader) => `reader${reader}@${slug}.example`);
    expect(await corrections(`${slug}.example`)).toEqual(both);
    await page.goto(`${url}/admin/${slug}/articles/${id}`);
    await page.getByText('edited since, and a correction was sent').waitFor();
    await expectGoodPage(page);
    await expectNoSidewaysScroll(page);
    await shoot('article');
    await follow(/^Correction sent/);
    await page.waitForURL(/\/sends\/\d+$/);
    await shoot('send');
    await context.close();
  });
});
