import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import request from 'supertest';
import { expect, test } from 'vitest';
import { firstRow, rows } from '../../src/platform/database.ts';
import { createSignUps, findSubscriberByEmail, type Visitor } from '../../src/subscribers/index.ts';
import { createVisitorLimit } from '../../src/web/public/subscribe/visitor-limit.ts';
import { createServer } from '../../src/web/server.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { runNotice, runNotices, sendNoticeTo } from '../support/mail/notices.ts';
import { age, codeIn, mailsTo, signUpOf } from '../support/readers/readers.ts';

const SIGN_UPS = 5000;
const VICTIMS = 3000;
const NETWORKS = 400;
const BLOCKS = 40;
const READERS = 5;
const NETWORK_MAILS = 5;
const BLOCK_MAILS = 100;

const app = await createTestApp({ TRUST_PROXY: 'loopback' });
const server = createServer(app);
const papers = await Promise.all(['gazette', 'herald'].map((slug) => makePublication(app, { slug })));
const signUp = createSignUps(app);
const visitorOf = createVisitorLimit(app, 'sign-up');
const networks = await Promise.all(
  Array.from({ length: NETWORKS }, (_, n) => visitorOf(`198.18.${Math.floor(n / 10)}.${n % 10}`, 1)),
);

/** The same mailbox each time, written in another way, for another paper. */
const SPELLINGS = [
  (n: number) => `victim${n}@gmail.com`,
  (n: number) => `vic.tim${n}@gmail.com`,
  (n: number) => `victim${n}+news@gmail.com`,
];
/** 1,000 people are signed up three times in a row, from three networks; 2,000 once. */
function bomb(n: number): Promise<unknown> {
  const thrice = (SIGN_UPS - VICTIMS) / 2;
  const isThrice = n < 3 * thrice;
  const victim = isThrice ? Math.floor(n / 3) : n - 2 * thrice;
  return bombOne(victim, isThrice ? n % 3 : 0, networks[(n % BLOCKS) * 10 + (Math.floor(n / BLOCKS) % 10)]);
}
async function bombOne(victim: number, round: number, visitor: Visitor | undefined): Promise<void> {
  const email = SPELLINGS[round % SPELLINGS.length]?.(victim) ?? '';
  const paper = papers[round % papers.length];
  if (paper) await signUp(paper, { ...signUpOf(email), visitor });
}

/** As a browser does it, and then the person: signs up, calculates when asked to, and types the code from the mail. */
async function getIn(n: number): Promise<boolean> {
  const email = `reader${n}@readers.example`;
  const ask = (fields: object) =>
    request(server)
      .post('/gazette/subscribe')
      .set('X-Forwarded-For', `203.0.${n}.7`)
      .send({ email, ...fields });
  let answer = await ask({});
  const isAsked = answer.status === 403;
  if (isAsked) {
    const challenge = (await request(server).get(new URL(answer.body.challenge).pathname)).body as Challenge;
    const solution = await solveChallenge({ challenge, deriveKey });
    answer = await ask({
      altcha: Buffer.from(JSON.stringify({ challenge, solution })).toString('base64'),
    });
  }
  expect(answer.status).toBe(202);
  const reader = papers[0] && (await findSubscriberByEmail(app.db, papers[0].id, email));
  await sendNoticeTo(app, 'confirmation', reader?.id ?? 0);
  const code = codeIn((await mailsTo(app, email)).at(-1) ?? '');
  expect((await request(server).post('/gazette/confirm-code').send({ email, code })).status).toBe(200);
  return isAsked;
}

/** A worker that keeps up has come to the newest mail. */
async function mailNewest(): Promise<void> {
  const sql = "select id from notices where state = 'queued' order by id desc limit 1";
  const newest = await firstRow<{ id: number }>(app.db, sql);
  if (newest) await runNotice(app, newest.id);
}

const mostMails = async (by: 'abuse_hash' | 'network_hash' | 'block_hash', within = '30 days') => {
  const row = await firstRow<{ most: number }>(
    app.db,
    `select coalesce(max(mails), 0) as most
       from (select count(*) as mails from confirmation_requests
              where mailed and not confirmed and at > now() - ?::interval group by ${by}) m`,
    [within],
  );
  return row?.most ?? 0;
};

test('5,000 sign-ups for 3,000 people from 400 networks: nobody gets more than one mail, and readers get in meanwhile (BOMB-01, BOMB-02, BOMB-04)', async () => {
  const asked: boolean[] = [];
  const part = SIGN_UPS / READERS;
  // So many at once, of as many blocks: those of one block go one after the other.
  for (let n = 0; n < SIGN_UPS; n += BLOCKS) {
    await Promise.all(Array.from({ length: BLOCKS }, (_, one) => bomb(n + one)));
    if ((n + BLOCKS) % part !== 0) continue;
    await mailNewest();
    asked.push(await getIn((n + BLOCKS) / part));
  }
  // The first ones sign up as ever; from the spike on, their browsers calculate.
  expect([asked[0], asked.at(-1)]).toEqual([false, true]);
  const active = await rows(app.db, "select email from subscribers where status = 'active'");
  expect(active).toHaveLength(READERS);
  expect(await mostMails('abuse_hash')).toBe(1);
  expect(await mostMails('network_hash')).toBe(NETWORK_MAILS);
  expect(await mostMails('block_hash')).toBeLessThanOrEqual(BLOCK_MAILS);
  // Whatever the turns let through waits for the end of the spike.
  await app.db.raw('delete from mailbox');
  await app.db.raw(
    `delete from jobs.job where id not in (select id from jobs.job where name = 'notice.send' limit 50)`,
  );
  await runNotices(app, 'confirmation');
  expect(await rows(app.db, 'select 1 from mailbox')).toEqual([]);
}, 900_000);

test('A bomber who comes back every three hours for days, from new networks, gets five mails to a person out of it, three a day (BOMB-01)', async () => {
  // Thousands of readers age slowly.
  await app.db.raw('truncate subscribers, confirmation_requests cascade');
  for (let hours = 3; hours <= 72; hours += 3) {
    await age(app, '3 hours');
    const network = await visitorOf(`192.0.${hours}.1`, 1);
    await Promise.all(Array.from({ length: 5 }, (_, victim) => bombOne(victim, hours, network)));
    expect(await mostMails('abuse_hash', '24 hours')).toBeLessThanOrEqual(3);
  }
  expect(await mostMails('abuse_hash')).toBe(5);
});
