import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { rows } from '../../src/platform/database.ts';
import { networksOf } from '../../src/platform/fetch/network.ts';
import { listSignUpHolds } from '../../src/reports/index.ts';
import {
  confirm,
  letHeldMailsGo,
  releaseSignUps,
  signUp,
  tellOfCrowds,
  type Visitor,
} from '../../src/subscribers/index.ts';
import { makeUser } from '../support/web/admin.ts';
import { createTestApp } from '../support/app/app.ts';
import { makePublication } from '../support/app/publications.ts';
import { flood } from '../support/readers/flood.ts';
import { age, evidence, mailsTo, signUpOf, tokenIn } from '../support/readers/readers.ts';
import { queuedNotices, runNotices } from '../support/mail/notices.ts';

const app = await createTestApp();
const gazette = await makePublication(app);
const herald = await makePublication(app, { name: 'The Herald' });
const visitor: Visitor = { networks: { network: randomBytes(16) }, cost: 1 };

beforeEach(async () => {
  await app.db.raw(
    `truncate confirmation_requests, notices, sign_up_waits, subscribers, consent_records, sign_up_releases, mailbox cascade`,
  );
  await app.db.raw('delete from jobs.job');
});

const ask = (email: string, publication = gazette, by = visitor) =>
  signUp(app, publication, { ...signUpOf(email), visitor: by });
/** As a running worker does. */
async function work(): Promise<void> {
  await letHeldMailsGo(app);
  await runNotices(app, 'confirmation');
}
const mailed = async () =>
  (await rows<{ to: string }>(app.db, 'select envelope_to as "to" from mailbox order by id')).map(({ to }) =>
    to.slice(0, to.indexOf('@')),
  );
const pupils = (count: number) => Array.from({ length: count }, (_, n) => `pupil${n}@school.example`);
const confirmAs = async (email: string) =>
  confirm(app, tokenIn((await mailsTo(app, email)).at(-1) ?? '', 'confirm'), evidence);

describe('Nobody is lost at sign-up: above the limit of a network the mails wait and leave one after the other', () => {
  test('five an hour, in the order of the sign-ups, and other networks wait for nobody (BOMB-02)', async () => {
    for (const email of pupils(7)) await ask(email);
    await ask('other@example.org', gazette, { networks: { network: randomBytes(16) }, cost: 1 });
    await work();
    expect(await mailed()).toEqual(['pupil0', 'pupil1', 'pupil2', 'pupil3', 'pupil4', 'other']);
    await work();
    expect(await listSignUpHolds(app.db)).toMatchObject([{ why: 'network', mails: 2 }]);
    await age(app, '61 minutes');
    await work();
    expect((await mailed()).slice(6)).toEqual(['pupil5', 'pupil6']);
    expect(await listSignUpHolds(app.db)).toEqual([]);
  });

  test('whoever confirms makes room at once, so a school is through when it opens its mail', async () => {
    const all = pupils(12);
    for (const email of all) await ask(email);
    for (const [n, email] of all.entries()) {
      await work();
      expect(await confirmAs(email), `pupil ${n}`).toBe('confirmed');
    }
    expect(await mailed()).toHaveLength(12);
  });

  test('twenty a day when nobody confirms, and their links are good for a week from the mail on', async () => {
    for (const email of pupils(22)) await ask(email);
    for (let hour = 0; hour < 20; hour += 1) {
      await work();
      await age(app, '61 minutes');
    }
    expect(await mailed()).toHaveLength(20);
    await app.db.raw("update confirmations set expires_at = expires_at - interval '20 hours'");
    await age(app, '1 day');
    await work();
    expect(await mailed()).toHaveLength(22);
    const [link] = await rows<{ days: number }>(
      app.db,
      `select round(extract(epoch from c.expires_at - now()) / 86400)::int as days
         from confirmations c join subscribers s on s.id = c.subscriber_id where s.email = 'pupil21@school.example'`,
    );
    expect(link?.days).toBe(7);
  });

  test('an operator who knows the people lets them go; a person gets no more than is allowed all the same', async () => {
    for (const email of pupils(8)) await ask(email);
    await ask('pupil0@school.example', herald);
    expect(await releaseSignUps(app)).toEqual({ released: 3 });
    await work();
    expect((await mailed()).toSorted()).toEqual(pupils(8).map((email) => email.slice(0, email.indexOf('@'))));
  });

  test('two workers at once give each mail one turn, and no network more than its room', async () => {
    for (const email of pupils(12)) await ask(email);
    await app.db.raw('delete from jobs.job');
    await age(app, '61 minutes');
    await Promise.all([letHeldMailsGo(app), letHeldMailsGo(app), letHeldMailsGo(app)]);
    const jobs = await queuedNotices(app);
    expect([jobs.length, new Set(jobs).size]).toEqual([5, 5]);
  });
});

