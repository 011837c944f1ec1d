import type { Page } from 'playwright-core';
import request from 'supertest';
import { expect, test } from 'vitest';
import { firstRow } from '../../src/platform/database.ts';
import { runDigests } from '../../src/planning/index.ts';
import { confirm, remindUnconfirmed } from '../../src/subscribers/index.ts';
import { apiAuthorization } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { startSmtpSink } from '../support/mail/smtp-sink.ts';
import {
  chooseRhythm,
  decodeQuotedPrintable,
  evidence,
  fingerprint,
  tokenIn,
} from '../support/readers/readers.ts';
import { prepareLetter } from '../support/sends/letters.ts';
import { openBrowser } from '../support/web/browser.ts';
import { startSite } from '../support/web/site.ts';

const sink = await startSmtpSink();
const { app, url } = await startSite({ SMTP_URL: sink.url });
const browser = await openBrowser();
const authorization = await apiAuthorization(app);
const gazette = await makePublication(app, { slug: 'gazette', topics: [{ slug: 'sport', name: 'Sport' }] });

const PATIENCE = { timeout: 90_000, interval: 200 };
const mailsTo = (email: string) =>
  sink.messages
    .filter(({ to }) => to.includes(email))
    .map(({ source }) => decodeQuotedPrintable(source.toString()));
/** The newest mail to an address, once there are so many. */
async function nthMail(email: string, count: number): Promise<string> {
  await expect.poll(() => mailsTo(email).length, PATIENCE).toBe(count);
  return mailsTo(email)[count - 1] ?? '';
}
const statusOf = async (email: string) =>
  await firstRow<{ status: string; rhythm: string }>(
    app.db,
    'select status, rhythm from subscribers where email = ?',
    [email],
  );

