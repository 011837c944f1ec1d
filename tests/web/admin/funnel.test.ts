import request from 'supertest';
import { describe, expect, test, vi } from 'vitest';
import { createApiKey } from '../../../src/accounts/index.ts';
import { confirm } from '../../../src/subscribers/index.ts';
import { createServer } from '../../../src/web/server.ts';
import { createTestApp } from '../../support/app/app.ts';
import { makePublication } from '../../support/app/publications.ts';
import { evidence, mailsTo, tokenIn } from '../../support/readers/readers.ts';
import { runNotices } from '../../support/mail/notices.ts';
import { makeArticle } from '../../support/sends/sends.ts';
import { runCommand } from '../../support/program/command.ts';
import { makeUser, signInByPage } from '../../support/web/admin.ts';

const app = await createTestApp();
const server = createServer(app);
const gazette = await makePublication(app, { slug: 'gazette' });
await makePublication(app, { slug: 'quiet' });
const BRIDGE = 'https://gazette.example/bridge';
await makeArticle(app, gazette, { url: BRIDGE, title: 'The <bridge> opens' });

const { key } = await createApiKey(app, 'site');
const cookie = await signInByPage(server, await makeUser(app, 'viewer'));
const page = (path: string) => request(server).get(`/admin/${path}`).set('Cookie', cookie);
const api = (query = '') =>
  request(server).get(`/api/v1/publications/gazette/funnel${query}`).set('Authorization', `Bearer ${key}`);
const PERSON = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0';
const see = (path: string, userAgent = PERSON) => request(server).get(path).set('User-Agent', userAgent);
const told = (query: string) => request(server).post(`/gazette/shown${query}`).set('User-Agent', PERSON);

describe('The funnel', () => {
  test('says for each page how often the box was shown, who signed up and who confirmed', async () => {
    const from = encodeURIComponent(`${BRIDGE}?utm_source=x`);
    await see('/gazette');
    await see(`/gazette/embed?source=${from}`);
    const answer = await told(`?source=${from}`);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['set-cookie']).toBeUndefined();
    // None of these is a person who sees the box.
    await see(`/gazette/embed?source=${from}`, 'Mozilla/5.0 (compatible; Googlebot/2.1)');
    await request(server).head('/gazette').set('User-Agent', PERSON);
    await see('/gazette').set('Sec-Purpose', 'prefetch;prerender');
    expect((await see(`/gazette/shown?source=${from}`)).status).toBe(405);
    expect((await request(server).post('/nobody/shown')).status).toBe(404);
    await request(server)
      .post('/gazette/subscribe')
      .type('form')
      .send({ email: 'no address', source: BRIDGE });
    for (const email of ['ada@example.org', 'bob@example.org'])
      await request(server)
        .post('/gazette/subscribe')
        .send({ email, source: `${BRIDGE}/#form` });
    await runNotices(app);
    const [mail = ''] = await mailsTo(app, 'ada@example.org');
    await confirm(app, tokenIn(mail, 'confirm'), evidence);
    const nobody = { bounced: 0, expired: 0, waiting: 0 };
    await vi.waitFor(
      async () =>
        expect((await api()).body).toEqual({
          data: [
            {
              source: BRIDGE,
              shown: 2,
              signedUp: 2,
              mailed: 2,
              confirmed: 1,
              lost: { ...nobody, waiting: 1 },
            },
            { source: 'hosted page', shown: 1, signedUp: 0, mailed: 0, confirmed: 0, lost: nobody },
          ],
        }),
      { timeout: 100_000, interval: 200 },
    );
  });

  test('is a page of the desk, which links to articles of the publication alone', async () => {
    await told(`?source=${encodeURIComponent('https://elsewhere.example/made-up')}`);
    await vi.waitFor(async () => expect((await page('gazette/funnel')).text).toContain('made-up'), {
      timeout: 100_000,
      interval: 200,
    });
    const { status, text } = await page('gazette/funnel');
    expect(status).toBe(200);
    expect(text).toContain('2 people signed up, 1 of them confirmed');
    expect(text).toMatch(
      /<a class="theirs quiet" href="https:\/\/gazette.example\/bridge"[^>]*>The &lt;bridge> opens</,
    );
    expect(text).not.toContain('href="https://elsewhere.example');
    expect(text).toContain('Sign-up page');
    expect(text).toContain('1 waits');
    expect(text).toContain('50% of sign-ups');
  });

  test('has an empty page, and refuses a period that is none', async () => {
    expect((await page('quiet/funnel')).text).toContain('Put the box below your articles');
    const wrong = await page('gazette/funnel?from=2027-03-02&to=2027-03-01');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('the first before the second');
    expect((await api('?from=2027-03-02&to=2027-03-01')).body.errors[0].field).toBe('to');
    expect((await api('?from=yesterday')).status).toBe(422);
    expect((await api('?from=2001-01-01&to=2001-02-01')).body).toEqual({ data: [] });
  });

  test('is printed by the command line', async () => {
    const print = (...words: string[]) =>
      runCommand(['funnel', 'gazette', ...words], {
        DATABASE_URL: app.databaseUrl,
        APP_SECRET: 'a secret that only tests know',
      });
    const { rows, total } = JSON.parse((await print('--json')).stdout);
    expect(rows[0]).toMatchObject({ source: BRIDGE, title: 'The <bridge> opens', signedUp: 2 });
    expect(total).toMatchObject({ signedUp: 2, confirmed: 1 });
    expect((await print()).stdout).toMatch(
      /\n +2 +2 +2 +1 +0 +0 +1 {2}https:\/\/gazette.example\/bridge \(The <bridge> opens\)\n/,
    );
    expect((await print('--from', '2001-01-01', '--to', '2001-01-02')).stdout).toBe(
      'Nobody signed up in this time, and no box was shown.\n',
    );
    expect(await print('--from', 'yesterday')).toMatchObject({ code: 2 });
  });
});