describe('A flood from one place holds nobody elsewhere: networks are counted in steps (BOMB-02)', () => {
  const visitorAt = (ip: string): Visitor => {
    const names = Object.entries(networksOf(ip) ?? {});
    const hashes = names.map(([step, name]) => [step, app.keys.derive('ip', name).subarray(0, 16)]);
    return { networks: Object.fromEntries(hashes), cost: 1 };
  };
  const hex = (n: number) => n.toString(16).padStart(4, '0');
  const waiting = async () => (await listSignUpHolds(app.db)).map(({ why, mails }) => ({ why, mails }));

  test.each([
    ['/56', 20, 30, (n: number) => `2001:db8:7:ab${hex(n).slice(2)}::1`],
    ['/48', 100, 120, (n: number) => `2001:db8:7:${hex(n * 257)}::${n}`],
    ['IPv4 /24', 100, 120, (n: number) => `192.0.2.${n + 1}`],
  ])('a %s with an address for each sign-up causes %d mails an hour', async (_wide, room, count, ipOf) => {
    for (let n = 0; n < count; n += 1) await ask(`bot${n}@robots.example`, gazette, visitorAt(ipOf(n)));
    // Whatever else came in this hour: one more mail of the flood and all mails would be held.
    await flood(app, { count: 1999 - room });
    await ask('anna@example.org', gazette, visitorAt('2001:db8:8::1'));
    await work();
    expect(await mailed()).toHaveLength(room + 1);
    expect(await mailed()).toContain('anna');
    expect(await waiting()).toEqual([{ why: 'network', mails: count - room }]);
    await age(app, '61 minutes');
    await work();
    expect(await mailed()).toHaveLength(count + 1);
    expect(await waiting()).toEqual([]);
  });

  test('the admins get one mail a day when a hundred of a network wait, although two workers see it', async () => {
    await app.db.raw('truncate alerts cascade');
    await makeUser(app, 'admin', 'ann@gazette.example');
    const visitors = (count: number, from: number) =>
      Array.from({ length: count }, (_, n) =>
        ask(`bot${from + n}@robots.example`, gazette, visitorAt('192.0.2.1')),
      );
    const told = () =>
      rows(
        app.db,
        `select code, params from alerts a join notices n on n.kind = 'alert' and n.occasion = a.id::text`,
      );
    await Promise.all(visitors(104, 0));
    await tellOfCrowds(app);
    expect(await told()).toEqual([]);
    await Promise.all(visitors(1, 104));
    await Promise.all([tellOfCrowds(app), tellOfCrowds(app)]);
    const once = { code: 'sign-ups-crowd', params: { mails: 100 } };
    expect(await told()).toEqual([once]);
    await releaseSignUps(app);
    await app.db.raw('delete from rate_limits');
    await tellOfCrowds(app);
    expect(await told()).toEqual([once]);
  });

  test('whoever waits for a full network takes no place of its neighbours', async () => {
    const ipOf = (n: number) => `2001:db8:7:ab${hex(n).slice(2)}::1`;
    for (let n = 0; n < 20; n += 1) await ask(`first${n}@robots.example`, gazette, visitorAt(ipOf(n)));
    for (let n = 0; n < 25; n += 1) await ask(`bot${n}@robots.example`, gazette, visitorAt(ipOf(100)));
    await ask('berta@example.org', gazette, visitorAt(ipOf(101)));
    await work();
    expect(await mailed()).toHaveLength(20);
    await age(app, '61 minutes');
    await work();
    expect((await mailed()).slice(20)).toEqual(['bot0', 'bot1', 'bot2', 'bot3', 'bot4', 'berta']);
  });
});

describe('A person who signs up for a second newsletter within a quarter of an hour', () => {
  test('is asked for it when the quarter is over (BOMB-01)', async () => {
    await ask('both@example.org');
    expect((await ask('both@example.org', herald)).isMailed).toBe(false);
    await work();
    expect(await mailed()).toEqual(['both']);
    expect(await listSignUpHolds(app.db)).toMatchObject([{ why: 'person', mails: 1 }]);
    await age(app, '16 minutes');
    await work();
    const [first, second, ...more] = await mailsTo(app, 'both@example.org');
    expect([first?.includes('The Gazette'), second?.includes('The Herald'), more]).toEqual([true, true, []]);
  });

  test('is asked at once after confirming the first', async () => {
    await ask('quick@example.org');
    await work();
    await ask('quick@example.org', herald);
    await confirmAs('quick@example.org');
    await work();
    expect(await mailed()).toEqual(['quick', 'quick']);
  });

  test('who repeats it again and again gets three mails a day, whatever waits (BOMB-01)', async () => {
    for (let round = 0; round < 30; round += 1) {
      await ask('bombed@example.org', round % 2 === 0 ? gazette : herald);
      await work();
      await age(app, '16 minutes');
    }
    expect(await mailed()).toHaveLength(3);
    expect(await rows(app.db, `select 1 from notices where state = 'held'`)).toHaveLength(2);
  });

  test('and pressed twice within minutes gets one mail, not a second one later', async () => {
    await ask('twice@example.org');
    await work();
    await ask('twice@example.org');
    await age(app, '16 minutes');
    await work();
    expect(await mailed()).toEqual(['twice']);
  });
});