/** Somebody who signed up, with the links of the mail. */
async function signUp(email: string): Promise<string> {
  await request(url).post('/gazette/subscribe').send({ email });
  return nthMail(email, 1);
}
/** A reader who has had the welcome mail. */
async function becomeReader(email: string): Promise<void> {
  await confirm(app, tokenIn(await signUp(email), 'confirm'), evidence);
  await nthMail(email, 2);
}
/** Every address of ours in a mail: text, HTML and headers. */
const linksIn = (mail: string) =>
  [...new Set(mail.match(/http:\/\/127\.0\.0\.1[^\s"'<>)]+/g))].map((link) => link.replaceAll('&amp;', '&'));

/** One of each mail that a reader can get. */
async function everyMail(): Promise<Map<string, string>> {
  const pending = await signUp('pending@example.org');
  await app.db.raw(
    "update confirmations set requested_at = now() - interval '25 hours', expires_at = expires_at - interval '25 hours'",
  );
  await app.db.raw("update notices set settled_at = settled_at - interval '25 hours'");
  await app.db.raw("update confirmation_requests set at = at - interval '25 hours'");
  await remindUnconfirmed(app);
  const reminder = await nthMail('pending@example.org', 2);
  await becomeReader('each@example.org');
  await becomeReader('daily@example.org');
  const daily = await firstRow<{ id: number }>(
    app.db,
    "select id from subscribers where email = 'daily@example.org'",
  );
  await chooseRhythm(app, gazette, daily?.id ?? 0, 'daily');
  await request(url).post('/gazette/subscribe').send({ email: 'each@example.org' });
  const already = await nthMail('each@example.org', 3);
  await request(url)
    .post('/api/v1/publications/gazette/articles')
    .set('Authorization', authorization)
    .send({ url: 'https://gazette.example/bridge', title: 'Bridge opens', summary: '<p>At noon.</p>' });
  const article = await nthMail('each@example.org', 4);
  await runDigests(app, gazette.id, { rhythm: 'daily' });
  const digest = await nthMail('daily@example.org', 3);
  await prepareLetter(app, gazette);
  const letter = await nthMail('each@example.org', 5);
  await nthMail('daily@example.org', 4);
  const welcome = mailsTo('each@example.org')[1] ?? '';
  return new Map(Object.entries({ pending, reminder, welcome, already, article, digest, letter }));
}

test('A robot that looks at every link of every mail, with script too, changes nothing (CNF-01, CNF-03, OC-08)', async () => {
  const mails = await everyMail();
  for (const [name, mail] of mails) expect([name, linksIn(mail).length > 0]).toEqual([name, true]);
  const links = [...new Set([...mails.values()].flatMap(linksIn))];
  const kinds = new Set(links.map((link) => new URL(link).pathname.split('/')[1]));
  for (const kind of ['confirm', 'never-again', 'preferences', 'unsubscribe', 'rhythm', 'view'])
    expect([...kinds]).toContain(kind);
  const before = await fingerprint(app);
  for (const link of links)
    for (const method of ['head', 'get', 'options'] as const) {
      const { status } = await request(link)[method]('');
      expect([method, link, status < 400]).toEqual([method, link, true]);
    }
  const page = await browser.newPage();
  for (const link of links) await page.goto(link);
  expect(await fingerprint(app)).toBe(before);
  await page.close();
});

/** Sends every form of the page as it stands there, all at once, as a robot with script does. */
const sendEveryForm = (page: Page) =>
  page.evaluate<number>(`(async () => {
    const forms = [...document.forms].filter((form) => form.method === 'post');
    const answers = forms.map((form) => fetch(form.action, {
      method: 'post', body: new URLSearchParams(new FormData(form, form.querySelector('button[type=submit], button'))) }));
    return Math.max(0, ...(await Promise.all(answers)).map(({ status }) => status));
  })()`);

const WHEN = ['first', 'together', 'last'] as const;

/** A robot on the same page as the person: before them, with them or after them. */
async function race(
  link: string,
  when: (typeof WHEN)[number],
  act: (page: Page) => Promise<unknown>,
): Promise<string> {
  const [person, robot] = await Promise.all([browser.newPage(), browser.newPage()]);
  await Promise.all([person.goto(link), robot.goto(link)]);
  const sent = when === 'first' ? await sendEveryForm(robot) : undefined;
  const racing = when === 'together' ? sendEveryForm(robot) : undefined;
  await act(person);
  const worst = sent ?? (await (racing ?? sendEveryForm(robot)));
  // A form that lacks something is refused; no other answer is a fault.
  expect([200, 422]).toContain(worst);
  const heading = await person.locator('h1').innerText();
  await Promise.all([person.close(), robot.close()]);
  return heading;
}

test.each(WHEN)(
  'A robot that sends every form, %s, and the person end in the same good state (CNF-05)',
  async (when) => {
    const email = `raced-${when}@example.org`;
    const press = (page: Page) =>
      Promise.all([page.waitForEvent('load'), page.locator('main button').first().click()]);
    const confirmation = await signUp(email);
    const confirmUrl = `${url}/confirm/${tokenIn(confirmation, 'confirm')}`;
    // One look at the other link of the mail as well: blocking takes a second page.
    const robot = await browser.newPage();
    await robot.goto(`${url}/never-again/${tokenIn(confirmation, 'never-again')}`);
    expect(await sendEveryForm(robot)).toBeLessThan(400);
    await robot.close();
    expect(await race(confirmUrl, when, press)).toBe('Welcome! You are subscribed.');
    expect(await statusOf(email)).toMatchObject({ status: 'active' });
    const welcome = await nthMail(email, 2);

    const preferences = `${url}/preferences/${tokenIn(welcome, 'preferences')}`;
    const choose = async (page: Page) => {
      await page.check('input[name=rhythm][value=weekly]');
      await Promise.all([page.waitForEvent('load'), page.click('text=Save')]);
    };
    await race(preferences, when, choose);
    expect(await statusOf(email)).toEqual({ status: 'active', rhythm: 'weekly' });

    const unsubscribe = `${url}/unsubscribe/${tokenIn(welcome, 'unsubscribe')}`;
    expect(await race(unsubscribe, when, press)).toBe('You are unsubscribed.');
    expect(await statusOf(email)).toMatchObject({ status: 'unsubscribed' });
  },
);
